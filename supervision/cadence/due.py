"""When the next session is due, and why; and the due dates to plan. Pure: no clock of the day, no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from workforce_assurance.common.dates import WorkingCalendar

from .clock import DAY, Leave, advance, back_at_work, elapsed, on_leave, spell
from .periods import asked_in, name_of, period_of, span_of
from .phase_in import gap_after
from .standing import BEGINNINGS, Anchor, Lapse, Since, Standing, Uplift, Worker
from .terms import MinutesPerMonth, PerPeriod, Quota, Ratio

# So many periods ahead are looked at for one that still asks for something.
PERIODS_AHEAD = 60
# So many days ahead are looked at for one that is free and no leave.
DAYS_LOOKED_AHEAD = 400


@dataclass(frozen=True)
class Due:
    """A due date, until when holding it counts as on time, and the sentence that explains it."""

    due_on: date
    on_time_until: date
    because: str = field(compare=False)
    # Asked for as one session more: one planned after its due date does not serve.
    is_uplift: bool = False


class Kept(NamedTuple):
    """A session that stays as it is: its day, or its due date when that is later, and the due date that it answers."""

    day: date
    due_on: date


class _Reason(NamedTuple):
    """By when something asks for a session, and what does, in words."""

    day: date
    words: str
    is_uplift: bool = False
    settled: bool = False
    # What set it, when that is not the policy.
    name: str = ""


def next_due(worker: Worker, *, calendar: WorkingCalendar, today: date) -> Due | None:
    """When the next session is due, never before `today`; None while leave without an end stops the clock."""
    return next(_walk(Standing(worker), calendar, today), None)


def wanted(
    worker: Worker,
    *,
    kept: Iterable[Kept] = (),
    taken: Iterable[date] = (),
    calendar: WorkingCalendar,
    today: date,
    horizon: date,
) -> list[Due]:
    """The due dates to plan: the next one, whenever it is, and those after it up to `horizon`.

    `kept` are sessions that stay as they are, in order: what is due well before one of them is planned,
    what follows it is counted from it. Due dates in `taken` have a session already; a free day beside is used instead.
    """
    found: list[Due] = []
    used = set(taken)
    standing = Standing(worker)
    kept = list(kept)
    for stays in kept:
        for due in _walk(standing, calendar, today):
            until = due.due_on if due.is_uplift else due.on_time_until
            if until >= min(stays.day, horizon + DAY):
                break
            found.append(_free(worker, due, used, calendar, today))
            standing.meet(found[-1].due_on, answers=due.due_on)
        standing.meet(stays.day, answers=stays.due_on)
    for due in _walk(standing, calendar, today):
        if due.due_on > horizon and (found or kept):
            break
        found.append(_free(worker, due, used, calendar, today))
        standing.meet(found[-1].due_on, answers=due.due_on)
    return found


def _walk(standing: Standing, calendar: WorkingCalendar, today: date) -> Iterator[Due]:
    """One due date after the other, for as long as whoever asks lets the standing meet each."""
    due = _due(standing, calendar, today)
    while due is not None:
        yield due
        due = _due(standing, calendar, today)


def _due(standing: Standing, calendar: WorkingCalendar, today: date) -> Due | None:
    """The earliest of what asks for a session; the other things that it answers are not repeated."""
    worker = standing.worker
    asking = [reason for reason in (*_gaps(standing, today), _quota(standing, today)) if reason]
    added = [reason for uplift in worker.uplifts if (reason := _uplift(standing, uplift, today))]
    if standing.lapse is not None:
        asking = _caught_up(standing, standing.lapse, asking, calendar, today)
    if not asking and not added:
        return None
    first = min([*asking, *added], key=lambda reason: reason.day)
    due_on = back_at_work(max(first.day, today), worker.leave)
    if due_on is None:
        return None
    passed = " had passed when it was planned" if first.day < due_on and not first.settled else ""
    why = f"{first.words}{passed} ({first.name or worker.cadence.name})."
    also = "" if first.is_uplift else "".join(f" It is also the session {reason.words}." for reason in added)
    return _said(worker, due_on, why + also, calendar, is_uplift=first.is_uplift)


def _gaps(standing: Standing, today: date) -> tuple[_Reason | None, _Reason | None]:
    """The policy's longest gap, then what was agreed beyond it: where both end on one day, the policy is named."""
    return _gap(standing, today), _agreed_gap(standing, today)


