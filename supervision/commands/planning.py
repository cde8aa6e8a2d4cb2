"""Planning sessions ahead from the cadence, as often as one likes: what is there is left or brought up to date."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import local_day
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people

from ..cadence import Due, Kept, Leave, on_leave, wanted
from ..enums import KIND
from ..models import Agreement, Session
from ..new_rows import insert_new
from ..references import new_reference
from ..slots import Place, planned_instant, previous_day
from ..timing import clock_for
from ..usual_times import minutes_of, usual_times
from ..workers import Facts, Policies, Setting, facts_of, published_policies, setting
from .agreement_ends import end_without_their_line

BATCH = 500
Diaries = dict[uuid.UUID | None, set[datetime]]
KEPT_UP = (
    "due_on", "on_time_until", "due_because", "minutes", "policy", "planned_at", "place", "call_link", "reminder_at",
    "due_at", "missed_after", "next_check", "team", "supervisor",
)  # fmt: skip


@dataclass
class Counts:
    """What one run of planning changed."""

    planned: int = 0
    changed: int = 0
    withdrawn: int = 0

    def __bool__(self) -> bool:
        return bool(self.planned or self.changed or self.withdrawn)


def plan_ahead(*, now: datetime) -> Counts:
    """Plan everybody's sessions up to the horizon, batch by batch; each batch is kept even if a later one cannot be."""
    counts = Counts()
    where = setting(now=now)
    concerned = set(people.workers_in_post(on=where.today).values_list("pk", flat=True))
    concerned |= set(Session.objects.open().values_list("worker_id", flat=True).distinct())
    concerned |= set(Agreement.objects.not_ended().values_list("worker_id", flat=True))
    for batch in _batches(sorted(concerned)):
        _plan_batch(batch, counts, where)
    return counts


def plan_for(*, worker_ids: Iterable[uuid.UUID], now: datetime) -> Counts:
    """Plan the sessions of these workers up to the horizon."""
    counts = Counts()
    where = setting(now=now)
    for batch in _batches(sorted(set(worker_ids))):
        _plan_batch(batch, counts, where)
    return counts


@transaction.atomic
def _plan_batch(worker_ids: list[uuid.UUID], counts: Counts, where: Setting) -> None:
    """One batch in one transaction; the lock on each worker keeps a second planner from deciding the same."""
    policies = published_policies(zone=where.zone)
    lock_workers(worker_ids)
    # Asked for under the lock: a ladder that is published meanwhile moves what this batch writes.
    where = replace(where, reminder_working_days=reminder_working_days(KIND))
    end_without_their_line(worker_ids=worker_ids, today=where.today, now=where.now)
    in_post = people.workers_in_post(on=where.today).filter(pk__in=worker_ids)
    facts = {found.person.pk: found for found in facts_of(in_post, where=where, policies=policies)}
    opened: dict[uuid.UUID, list[Session]] = defaultdict(list)
    rows = Session.objects.open().filter(worker__in=worker_ids).order_by("due_on")
    for session in rows.select_for_update(of=("self",), no_key=True):
        opened[session.worker_id].append(session)
    work = _Work(where, policies, facts)
    for worker_id in worker_ids:
        if worker_id in facts:
            work.bring_up_to_date(facts[worker_id], opened[worker_id])
        else:
            work.withdraw(opened[worker_id])
    work.write(counts)


