"""Two years of supervision, worker by worker, by the rules of the cadence and the luck of the times. Pure: unsaved."""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from supervision import cadence
from supervision.cadence import Anchor, Cadence, Due, Lapse, Since, Worker
from supervision.enums import Reason, SessionState, Side
from supervision.models import Session, SessionMove
from supervision.references import ALPHABET
from supervision.timing import clock_for, usual_instant
from workforce_assurance.common.dates import WorkingCalendar
from workforce_assurance.people.models import Person

from .absence import supervisor_away
from .plausibility import Fate, Times
from .staff import SEED, ZONE, Staff, instant
from .teams import SUPERVISOR_AWAY

DAY = timedelta(days=1)
HOURS = tuple(time(hour, minute) for hour in range(9, 17) for minute in (0, 30))
# Of a hundred workers, the last session of so many still waits past its date.
WAITING = 7
# What was held late in these last days is left to the day-by-day part of the load.
LIVED_DAYS = 24


@dataclass(frozen=True)
class Later:
    """A session that the load holds by the product's own command, on its day."""

    session: Session
    held_at: datetime
    minutes: int
    by: Person


@dataclass
class History:
    """Everything about sessions that the demo writes at once, and what it does afterwards day by day."""

    sessions: list[Session] = field(default_factory=list)
    moves: list[SessionMove] = field(default_factory=list)
    later: list[Later] = field(default_factory=list)


@dataclass
class _Post:
    """One worker's places by day."""

    person: Person
    lines: list[Any]
    memberships: list[Any]
    leave: tuple[cadence.Leave, ...]

    def supervisor(self, day: date) -> Person | None:
        return next((line.supervisor for line in self.lines if _holds(line, day)), None)

    def team(self, day: date) -> Any:
        return next((row.team for row in self.memberships if _holds(row, day)), None)


def relive(
    staff: Staff, policies: dict[uuid.UUID, Cadence], calendar: WorkingCalendar, reminder: int | None
) -> History:
    """The sessions of everybody, from the first day of the two years until yesterday; the same for the same day."""
    lines, memberships, leave = defaultdict(list), defaultdict(list), defaultdict(list)
    for line in staff.lines:
        lines[line.worker_id].append(line)
    for row in staff.memberships:
        memberships[row.person_id].append(row)
    for away in staff.leave:
        leave[away.person_id].append(cadence.Leave(away.starts_on, away.ends_on))
    history = History()
    times = Times(staff.began, staff.today)
    for person in staff.people:
        if person.receives_supervision:
            post = _Post(person, lines[person.id], memberships[person.id], tuple(leave[person.id]))
            _Life(staff, post, (policies[person.id], calendar, reminder), times, history).live()
    return history