def _gap(standing: Standing, today: date) -> _Reason | None:
    worker = standing.worker
    anchor = _or_return(worker, standing.anchor, today)
    gap = gap_after(worker.cadence, anchor.day, started_on=worker.started_on, leave=worker.leave)
    return None if gap is None else _after(worker, anchor, gap)


def _agreed_gap(standing: Standing, today: date) -> _Reason | None:
    """The gap of the agreement, counted from its own day at the earliest; it asks beside the policy and so only tightens."""
    worker, agreed = standing.worker, standing.worker.agreed
    if agreed is None:
        return None
    anchor = _or_return(worker, standing.anchor, today)
    if anchor.day < agreed.agreed_on:
        anchor = Anchor(agreed.agreed_on, Since.AGREED)
    return _after(worker, anchor, agreed.longest_gap_days, name=agreed.name)


def _after(worker: Worker, anchor: Anchor, gap: int, *, name: str = "") -> _Reason | None:
    """So many days of the worker's clock after something; None while leave without an end stops it."""
    due_on = advance(anchor.day, gap, worker.leave)
    if due_on is None:
        return None
    days = "1 day" if gap == 1 else f"{gap} days"
    paused = (due_on - anchor.day).days - gap
    leave = f", not counting {paused} on leave" if paused > 0 else ""
    return _Reason(due_on, f"{days} after {anchor.since.value} {spell(anchor.day, due_on)}{leave}", name=name)


def _or_return(worker: Worker, anchor: Anchor, today: date) -> Anchor:
    """The return from long leave that has begun or begins before the due date, when the policy has a phase-in for it."""
    cadence = worker.cadence
    if not cadence.returning:
        return anchor
    for away in sorted(worker.leave, key=lambda span: span.first):
        if away.last is None or away.last < anchor.day or not away.lasts(cadence.long_leave_days):
            continue
        gap = gap_after(cadence, anchor.day, started_on=worker.started_on, leave=worker.leave)
        runs_out = None if gap is None else advance(anchor.day, gap, worker.leave)
        if away.first <= today or gap is None or runs_out is None or runs_out > away.last:
            anchor = Anchor(away.last + DAY, Since.RETURNED)
    return anchor


def _quota(standing: Standing, today: date) -> _Reason | None:
    quota = standing.worker.cadence.quota
    if quota is None:
        return None
    return _ratio(standing, quota) if isinstance(quota, Ratio) else _periods(standing, quota, today)


def _ratio(standing: Standing, ratio: Ratio) -> _Reason | None:
    if standing.paid_until is None:
        return None
    hours = f"1 hour for every {ratio.practice_hours} practice hours at {ratio.hours_a_week} a week"
    since = f"{standing.anchor.since.value} {spell(standing.anchor.day, standing.paid_until)}"
    return _Reason(standing.paid_until, f"{hours}, counted from {since}")


