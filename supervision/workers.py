"""The facts about workers that planning reads, for any number of them in the same number of queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max, Q, QuerySet

from workforce_assurance.common.dates import WorkingCalendar, local_day
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people

from .cadence import Agreed, Anchor, Cadence, Lapse, Leave, Period, PerPeriod, Ratio, Since, Uplift, Worker, applicable
from .contacts import contacts_of
from .credit import Contact, Kind
from .enums import KIND, SessionState, UpliftReason
from .models import Agreement, CadencePolicy, Session
from .models import Uplift as UpliftRow
from .policy_terms import Terms, terms_of

Id = uuid.UUID
TOOK_PLACE = (SessionState.HELD, SessionState.PARTLY_HELD)
DID_NOT = (SessionState.MISSED, SessionState.CANCELLED)
LONGEST_PERIOD = {Period.WEEK: 7, Period.MONTH: 31, Period.QUARTER: 92, Period.YEAR: 366}
# Long enough for a session that answers late, and for the month before.
LOOK_BACK_BESIDES = 62
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
class Place:
    """Where somebody works."""

    team_id: Id | None = None
    service_id: Id | None = None


@dataclass(frozen=True)
class Policies:
    """The published policies by what they reach."""

    organisation: Cadence | None = None
    services: dict[Id, Cadence] = field(default_factory=dict)
    teams: dict[Id, Cadence] = field(default_factory=dict)
    # By job title, in whatever case it was written.
    roles: dict[str, Cadence] = field(default_factory=dict)
    people: dict[Id, Cadence] = field(default_factory=dict)

    def for_worker(self, person: Any, place: Place) -> Cadence | None:
        return applicable(
            person=self.people.get(person.pk),
            role=self.roles.get(person.job_title.casefold()) if person.job_title else None,
            team=self.teams.get(place.team_id) if place.team_id else None,
            service=self.services.get(place.service_id) if place.service_id else None,
            organisation=self.organisation,
        )

    @property
    def look_back_days(self) -> int:
        """Over how many days sessions are read: a year when years are counted, else the longest window and a month."""
        everyone = [*self.services.values(), *self.teams.values(), *self.roles.values(), *self.people.values()]
        windows = [_window(cadence) for cadence in [*everyone, *([self.organisation] if self.organisation else [])]]
        return max(windows, default=0) + LOOK_BACK_BESIDES


@dataclass(frozen=True)
class Facts:
    """One worker as planning sees them, whatever the policy; no cadence when none reaches them."""

    person: Any
    place: Place
    supervisor_id: Id | None
    cadence: Cadence | None
    history: Worker
    closed_due_dates: frozenset[date]

    @property
    def worker(self) -> Worker | None:
        return self.history if self.cadence else None

    @property
    def team_id(self) -> Id | None:
        return self.place.team_id

    @property
    def last_day(self) -> date:
        """The day of the last session held, or of what planning began with."""
        days = [self.history.anchor.day, *(contact.day for contact in self.history.contacts[-1:])]
        return max(days)

    @property
    def leave(self) -> tuple[Leave, ...]:
        return self.history.leave


def setting(*, now: datetime) -> Setting:
    zone = people.zone()
    return Setting(local_day(now, zone), zone, people.calendar(), now, reminder_working_days(KIND))


def as_cadence(policy: CadencePolicy, zone: ZoneInfo | None = None) -> Cadence:
    """The policy as the pure rules know it; with a zone, counting from the day that it was published there."""
    counts_from = local_day(policy.published_at, zone) if policy.published_at and zone else None
    return terms_of(policy).as_cadence(policy_id=policy.pk, counts_from=counts_from)


def published_policies(*, zone: ZoneInfo, instead: Iterable[Terms] = (), counts_from: date | None = None) -> Policies:
    """The published policies, with those terms of `instead` in the place of the ones they would replace."""
    found = Policies()
    published = CadencePolicy.objects.published().prefetch_related("phase_in")
    said = [(terms_of(policy), as_cadence(policy, zone)) for policy in published]
    for terms, cadence in [*said, *((terms, terms.as_cadence(counts_from=counts_from)) for terms in instead)]:
        if terms.person_id:
            found.people[terms.person_id] = cadence
        elif terms.job_title:
            found.roles[terms.job_title.casefold()] = cadence
        elif terms.team_id:
            found.teams[terms.team_id] = cadence
        elif terms.service_id:
            found.services[terms.service_id] = cadence
        else:
            found = replace(found, organisation=cadence)
    return found


def facts_of(persons: Iterable[Any], *, where: Setting, policies: Policies) -> list[Facts]:
    """What decides about each of these people's next sessions."""
    persons = list(persons)
    ids = [person.pk for person in persons]
    members = people.memberships(on=where.today).filter(person__in=ids)
    places = {
        person_id: Place(team_id, service_id)
        for person_id, team_id, service_id in members.values_list("person_id", "team_id", "team__service_id")
    }
    lines = people.supervision_lines(on=where.today).filter(worker__in=ids)
    supervisors = dict(lines.values_list("worker_id", "supervisor_id"))
    leave, uplifts, agreed = leave_by_worker(ids), _uplifts(ids), _agreed(ids, where.today)
    history = _History(ids, where, policies.look_back_days)
    found = []
    for person in persons:
        place = places.get(person.pk, Place())
        cadence = policies.for_worker(person, place)
        anchor, lapse, contacts = history.of(person)
        known = Worker(
            cadence or NO_POLICY, anchor, person.started_on, tuple(leave[person.pk]), lapse, contacts,
            tuple(uplifts[person.pk]), agreed.get(person.pk),
        )  # fmt: skip
        closed = frozenset(history.due_dates[person.pk])
        found.append(Facts(person, place, supervisors.get(person.pk), cadence, known, closed))
    return found


