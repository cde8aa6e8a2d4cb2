"""When the next session is due, and why: which policy applies, phase-in, leave, grace. Pure: no clock, no database.

The worker has a clock of their own that stands still while they are on leave. Gaps and the days of the phase-in are
counted on that clock; what comes out are calendar days.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from workforce_assurance.common.dates import WorkingCalendar

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """For new starters: at most `gap_days` between sessions, up to and including day `until_day` in post."""

    until_day: int
    gap_days: int


@dataclass(frozen=True)
class Cadence:
    """What a published policy says."""

    name: str
    longest_gap_days: int
    grace_working_days: int
    minutes: int
    phase_in: tuple[Step, ...] = ()
    policy_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Leave:
    """Days away, both included; no end known when `last` is empty."""

    first: date
    last: date | None = None


class Since(Enum):
    """What the next gap is counted from."""

    HELD = "the session of"
    STARTED = "the start on"
    NOT_NEEDED = "the session that was not needed, due by"
    FOLLOWS = "the session due by"
    PLANNING = "planning began on"


@dataclass(frozen=True)
class Anchor:
    """The day that a gap is counted from, and what happened on it."""

    day: date
    since: Since


@dataclass(frozen=True)
class Lapse:
    """A session that did not take place: due then, and recorded as missed or cancelled on `closed_on`."""

    due_on: date
    closed_on: date
    word: str


@dataclass(frozen=True)
class Worker:
    """What decides about a worker's due dates."""

    cadence: Cadence
    anchor: Anchor
    started_on: date | None = None
    leave: tuple[Leave, ...] = ()
    lapse: Lapse | None = None


@dataclass(frozen=True)
class Due:
    """A due date, until when holding it counts as on time, and the sentence that explains it."""

    due_on: date
    on_time_until: date
    because: str = field(compare=False)


def applicable(*, person: Cadence | None, team: Cadence | None, organisation: Cadence | None) -> Cadence | None:
    """The policy that applies: the person's before the team's before the organisation's."""
    return person or team or organisation


def spell(day: date, beside: date) -> str:
    """A day in words, "14 March", with its year when the day `beside` it lies in another one."""
    return f"{day.day} {day:%B}" if day.year == beside.year else f"{day.day} {day:%B %Y}"


def advance(day: date, days: int, leave: Iterable[Leave]) -> date | None:
    """The day on which the worker's clock has run `days` since `day`; None when leave without an end stops it."""
    left, at = days, day
    for away in sorted(leave, key=lambda span: span.first):
        if away.last is not None and away.last <= at:
            continue
        before = max(0, (away.first - DAY - at).days)
        if left <= before:
            break
        if away.last is None:
            return None
        left, at = left - before, away.last
    return at + timedelta(days=left)


def elapsed(first: date, last: date, leave: Iterable[Leave]) -> int:
    """How far the worker's clock runs from `first` to `last`; 0 when `last` is not later."""
    paused = sum(_days_within(away, first + DAY, last) for away in leave)
    return max(0, (last - first).days - paused)


def on_leave(day: date, leave: Iterable[Leave]) -> bool:
    return any(away.first <= day and (away.last is None or day <= away.last) for away in leave)


def gap_after(cadence: Cadence, day_in_post: int | None) -> int:
    """The longest gap in days after a session on that day in post (None when the start is not known).

    A step of the phase-in counts while the due date that it leads to still lies within it.
    """
    if day_in_post is not None:
        for step in cadence.phase_in:
            if day_in_post + step.gap_days <= step.until_day:
                return step.gap_days
    return cadence.longest_gap_days


def next_due(worker: Worker, *, calendar: WorkingCalendar, today: date) -> Due | None:
    """When the next session is due, never before `today`; None while leave without an end stops the clock."""
    if worker.lapse is not None:
        return _due_after_lapse(worker, worker.lapse, calendar, today)
    return _due_after(worker, worker.anchor, calendar, today)


def wanted(
    worker: Worker,
    *,
    kept: Iterable[date] = (),
    taken: Iterable[date] = (),
    calendar: WorkingCalendar,
    today: date,
    horizon: date,
) -> list[Due]:
    """The due dates to plan: the next one, whenever it is, and those after it up to `horizon`.

    `kept` are the days of sessions that stay as they are, in order: what is due well before one of them is planned,
    what follows it is counted from it. Due dates in `taken` have a session already; the next free day is used instead.
    """
    found: list[Due] = []
    used = set(taken)
    after: Anchor | None = None
    for day in kept:
        for due in _walk(worker, after, calendar, today):
            if due.on_time_until >= min(day, horizon + DAY):
                break
            found.append(_free(worker, due, used, calendar))
        after = Anchor(day, Since.FOLLOWS)
    for due in _walk(worker, after, calendar, today):
        if due.due_on > horizon and (found or after):
            break
        found.append(_free(worker, due, used, calendar))
    return found


