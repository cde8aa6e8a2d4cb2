"""What a changed policy would do to the next 90 days, before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from workforce_assurance.people import queries as people

from .cadence import Cadence, Due, wanted
from .policy_terms import Terms
from .words import counted, long_day
from .workers import Facts, Setting, facts_of, published_policies, setting

DAYS_AHEAD = 90
# A preview looks at so many workers at most, and shows so many of those whose plan changes.
LOOKED_AT = 500
SHOWN = 10


@dataclass(frozen=True)
class Plan:
    """One worker's next 90 days under one policy."""

    due: tuple[date, ...]
    minutes: int
    words: str

    @property
    def sessions(self) -> int:
        return len(self.due)


@dataclass(frozen=True)
class Change:
    name: str
    now: str
    then: str


@dataclass(frozen=True)
class Totals:
    """Sessions and hours of everybody looked at."""

    sessions: int
    hours: str


@dataclass(frozen=True)
class Preview:
    """Whom it is for, for how many of those looked at it counts, what changes in all, and some examples."""

    reached: int
    looked_at: int
    counts_for: int
    changed: int
    before: Totals
    after: Totals
    examples: list[Change]

    @property
    def difference(self) -> str:
        """The change in sessions, in words."""
        more = self.after.sessions - self.before.sessions
        if not more:
            return "as many sessions as now"
        return f"{counted(abs(more), 'session')} {'more' if more > 0 else 'fewer'} than now"


def preview_of(terms: Terms, *, now: datetime) -> Preview:
    """The plans of the next 90 days under the policies as they are, and with these terms in their place."""
    where = setting(now=now)
    before = published_policies(zone=where.zone)
    after = published_policies(zone=where.zone, instead=[terms], counts_from=where.today)
    workers = _reached(terms, where.today)
    facts = facts_of(workers[:LOOKED_AT], where=where, policies=before)
    cadences = [after.for_worker(found.person, found.place) for found in facts]
    olds = [_plan(found, found.cadence, where) for found in facts]
    news = [_plan(found, cadence, where) for found, cadence in zip(facts, cadences, strict=True)]
    changes = [
        Change(found.person.full_name, old.words, new.words)
        for found, old, new in zip(facts, olds, news, strict=True)
        if old.due != new.due
    ]
    return Preview(
        reached=workers.count(),
        looked_at=len(facts),
        counts_for=sum(bool(cadence and cadence.policy_id is None) for cadence in cadences),
        changed=len(changes),
        before=_totals(olds),
        after=_totals(news),
        examples=changes[:SHOWN],
    )


def _reached(terms: Terms, today: date) -> QuerySet[Any]:
    workers = people.workers_in_post(on=today).order_by("full_name", "pk")
    members = people.memberships(on=today)
    if terms.person_id:
        return workers.filter(pk=terms.person_id)
    if terms.job_title:
        return workers.filter(job_title__iexact=terms.job_title)
    if terms.team_id:
        return workers.filter(pk__in=members.filter(team=terms.team_id).values("person"))
    if terms.service_id:
        return workers.filter(pk__in=members.filter(team__service=terms.service_id).values("person"))
    return workers


def _plan(facts: Facts, cadence: Cadence | None, where: Setting) -> Plan:
    if cadence is None:
        return Plan((), 0, "No due date")
    horizon = where.today + timedelta(days=DAYS_AHEAD)
    found = wanted(
        replace(facts.history, cadence=cadence), taken=facts.closed_due_dates, calendar=where.calendar,
        today=where.today, horizon=horizon,
    )  # fmt: skip
    due = tuple(one.due_on for one in found if one.due_on <= horizon)
    return Plan(due, len(due) * cadence.minutes, _words(found, len(due)))


def _words(found: list[Due], sessions: int) -> str:
    if not found:
        return "On leave, no end known"
    return f"{counted(sessions, 'session')}, the first by {long_day(found[0].due_on)}"


def _totals(plans: list[Plan]) -> Totals:
    hours = sum(plan.minutes for plan in plans) / 60
    return Totals(sum(plan.sessions for plan in plans), f"{hours:.0f} hours" if hours >= 10 else f"{hours:.1f} hours")