class _Work:
    """What a batch is going to change, collected first and then written set by set."""

    def __init__(self, where: Setting, policies: Policies, facts: dict[uuid.UUID, Facts]) -> None:
        self.where = where
        self.diaries = _diaries(facts.values())
        self.policies = policies
        self.usual = usual_times({worker_id: found.supervisor_id for worker_id, found in facts.items()})
        self.days: list[date] = []
        self.horizon = where.today + timedelta(days=settings.SUPERVISION_HORIZON_DAYS)
        self.new: list[Session] = []
        self.changed: dict[uuid.UUID, Session] = {}
        self.gone: list[Session] = []
        self.told: list[uuid.UUID] = []

    def bring_up_to_date(self, facts: Facts, sessions: list[Session]) -> None:
        if facts.supervisor_id is None or facts.worker is None:
            return
        kept = [session for session in sessions if self._is_kept(session, facts.leave)]
        spare = [session for session in sessions if session not in kept]
        due_dates = {due.due_on: due for due in self._wanted(facts, kept)}
        # What each session follows: the last one held, what is kept, and the due dates before it.
        self.days = [facts.last_day, *(session.due_on for session in kept), *due_dates]
        for session in sessions:
            self._follow_the_line(session, facts)
        for session in [session for session in spare if session.due_on in due_dates]:
            spare.remove(session)
            self._reword(session, facts, due_dates.pop(session.due_on))
        for session, due in zip_longest(spare, due_dates.values()):
            if due is None:
                self.withdraw([session])
            elif session is None:
                self.new.append(self._planned(Session(reference=new_reference(), worker=facts.person), facts, due))
            else:
                self._replan(session, facts, due)

    def withdraw(self, sessions: Iterable[Session]) -> None:
        """Take back what nobody has touched; of the rest, ask no more."""
        for session in sessions:
            if self._may_be_told_of(session):
                self.told.append(session.pk)
            if self._is_kept(session):
                self._note(session, next_check=None)
            else:
                self.gone.append(session)

    def write(self, counts: Counts) -> None:
        insert_new(self.new)
        Session.objects.bulk_update(self.changed.values(), KEPT_UP)
        Session.objects.filter(pk__in=[session.pk for session in self.gone]).delete()
        for subject_id in self.told:
            escalations.close_episodes(kind=KIND, subject_id=subject_id, because="moved", by=None, now=self.where.now)
        done = Counts(len(self.new), len(self.changed), len(self.gone))
        if done:
            facts = {"planned": done.planned, "changed": done.changed, "withdrawn": done.withdrawn}
            audit.record(
                action="sessions planned", subject_type="supervision.plan", subject_id=self.where.today, by=None,
                now=self.where.now, facts=facts,
            )  # fmt: skip
        counts.planned += done.planned
        counts.changed += done.changed
        counts.withdrawn += done.withdrawn

    def _may_be_told_of(self, session: Session) -> bool:
        """Its reminder, or without one its end, has come: somebody may have been told."""
        return (session.reminder_at or session.missed_after) <= self.where.now

    def _is_kept(self, session: Session, leave: tuple[Leave, ...] = ()) -> bool:
        """Somebody chose its time or opened its record, or its due date has come and stands.

        A due date inside leave that was entered afterwards does not stand.
        """
        touched = session.set_by_hand or session.started_at is not None or session.missed_flagged_at is not None
        return touched or (session.due_on < self.where.today and not on_leave(session.due_on, leave))

    def _wanted(self, facts: Facts, kept: list[Session]) -> list[Due]:
        """The due dates that are still to be planned around what is kept."""
        zone = self.where.zone
        stay = sorted(
            Kept(max(session.due_on, local_day(session.planned_at, zone)), session.due_on) for session in kept
        )
        taken = {*facts.closed_due_dates, *(session.due_on for session in kept)}
        where = self.where
        return wanted(
            facts.history, kept=stay, taken=taken, calendar=where.calendar, today=where.today, horizon=self.horizon
        )

    def _planned(self, session: Session, facts: Facts, due: Due) -> Session:
        """Give the session that due date, with everything that follows from it."""
        where, cadence = self.where, facts.history.cadence
        clock = clock_for(
            due.due_on, grace_working_days=cadence.grace_working_days,
            reminder_working_days=where.reminder_working_days, calendar=where.calendar, zone=where.zone,
        )  # fmt: skip
        session.due_on, session.on_time_until, session.due_because = due.due_on, due.on_time_until, due.because
        usual = self.usual.get(facts.person.pk)
        session.policy_id, session.minutes = cadence.policy_id, minutes_of(facts.history.planned_minutes, usual)
        supervisor_id = facts.supervisor_id
        diary = self.diaries.setdefault(supervisor_id, set())
        session.planned_at = planned_instant(
            due.due_on, usual, where=Place(where.calendar, where.zone, where.now), minutes=session.minutes,
            leave=facts.leave, taken=diary, after=previous_day(due.due_on, self.days),
        )  # fmt: skip
        diary.add(session.planned_at)
        if usual and not (session.place or session.call_link):
            session.place, session.call_link = usual.place, usual.call_link
        session.due_at, session.missed_after = clock.due_at, clock.missed_after
        session.reminder_at, session.next_check = clock.reminder_at, clock.first_check
        session.team_id, session.supervisor_id = facts.team_id, supervisor_id  # type: ignore[assignment]
        return session

    def _replan(self, session: Session, facts: Facts, due: Due) -> None:
        if self._may_be_told_of(session):
            self.told.append(session.pk)
        # Its own hour is free for it.
        self.diaries.get(session.supervisor_id, set()).discard(session.planned_at)
        self.changed[session.pk] = self._planned(session, facts, due)

    def _reword(self, session: Session, facts: Facts, due: Due) -> None:
        """The due date stays; its reason, grace and length may be another policy's by now."""
        if session.on_time_until != due.on_time_until:
            self._replan(session, facts, due)
            return
        minutes = minutes_of(facts.history.planned_minutes, self.usual.get(facts.person.pk))
        policy_id = facts.history.cadence.policy_id
        if (session.policy_id, session.due_because) != (policy_id, due.because) or session.minutes < minutes:
            self._note(session, policy_id=policy_id, due_because=due.because, minutes=minutes)

    def _follow_the_line(self, session: Session, facts: Facts) -> None:
        """A record that was opened belongs to the two who opened it; every other session follows the line."""
        if session.started_at is None and session.supervisor_id != facts.supervisor_id:
            # The link was to the room of the one before.
            self._note(session, supervisor_id=facts.supervisor_id, call_link="")
        if session.started_at is None and session.team_id != facts.team_id:
            self._note(session, team_id=facts.team_id)

    def _note(self, session: Session, **values: Any) -> None:
        if any(getattr(session, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(session, name, value)
            self.changed[session.pk] = session


def _diaries(facts: Iterable[Facts]) -> Diaries:
    """When these workers' supervisors have sessions already, so that no two are planned for one hour."""
    supervisors = {found.supervisor_id for found in facts if found.supervisor_id}
    diaries: Diaries = {supervisor: set() for supervisor in supervisors}
    rows = Session.objects.open().filter(supervisor__in=supervisors)
    for supervisor_id, planned_at in rows.values_list("supervisor_id", "planned_at"):
        diaries[supervisor_id].add(planned_at)
    return diaries


def lock_workers(worker_ids: Iterable[uuid.UUID]) -> None:
    """Let nobody else plan or change these workers' sessions until the transaction ends; always before the sessions."""
    rows = get_user_model().objects.filter(pk__in=list(worker_ids)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def _batches(ids: list[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