def _walk(worker: Worker, after: Anchor | None, calendar: WorkingCalendar, today: date) -> Iterator[Due]:
    """One due date after the other, each expected to be met."""
    due = _due_after(worker, after, calendar, today) if after else next_due(worker, calendar=calendar, today=today)
    while due is not None:
        yield due
        due = _due_after(worker, Anchor(due.due_on, Since.FOLLOWS), calendar, today)


def _free(worker: Worker, due: Due, used: set[date], calendar: WorkingCalendar) -> Due:
    day = due.due_on
    while day in used:
        day += DAY
    used.add(day)
    return due if day == due.due_on else _due(worker, day, due.because.partition(": ")[2], calendar)


def _due_after(worker: Worker, anchor: Anchor, calendar: WorkingCalendar, today: date) -> Due | None:
    found = _counted(worker, anchor)
    if found is None:
        return None
    due_on, counted = found
    if due_on >= today:
        return _due(worker, due_on, f"{counted} ({worker.cadence.name}).", calendar)
    return _due(worker, today, f"{counted} had passed when it was planned ({worker.cadence.name}).", calendar)


def _counted(worker: Worker, anchor: Anchor) -> tuple[date, str] | None:
    in_post = None if worker.started_on is None else elapsed(worker.started_on, anchor.day, worker.leave)
    gap = gap_after(worker.cadence, in_post)
    due_on = advance(anchor.day, gap, worker.leave)
    if due_on is None:
        return None
    days = "1 day" if gap == 1 else f"{gap} days"
    paused = (due_on - anchor.day).days - gap
    leave = f", not counting {paused} on leave" if paused > 0 else ""
    return due_on, f"{days} after {anchor.since.value} {spell(anchor.day, due_on)}{leave}"


def _due_after_lapse(worker: Worker, lapse: Lapse, calendar: WorkingCalendar, today: date) -> Due | None:
    """The grace of the policy is the time to catch up, unless the next gap ends sooner."""
    natural = _counted(worker, Anchor(lapse.due_on, Since.FOLLOWS))
    catch_up = calendar.add(lapse.closed_on, max(1, worker.cadence.grace_working_days))
    back = advance(catch_up - DAY, 1, worker.leave)
    if natural is None or back is None:
        return None
    earliest = max(lapse.due_on, lapse.closed_on) + DAY
    due_on = max(min(natural[0], back), earliest, today)
    why = f"to catch up, as the session due by {spell(lapse.due_on, due_on)} was {lapse.word} ({worker.cadence.name})."
    return _due(worker, due_on, why, calendar)


def _due(worker: Worker, due_on: date, why: str, calendar: WorkingCalendar) -> Due:
    on_time_until = calendar.add(due_on, worker.cadence.grace_working_days)
    return Due(due_on, on_time_until, f"Due by {due_on.day} {due_on:%B}: {why}")


def _days_within(away: Leave, first: date, last: date) -> int:
    begins, ends = max(away.first, first), last if away.last is None else min(away.last, last)
    return max(0, (ends - begins).days + 1)


def contradictions(cadence: Cadence) -> list[str]:
    """What is wrong with a policy, each as a sentence that says what to do; nothing when it can be published."""
    found = []
    if cadence.longest_gap_days < 1:
        found.append("The longest gap must be at least 1 day.")
    days = [step.until_day for step in cadence.phase_in]
    if any(step.gap_days < 1 or step.until_day < 1 for step in cadence.phase_in):
        found.append("Each step of the phase-in must last at least 1 day and have a gap of at least 1 day.")
    if len(set(days)) < len(days):
        found.append("Two steps of the phase-in end on the same day. Let each step end on a day of its own.")
    elif days != sorted(days):
        found.append("The steps of the phase-in overlap. Put them in the order of the days they end on.")
    gaps = [*(step.gap_days for step in cadence.phase_in), cadence.longest_gap_days]
    if gaps != sorted(gaps):
        found.append("A gap in the phase-in is longer than the one that follows it. Let the gaps grow step by step.")
    if any(step.gap_days > step.until_day - before for before, step in _with_start(cadence.phase_in)):
        found.append("A step of the phase-in is shorter than its own gap. Let it last at least one gap.")
    return found


def _with_start(steps: tuple[Step, ...]) -> Iterator[tuple[int, Step]]:
    return zip([0, *(step.until_day for step in steps)], steps, strict=False)
