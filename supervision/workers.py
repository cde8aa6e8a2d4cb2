"""The facts about workers that planning reads, for any number of them in the same number of queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max, Q, QuerySet

from workforce_assurance.common.dates import WorkingCalendar, local_day
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people

from .cadence import Anchor, Cadence, Lapse, Leave, Since, Step, Worker, applicable
from .enums import KIND, SessionState
from .models import CadencePolicy, Session

Id = uuid.UUID
TOOK_PLACE = (SessionState.HELD, SessionState.PARTLY_HELD)
DID_NOT = (SessionState.MISSED, SessionState.CANCELLED)
NO_POLICY = Cadence("", 1, 0, 60)
# Leave is read over these days: everything that anybody has on record.
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class Setting:
    """Where and when planning happens."""

    today: date
    zone: ZoneInfo
    calendar: WorkingCalendar
    now: datetime
    # Of the published ladder; None when it reminds nobody.
    reminder_working_days: int | None


@dataclass(frozen=True)
class Policies:
    """The published policies by what they reach."""

    organisation: Cadence | None
    teams: dict[Id, Cadence]
    people: dict[Id, Cadence]

    def for_worker(self, person_id: Id, team_id: Id | None) -> Cadence | None:
        team = self.teams.get(team_id) if team_id else None
        return applicable(person=self.people.get(person_id), team=team, organisation=self.organisation)


@dataclass(frozen=True)
class Facts:
    """One worker as planning sees them, whatever the policy; no cadence when none reaches them."""

    person: Any
    team_id: Id | None
    supervisor_id: Id | None
    cadence: Cadence | None
    history: Worker
    closed_due_dates: frozenset[date]

    @property
    def worker(self) -> Worker | None:
        return self.history if self.cadence else None

    @property
    def leave(self) -> tuple[Leave, ...]:
        return self.history.leave


def setting(*, now: datetime) -> Setting:
    zone = people.zone()
    return Setting(local_day(now, zone), zone, people.calendar(), now, reminder_working_days(KIND))


def as_cadence(policy: CadencePolicy) -> Cadence:
    """The policy as the pure rules know it."""
    steps = tuple(Step(step.until_day, step.gap_days) for step in policy.phase_in.all())
    return Cadence(
        policy.name, policy.longest_gap_days, policy.grace_working_days, policy.minutes, steps, policy_id=policy.pk
    )


def published_policies(*, instead: Iterable[CadencePolicy] = ()) -> Policies:
    """The published policies, with those of `instead` in the place of the ones they would replace."""
    published = [*CadencePolicy.objects.published().prefetch_related("phase_in"), *instead]
    organisation: Cadence | None = None
    teams: dict[Id, Cadence] = {}
    persons: dict[Id, Cadence] = {}
    for policy in published:
        if policy.person_id:
            persons[policy.person_id] = as_cadence(policy)
        elif policy.team_id:
            teams[policy.team_id] = as_cadence(policy)
        else:
            organisation = as_cadence(policy)
    return Policies(organisation, teams, persons)


def facts_of(persons: Iterable[Any], *, where: Setting, policies: Policies) -> list[Facts]:
    """What decides about each of these people's next sessions."""
    persons = list(persons)
    ids = [person.pk for person in persons]
    teams = dict(people.memberships(on=where.today).filter(person__in=ids).values_list("person_id", "team_id"))
    lines = people.supervision_lines(on=where.today).filter(worker__in=ids)
    supervisors = dict(lines.values_list("worker_id", "supervisor_id"))
    leave = _leave(ids)
    history = _History(ids, where)
    found = []
    for person in persons:
        team_id = teams.get(person.pk)
        cadence = policies.for_worker(person.pk, team_id)
        anchor, lapse = history.of(person)
        known = Worker(cadence or NO_POLICY, anchor, person.started_on, tuple(leave[person.pk]), lapse)
        closed = frozenset(history.due_dates[person.pk])
        found.append(Facts(person, team_id, supervisors.get(person.pk), cadence, known, closed))
    return found


def _leave(ids: list[Id]) -> dict[Id, list[Leave]]:
    found: dict[Id, list[Leave]] = defaultdict(list)
    rows = people.leave_of(ids, first=FIRST_DAY, last=LAST_DAY)
    for person_id, first, last in rows.values_list("person_id", "starts_on", "ends_on"):
        found[person_id].append(Leave(first, last))
    return found


class _History:
    """What sessions have been for many workers: the last that counts, and the last that did not take place."""

    def __init__(self, ids: list[Id], where: Setting) -> None:
        closed = Session.objects.filter(worker__in=ids).exclude(state=SessionState.PLANNED)
        self.zone = where.zone
        self.last = {row["worker"]: row for row in _last(closed)}
        self.lapses = {row.worker_id: row for row in _lapses(closed)}
        self.due_dates: dict[Id, set[date]] = defaultdict(set)
        recent = closed.filter(due_on__gte=where.today)
        for worker_id, due_on in recent.values_list("worker_id", "due_on"):
            self.due_dates[worker_id].add(due_on)

    def of(self, person: Any) -> tuple[Anchor, Lapse | None]:
        anchor = max(self._anchors(person), key=lambda found: found.day)
        row = self.lapses.get(person.pk)
        if row is None or row.due_on <= anchor.day:
            return anchor, None
        word = "missed" if row.state == SessionState.MISSED else "cancelled"
        closed_on = local_day(row.closed_at or row.due_at, self.zone)
        return anchor, Lapse(row.due_on, closed_on, word)

    def _anchors(self, person: Any) -> Iterable[Anchor]:
        last = self.last.get(person.pk, {})
        if last.get("held"):
            yield Anchor(local_day(last["held"], self.zone), Since.HELD)
        if last.get("not_needed"):
            yield Anchor(last["not_needed"], Since.NOT_NEEDED)
        if not last.get("held") and not last.get("not_needed"):
            yield self._beginning(person)

    def _beginning(self, person: Any) -> Anchor:
        """Without any session yet: the start, or when this person was added for those who started before that."""
        added = local_day(person.date_joined, self.zone)
        if person.started_on is not None and person.started_on >= added:
            return Anchor(person.started_on, Since.STARTED)
        return Anchor(added, Since.PLANNING)


def _last(closed: QuerySet[Session]) -> QuerySet[Any, Any]:
    held = Max("held_at", filter=Q(state__in=TOOK_PLACE))
    not_needed = Max("due_on", filter=Q(state=SessionState.NOT_NEEDED))
    return closed.order_by().values("worker").annotate(held=held, not_needed=not_needed)


def _lapses(closed: QuerySet[Session]) -> QuerySet[Session]:
    return closed.filter(state__in=DID_NOT).order_by("worker_id", "-due_on").distinct("worker_id")