class _Life:
    """One worker's sessions, one after the other."""

    def __init__(
        self,
        staff: Staff,
        post: _Post,
        rules: tuple[Cadence, WorkingCalendar, int | None],
        times: Times,
        history: History,
    ) -> None:
        self.staff, self.post, self.times = staff, post, times
        self.policy, self.calendar, self.reminder = rules
        self.history = history
        self.rng = random.Random(f"{SEED} {post.person.reference}")  # noqa: S311
        self.today = staff.today
        # Nothing of the next session happens before this day is over.
        self.after = staff.began
        self.away, self.deputy = supervisor_away(staff)
        waits = self.rng.randrange(100) < WAITING
        self.waits_from = self.today - timedelta(days=self.rng.randrange(3, 34)) if waits else None

    def live(self) -> None:
        person = self.post.person
        added = person.date_joined.astimezone(ZONE).date()
        since = Since.STARTED if person.started_on >= added else Since.PLANNING
        anchor, lapse, day = Anchor(added, since), None, added
        while True:
            worker = Worker(self.policy, anchor, person.started_on, self.post.leave, lapse)
            # A second session is never due on the day of an earlier one.
            due = cadence.next_due(worker, calendar=self.calendar, today=max(day, self.after + DAY))
            if due is None or (person.left_on and due.due_on > person.left_on) or due.due_on > self.today + 6 * DAY:
                return
            supervisor = self.post.supervisor(due.due_on) or self.post.supervisor(day)
            if supervisor is None:
                return
            session = self._planned(due, supervisor, day)
            fate = self._fate(session)
            if not self._happens(session, fate):
                return
            anchor, lapse, day = self._after(session, anchor)
            self.after = max(session.due_on, day)

    def _planned(self, due: Due, supervisor: Person, planned_on: date) -> Session:
        clock = clock_for(
            due.due_on, grace_working_days=self.policy.grace_working_days, reminder_working_days=self.reminder,
            calendar=self.calendar, zone=ZONE,
        )  # fmt: skip
        planned_at = usual_instant(
            due.due_on, calendar=self.calendar, zone=ZONE, leave=self.post.leave, now=instant(planned_on, time(8))
        )
        return Session(
            id=self._key(),
            reference=self._reference(),
            worker=self.post.person,
            supervisor=supervisor,
            team=self.post.team(due.due_on),
            policy_id=self.policy.policy_id,
            due_on=due.due_on,
            on_time_until=due.on_time_until,
            due_because=due.because,
            planned_at=planned_at,
            minutes=self.policy.minutes,
            reminder_at=clock.reminder_at,
            due_at=clock.due_at,
            missed_after=clock.missed_after,
            next_check=clock.first_check,
            state=SessionState.PLANNED,
        )

    def _fate(self, session: Session) -> Fate:
        team = session.team.name if session.team else ""
        chances = self.times.chances(team, session.due_on)
        if team == SUPERVISOR_AWAY and session.supervisor is self.away:
            chances = self.times.while_away(session.due_on)
        return chances.draw(self.rng)

    def _happens(self, session: Session, fate: Fate) -> bool:
        """Give the session its outcome; false when it has none yet, and the worker's story ends there."""
        if self.waits_from and session.due_on >= self.waits_from:
            return self._still_open(session)
        if fate in (Fate.ON_TIME, Fate.PARTLY, Fate.IN_GRACE, Fate.LATE):
            return self._held(session, fate)
        return self._not_held(session, fate)

    def _held(self, session: Session, fate: Fate) -> bool:
        day = self._day_held(session, fate)
        if day >= self.today:
            return self._still_open(session)
        at = instant(day, self.rng.choice(HOURS))
        minutes = self.rng.choice((60, 75, 85, 90, 90, 90, 95, 100))
        by = self._acting(session, day)
        if fate is Fate.LATE and (self.today - day).days < LIVED_DAYS:
            self.history.sessions.append(session)
            self.history.later.append(Later(session, at, minutes, by))
            return False
        session.state = SessionState.HELD
        if fate is Fate.PARTLY:
            session.state, minutes = SessionState.PARTLY_HELD, self.rng.choice((20, 30, 35, 40, 45))
        session.held_at, session.held_minutes, session.started_at = at, minutes, at
        self._move_if_later(session, at, by)
        self._close(session, at + timedelta(minutes=minutes + 5), by)
        return True

    def _not_held(self, session: Session, fate: Fate) -> bool:
        session.side, session.reason = self._why(fate)
        if fate is Fate.MISSED:
            day = self.calendar.add(session.on_time_until, self.rng.randrange(1, 6))
            session.state = SessionState.MISSED
        else:
            day = self.calendar.subtract(session.planned_at.date(), self.rng.choice((0, 0, 1, 1, 2, 4)))
            session.state = SessionState.CANCELLED
        if day >= self.today:
            session.side, session.reason, session.state = "", "", SessionState.PLANNED
            return self._still_open(session)
        self._close(session, instant(day, self.rng.choice(HOURS)), self._acting(session, day))
        return True

    def _still_open(self, session: Session) -> bool:
        self.history.sessions.append(session)
        return False

    def _close(self, session: Session, at: datetime, by: Person) -> None:
        session.closed_at, session.closed_by, session.next_check = at, by, None
        if at > session.missed_after:
            session.missed_flagged_at = session.missed_after
        self.history.sessions.append(session)

    def _after(self, session: Session, anchor: Anchor) -> tuple[Anchor, Lapse | None, date]:
        day = session.closed_at.astimezone(ZONE).date()
        if session.held_at:
            return Anchor(day, Since.HELD), None, day
        word = "missed" if session.state == SessionState.MISSED else "cancelled"
        return anchor, Lapse(session.due_on, day, word), day

    def _day_held(self, session: Session, fate: Fate) -> date:
        """A working day on which both were there."""
        planned = session.planned_at.astimezone(ZONE).date()
        if fate is Fate.LATE:
            day = self.calendar.add(session.on_time_until, self.rng.choice((1, 2, 2, 3, 4, 5, 7, 9)))
        elif fate is Fate.IN_GRACE:
            day = self.calendar.add(session.due_on, self.rng.randrange(1, self.policy.grace_working_days + 1))
        else:
            day = self.calendar.subtract(planned, self.rng.choice((0, 0, 0, 0, 1, 1, 2, 3)))
        day = max(day, self.after + DAY)
        while not self.calendar.is_working(day) or cadence.on_leave(day, self.post.leave):
            day += DAY
        return day

    def _move_if_later(self, session: Session, at: datetime, by: Person) -> None:
        if at.date() <= session.planned_at.date():
            session.planned_at = at
            return
        side, reason = self.rng.choice(MOVED_WHY)
        arranged = min(session.planned_at, at) - timedelta(hours=self.rng.choice((2, 20, 26, 50)))
        self.history.moves.append(
            SessionMove(
                session=session,
                moved_from=session.planned_at,
                moved_to=at,
                side=side,
                reason=reason,
                by=by,
                at=arranged,
            )
        )
        session.planned_at, session.set_by_hand = at, True
        clock = clock_for(
            max(session.due_on, at.astimezone(ZONE).date()), grace_working_days=self.policy.grace_working_days,
            reminder_working_days=self.reminder, calendar=self.calendar, zone=ZONE,
        )  # fmt: skip
        session.due_at, session.missed_after, session.reminder_at = clock.due_at, clock.missed_after, clock.reminder_at

    def _why(self, fate: Fate) -> tuple[Side, Reason]:
        return self.rng.choice(NOT_HELD_WHY[fate])

    def _acting(self, session: Session, day: date) -> Person:
        """The supervisor, or who stands in for the one on long leave."""
        away = session.supervisor is self.away and day >= self.today - 70 * DAY
        return self.deputy if away and self.deputy is not session.worker else session.supervisor

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def _reference(self) -> str:
        drawn = "".join(self.rng.choice(ALPHABET) for _ in range(10))
        return f"{drawn[:5]}-{drawn[5:]}"


