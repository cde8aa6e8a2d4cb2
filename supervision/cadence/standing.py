"""What somebody's sessions so far come to under a policy: from when the next gap runs, what is credited. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ..credit import Contact, Kind, credit
from .clock import Leave, advance
from .periods import Span, period_of, span_of
from .terms import Agreed, Cadence, MinutesPerMonth, Ratio


class Since(Enum):
    """What the next gap is counted from."""

    HELD = "the session of"
    STARTED = "the start on"
    RETURNED = "the return on"
    NOT_NEEDED = "the session that was not needed, due by"
    FOLLOWS = "the session due by"
    AGREED = "the agreement of"
    PLANNING = "planning began on"


A_MONTH = 31
BEGINNINGS = (Since.STARTED, Since.PLANNING)


@dataclass(frozen=True)
class Anchor:
    """The day that a gap is counted from, and what happened on it."""

    day: date
    since: Since


@dataclass(frozen=True)
class Lapse:
    """A session that did not take place, or not for long enough: due then, and closed on `closed_on`."""

    due_on: date
    closed_on: date
    word: str


@dataclass(frozen=True)
class Uplift:
    """One session more, asked for on a day and wanted within so many days, for a reason in words."""

    asked_on: date
    within_days: int
    reason: str


@dataclass(frozen=True)
class Worker:
    """What decides about a worker's due dates.

    `contacts` come in the order of their days. `anchor` is what is known but for them: the start, a session that was
    not needed, or a held one whose minutes do not matter.
    """

    cadence: Cadence
    anchor: Anchor
    started_on: date | None = None
    leave: tuple[Leave, ...] = ()
    lapse: Lapse | None = None
    contacts: tuple[Contact, ...] = ()
    uplifts: tuple[Uplift, ...] = ()
    agreed: Agreed | None = None

    @property
    def least_minutes(self) -> int:
        """Of a whole session: what the policy says, or what was agreed when that is more."""
        return max(self.cadence.minimum_minutes, self.agreed.least_minutes if self.agreed else 0)

    @property
    def planned_minutes(self) -> int:
        """For how long a session is planned, so that it can be a whole one."""
        return max(self.cadence.minutes, self.least_minutes)


class Parts:
    """Parts of a session that are added up until they make a whole one; they lie within one longest gap."""

    def __init__(self, cadence: Cadence, *, least: int = 0) -> None:
        self._least, self._within = max(cadence.minimum_minutes, least), cadence.longest_gap_days or A_MONTH
        self._parts: list[tuple[date, int]] = []

    def add(self, day: date, minutes: int) -> int | None:
        """None when the session is whole now; else how many minutes there are so far."""
        oldest = day - timedelta(days=self._within)
        self._parts = [*(part for part in self._parts if part[0] >= oldest), (day, minutes)]
        total = sum(part[1] for part in self._parts)
        if total < max(1, self._least):
            return total
        self._parts = []
        return None


class Standing:
    """What has counted so far; grows by sessions that are expected to be met."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.anchor = worker.anchor
        self.lapse: Lapse | None = None
        # The last day of any session, and until when the practice hours are paid for.
        self.seen_on: date | None = worker.anchor.day if worker.anchor.since is Since.HELD else None
        # The last day of one for the worker alone: a session that was added is not followed by a group.
        self.alone_on = self.seen_on
        # The last day on which one is expected.
        self.met_on: date | None = None
        self.paid_until: date | None = worker.anchor.day
        self.tally: dict[Span, int] = defaultdict(int)
        self._parts = Parts(worker.cadence, least=worker.least_minutes)
        self._pay(worker.anchor.day, worker.cadence.minutes)
        if worker.anchor.since not in BEGINNINGS:
            # One that was not needed asks for no other in its place.
            self._count(worker.anchor.day, worker.cadence.minutes)
        for contact in worker.contacts:
            self._take(contact)
        if worker.lapse is not None and worker.lapse.due_on > self._settled_on():
            self.lapse = worker.lapse

    def since(self) -> date | None:
        """From when on periods are asked for: the policy's publication and the start, whichever is later."""
        days = [self.worker.cadence.counts_from, self.worker.started_on]
        if self.worker.anchor.since in BEGINNINGS:
            days.append(self.worker.anchor.day)
        return max((day for day in days if day), default=None)

    def meet(self, day: date, *, answers: date | None = None) -> None:
        """Expect a whole session to take place on that day, for the period of the due date that it answers."""
        self.anchor, self.lapse, self.met_on = Anchor(day, Since.FOLLOWS), None, day
        self.seen_on = day if self.seen_on is None else max(self.seen_on, day)
        self._pay(day, self.worker.cadence.minutes)
        self._count(answers or day, self.worker.cadence.minutes)

    def _take(self, contact: Contact) -> None:
        cadence = self.worker.cadence
        minutes = credit(contact, cadence.credit)
        if not minutes:
            return
        if self.seen_on is None or contact.day > self.seen_on:
            self.seen_on = contact.day
        if contact.kind is Kind.ONE_TO_ONE and (self.alone_on is None or contact.day > self.alone_on):
            self.alone_on = contact.day
        self._pay(contact.day, minutes)
        if isinstance(cadence.quota, MinutesPerMonth):
            self._count(contact.day, minutes)
        self._add_up(contact, minutes)

    def _add_up(self, contact: Contact, minutes: int) -> None:
        """Parts of a session within one longest gap make a whole one, on the day that they reach the minimum."""
        cadence = self.worker.cadence
        total = self._parts.add(contact.day, minutes)
        if total is not None:
            word = f"held for {total} of {self.worker.least_minutes} minutes"
            self.lapse = Lapse(contact.due_on or contact.day, contact.day, word)
            return
        self.lapse = None
        if contact.day >= self.anchor.day:
            self.anchor = Anchor(contact.day, Since.HELD)
        if not isinstance(cadence.quota, MinutesPerMonth):
            self._count(contact.day, 1)

    def _settled_on(self) -> date:
        """A session that did not take place matters while nothing later has happened."""
        return self.anchor.day if self.lapse is None else max(self.anchor.day, self.lapse.due_on)

    def _count(self, day: date, minutes: int) -> None:
        quota = self.worker.cadence.quota
        period = period_of(quota)
        if period is not None:
            self.tally[span_of(period, day)] += minutes if isinstance(quota, MinutesPerMonth) else 1

    def _pay(self, day: date, minutes: int) -> None:
        """An hour pays for its practice hours from its day on, or from when those before are paid for until."""
        ratio = self.worker.cadence.quota
        if isinstance(ratio, Ratio) and self.paid_until is not None:
            begins = max(day, self.paid_until)
            self.paid_until = advance(begins, ratio.days_for(minutes), self.worker.leave)