def _window(cadence: Cadence) -> int:
    quota = cadence.quota
    days = [cadence.longest_gap_days or 0]
    if isinstance(quota, PerPeriod):
        days.append(LONGEST_PERIOD[quota.period])
    elif isinstance(quota, Ratio):
        days.append(quota.days_for(cadence.minutes))
    return max(days)


def _uplifts(ids: list[Id]) -> dict[Id, list[Uplift]]:
    """What was asked for in addition and has not been followed by a session."""
    found: dict[Id, list[Uplift]] = defaultdict(list)
    for row in UpliftRow.objects.standing().not_followed().filter(worker__in=ids):
        reason = UpliftReason(row.reason).label
        found[row.worker_id].append(Uplift(row.asked_on, row.within_days, reason[0].lower() + reason[1:]))
    return found


def _agreed(ids: list[Id], today: date) -> dict[Id, Agreed]:
    """What each of them agreed with the supervisor they have, and both signed."""
    rows = Agreement.objects.in_force(on=today).filter(worker__in=ids)
    said = rows.values_list("worker_id", "agreed_on", "longest_gap_days", "least_minutes")
    return {worker_id: Agreed(agreed_on, gap, least) for worker_id, agreed_on, gap, least in said if agreed_on}


def leave_by_worker(ids: Iterable[Id], *, first: date = FIRST_DAY, last: date = LAST_DAY) -> dict[Id, list[Leave]]:
    """The leave of each of these workers that touches those days, in order."""
    return by_worker(leave_rows(ids, first=first, last=last))


def leave_rows(ids: Iterable[Id], *, first: date, last: date) -> QuerySet:
    return people.leave_of(ids, first=first, last=last).values_list("person_id", "starts_on", "ends_on")


def by_worker(rows: Iterable[Any]) -> dict[Id, list[Leave]]:
    found: dict[Id, list[Leave]] = defaultdict(list)
    for person_id, starts_on, ends_on in rows:
        found[person_id].append(Leave(starts_on, ends_on))
    return found


class _History:
    """What sessions have been for many workers: what was held, what was not needed, what last did not take place."""

    def __init__(self, ids: list[Id], where: Setting, look_back_days: int) -> None:
        closed = Session.objects.filter(worker__in=ids).exclude(state=SessionState.PLANNED)
        self.zone = where.zone
        self.last = {row["worker"]: row for row in _last(closed)}
        self.held = contacts_of(ids, since=where.today - timedelta(days=look_back_days), zone=where.zone)
        self.lapses = {row.worker_id: row for row in _lapses(closed)}
        self.due_dates: dict[Id, set[date]] = defaultdict(set)
        recent = closed.filter(due_on__gte=where.today)
        for worker_id, due_on in recent.values_list("worker_id", "due_on"):
            self.due_dates[worker_id].add(due_on)

    def of(self, person: Any) -> tuple[Anchor, Lapse | None, tuple[Contact, ...]]:
        contacts = tuple(self.held[person.pk])
        anchor = max(self._anchors(person, contacts), key=lambda found: found.day)
        row = self.lapses.get(person.pk)
        if row is None:
            return anchor, None, contacts
        word = "missed" if row.state == SessionState.MISSED else "cancelled"
        closed_on = local_day(row.closed_at or row.due_at, self.zone)
        return anchor, Lapse(row.due_on, closed_on, word), contacts

    def _anchors(self, person: Any, contacts: tuple[Contact, ...]) -> Iterable[Anchor]:
        """Besides the contacts: what was not needed, what was held too long ago to be one of them, or the beginning."""
        last = self.last.get(person.pk, {})
        held_lately = any(contact.kind is Kind.ONE_TO_ONE for contact in contacts)
        if last.get("held") and not held_lately:
            yield Anchor(local_day(last["held"], self.zone), Since.HELD)
        if last.get("not_needed"):
            yield Anchor(last["not_needed"], Since.NOT_NEEDED)
        if not last.get("not_needed") and (held_lately or not last.get("held")):
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