MOVED_WHY = (
    (Side.WORKER, Reason.SICKNESS), (Side.WORKER, Reason.INCIDENT), (Side.SUPERVISOR, Reason.WORKLOAD),
    (Side.SUPERVISOR, Reason.TRAINING), (Side.SERVICE, Reason.COVER), (Side.SERVICE, Reason.INCIDENT),
)  # fmt: skip
NOT_HELD_WHY = {
    Fate.BY_WORKER: ((Side.WORKER, Reason.SICKNESS), (Side.WORKER, Reason.INCIDENT), (Side.WORKER, Reason.WORKLOAD)),
    Fate.BY_SUPERVISOR: (
        (Side.SUPERVISOR, Reason.SICKNESS), (Side.SUPERVISOR, Reason.WORKLOAD), (Side.SUPERVISOR, Reason.TRAINING),
    ),
    Fate.BY_SERVICE: ((Side.SERVICE, Reason.COVER), (Side.SERVICE, Reason.COVER), (Side.SERVICE, Reason.NO_ROOM)),
    Fate.MISSED: ((Side.SERVICE, Reason.COVER), (Side.SUPERVISOR, Reason.FORGOTTEN), (Side.SERVICE, Reason.WORKLOAD)),
}  # fmt: skip


def _holds(row: Any, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)
