"""What publishing a policy would change for the next due dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from workforce_assurance.people import queries as people

from .cadence import Cadence, next_due
from .models import CadencePolicy
from .words import long_day
from .workers import Facts, Setting, facts_of, published_policies, setting

# A preview looks at so many workers at most, and shows so many of those whose date changes.
LOOKED_AT = 500
SHOWN = 10


@dataclass(frozen=True)
class Change:
    name: str
    now: str
    then: str


@dataclass(frozen=True)
class Preview:
    """How many workers it reaches, of how many the next due date changes, and some of them."""

    reached: int
    looked_at: int
    changed: int
    examples: list[Change]


def preview_of(policy: CadencePolicy, *, now: datetime) -> Preview:
    """The next due dates under the policies as they are, and with this one in its place."""
    where = setting(now=now)
    before, after = published_policies(), published_policies(instead=[policy])
    workers = people.workers_in_post(on=where.today).order_by("full_name", "pk")
    if policy.person_id:
        workers = workers.filter(pk=policy.person_id)
    if policy.team_id:
        members = people.memberships(on=where.today).filter(team=policy.team_id)
        workers = workers.filter(pk__in=members.values("person"))
    reached = workers.count()
    facts = facts_of(workers[:LOOKED_AT], where=where, policies=before)
    changes = [
        change for found in facts if (change := _change(found, after.for_worker(found.person.pk, found.team_id), where))
    ]
    return Preview(reached, len(facts), len(changes), changes[:SHOWN])


def _change(facts: Facts, cadence: Cadence | None, where: Setting) -> Change | None:
    now = _next(facts, facts.worker.cadence if facts.worker else None, where)
    then = _next(facts, cadence, where)
    return Change(facts.person.full_name, now, then) if now != then else None


def _next(facts: Facts, cadence: Cadence | None, where: Setting) -> str:
    if cadence is None:
        return "No due date"
    due = next_due(replace(facts.history, cadence=cadence), calendar=where.calendar, today=where.today)
    return long_day(due.due_on) if due else "On leave, no end known"