def _periods(standing: Standing, quota: Quota, today: date) -> _Reason | None:
    """The first period that still asks for something, from today's on and from that of the latest session on: what is
    over by then has no day left.
    """
    period = period_of(quota)
    if period is None:
        return None
    leave = standing.worker.leave
    span = span_of(period, max(today, standing.since() or today, standing.met_on or today))
    for _ in range(PERIODS_AHEAD):
        asked = asked_in(quota, span, since=standing.since(), leave=leave)
        left = asked - standing.tally[span]
        if left > 0:
            minutes = standing.worker.cadence.minutes
            sessions = -(-left // minutes) if isinstance(quota, MinutesPerMonth) else left
            base = max(_days_before(standing, span.first - DAY, span.last))
            room = elapsed(base, span.last, leave)
            day = advance(base, max(1, room // sessions), leave) if room else None
            first = back_at_work(max(day, today), leave) if day else None
            if day is not None and first is not None and first <= span.last:
                return _Reason(day, _asked_words(quota, asked, left, name_of(period, span)))
        span = span_of(period, span.last + DAY)
    return None


def _days_before(standing: Standing, before: date, last: date) -> Iterator[date]:
    """What the rest of a period is shared out from: its start, or the last thing that happened in it."""
    yield before
    begun = standing.since()
    lapsed = standing.lapse.due_on if standing.lapse else None
    anchor = None if standing.anchor.since in BEGINNINGS else standing.anchor.day
    for day in (begun - DAY if begun else None, standing.seen_on, anchor, lapsed):
        if day is not None and day <= last:
            yield day


def _asked_words(quota: Quota, asked: int, left: int, name: str) -> str:
    if isinstance(quota, PerPeriod):
        return f"session {asked - left + 1} of {asked} for {name}"
    return f"{left} of the {asked} minutes for {name} are still to come"


def _uplift(standing: Standing, uplift: Uplift, today: date) -> _Reason | None:
    """What it asks for until a session has followed it (one held before on the same day has not); it expires when its days are over."""
    held_since = standing.alone_on is not None and standing.alone_on > uplift.asked_on
    if held_since or (standing.met_on is not None and standing.met_on >= uplift.asked_on):
        return None
    day = advance(uplift.asked_on, uplift.within_days, standing.worker.leave)
    if day is None or day < today:
        return None
    days = "1 day" if uplift.within_days == 1 else f"{uplift.within_days} days"
    words = f"added within {days} of {spell(uplift.asked_on, day)} because of {uplift.reason}"
    return _Reason(day, words, is_uplift=True)


def _caught_up(
    standing: Standing, lapse: Lapse, asking: list[_Reason], calendar: WorkingCalendar, today: date
) -> list[_Reason]:
    """The grace of the policy is the time to catch up, unless what is asked for after the lapse comes sooner."""
    worker = standing.worker
    natural = [reason for reason in _gaps(_lapsed(standing, lapse), today) if reason]
    days = [reason.day for reason in (*natural, *asking) if reason.day > lapse.due_on]
    back = advance(calendar.add(lapse.closed_on, max(1, worker.cadence.grace_working_days)) - DAY, 1, worker.leave)
    if back is None or (not natural and worker.cadence.longest_gap_days is not None):
        return []
    earliest = max(lapse.due_on, lapse.closed_on) + DAY
    due_on = max(min([*days, back]), earliest, today)
    words = f"to catch up, as the session due by {spell(lapse.due_on, due_on)} was {lapse.word}"
    return [_Reason(due_on, words, settled=True)]


def _lapsed(standing: Standing, lapse: Lapse) -> Standing:
    """As if the session that did not take place had: the next gap runs from its due date."""
    return Standing(replace(standing.worker, anchor=Anchor(lapse.due_on, Since.FOLLOWS), lapse=None, contacts=()))


def _free(worker: Worker, due: Due, used: set[date], calendar: WorkingCalendar, today: date) -> Due:
    """The due date, or the nearest free day before it, so that no gap grows; after it when there is none."""
    day = due.due_on if due.due_on not in used else _nearest_free(due.due_on, used, worker.leave, today)
    used.add(day)
    if day == due.due_on:
        return due
    return _said(worker, day, due.because.partition(": ")[2], calendar, is_uplift=due.is_uplift)


def _nearest_free(due_on: date, used: set[date], leave: tuple[Leave, ...], today: date) -> date:
    """A day of leave is taken only while leave has no end."""
    before = [due_on - n * DAY for n in range(1, (due_on - today).days + 1)]
    after = [due_on + n * DAY for n in range(1, len(used) + DAYS_LOOKED_AHEAD)]
    free = [day for day in (*before, *after) if day not in used]
    return next((day for day in free if not on_leave(day, leave)), free[0])


def _said(worker: Worker, due_on: date, why: str, calendar: WorkingCalendar, *, is_uplift: bool) -> Due:
    on_time_until = calendar.add(due_on, worker.cadence.grace_working_days)
    return Due(due_on, on_time_until, f"Due by {due_on.day} {due_on:%B}: {why}", is_uplift)
