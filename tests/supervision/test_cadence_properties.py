"""What holds for every policy, every worker and every day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.cadence import (
    Anchor,
    Cadence,
    Kept,
    Lapse,
    Leave,
    MinutesPerMonth,
    Period,
    PerPeriod,
    Ratio,
    Since,
    Step,
    Uplift,
    Worker,
    asked_in,
    contradictions,
    elapsed,
    gap_after,
    on_leave,
    period_of,
    span_of,
    wanted,
)
from supervision.credit import Contact, Kind
from workforce_assurance.common.dates import WorkingCalendar

CALENDAR = WorkingCalendar(frozenset({date(2027, 3, 26), date(2027, 3, 29)}))
TODAY = date(2027, 3, 3)
near = st.integers(-400, 60).map(lambda n: TODAY + timedelta(days=n))
past = st.integers(-400, -1).map(lambda n: TODAY + timedelta(days=n))
STEPS = ((), (Step(42, 7), Step(None, 14, until_months=6)), (Step(30, 10),))
counted_by_period = st.builds(PerPeriod, st.integers(1, 7), st.sampled_from(Period)) | st.builds(
    MinutesPerMonth, st.integers(1, 280)
)
quotas = st.none() | counted_by_period | st.builds(Ratio, st.integers(1, 200), st.integers(5, 60))


@st.composite
def cadences(draw: st.DrawFn, quotas: st.SearchStrategy = quotas) -> Cadence:
    minutes = draw(st.integers(10, 120))
    found = Cadence(
        "Any", draw(st.none() | st.integers(14, 60)), draw(st.integers(0, 15)), minutes, draw(st.sampled_from(STEPS)),
        quota=draw(quotas), returning=draw(st.sampled_from(STEPS)), minimum_minutes=draw(st.integers(0, minutes)),
        counts_from=draw(st.none() | near),
    )  # fmt: skip
    return found if not contradictions(found) else Cadence("Any", 28, 5, 60, quota=found.quota)


@st.composite
def leaves(draw: st.DrawFn) -> tuple[Leave, ...]:
    found, after = [], draw(past)
    for _ in range(draw(st.integers(0, 4))):
        first = after + timedelta(days=draw(st.integers(1, 60)))
        after = first + timedelta(days=draw(st.integers(0, 90)))
        found.append(Leave(first, after))
    if found and draw(st.booleans()):
        found[-1] = Leave(found[-1].first)
    return tuple(found)


@st.composite
def contacts(draw: st.DrawFn) -> tuple[Contact, ...]:
    days = sorted(draw(st.lists(past, max_size=6, unique=True)))
    kinds = st.sampled_from(Kind)
    return tuple(
        Contact(
            day,
            draw(st.integers(1, 200)),
            draw(kinds),
            draw(st.integers(1, 8)),
            draw(st.booleans()),
            draw(st.none() | st.just(day)),
        )
        for day in days
    )


@st.composite
def workers(draw: st.DrawFn, policies: st.SearchStrategy) -> Worker:
    started = draw(past)
    lapse = draw(st.none() | st.builds(lambda due, late: Lapse(due, min(due + timedelta(days=late), TODAY), "missed"), past, st.integers(-20, 40)))  # fmt: skip
    uplifts = draw(st.lists(st.builds(Uplift, past, st.integers(1, 20), st.just("a flag")), max_size=2))
    since = draw(st.sampled_from([Since.STARTED, Since.PLANNING, Since.NOT_NEEDED]))
    return Worker(draw(policies), Anchor(started, since), started, draw(leaves()), lapse, draw(contacts()), tuple(uplifts))  # fmt: skip


def plan(worker, kept=(), taken=(), ahead=120):
    return wanted(worker, kept=kept, taken=taken, calendar=CALENDAR, today=TODAY, horizon=TODAY + timedelta(days=ahead))


kept_sessions = st.lists(near, max_size=3, unique=True).map(lambda found: [Kept(day, day) for day in sorted(found)])


@settings(max_examples=120, deadline=None)
@given(worker=workers(cadences()), kept=kept_sessions, taken=st.lists(near, max_size=5))
def test_no_policy_gives_a_due_date_in_the_past_or_twice_or_in_leave(worker, kept, taken):
    found = [due.due_on for due in plan(worker, kept, taken)]
    assert all(day >= TODAY for day in found)
    assert not set(found) & set(taken)
    assert len(set(found)) == len(found)
    if not taken:
        assert not any(on_leave(day, worker.leave) for day in found if day > TODAY or not kept)


@settings(max_examples=120, deadline=None)
@given(worker=workers(cadences()))
def test_no_policy_leaves_a_gap_longer_than_it_allows(worker):
    found = [due.due_on for due in plan(worker)]
    for before, after in pairwise(found):
        allowed = gap_after(worker.cadence, before, started_on=worker.started_on, leave=worker.leave)
        if allowed is not None:
            assert elapsed(before, after, worker.leave) <= max(allowed, _since_return(worker, before, after))


def _since_return(worker, before, after):
    """Long leave in between begins the gap anew, on the day of the return."""
    long = [away for away in worker.leave if away.lasts(28) and before < away.first < after]
    return 10_000 if worker.cadence.returning and long else 0


@settings(max_examples=120, deadline=None)
@given(worker=workers(cadences(counted_by_period)))
def test_every_whole_period_ahead_gets_what_is_asked_of_it(worker):
    quota, period = worker.cadence.quota, period_of(worker.cadence.quota)
    worker = replace(worker, lapse=None, uplifts=())
    horizon = TODAY + timedelta(days=120)
    found = [due.due_on for due in plan(worker)]
    counts_from = [worker.cadence.counts_from, worker.started_on]
    since = max(day for day in counts_from if day)
    span = span_of(period, span_of(period, TODAY).last + timedelta(days=1))
    while span.last <= horizon and not any(away.last is None and away.first <= span.last for away in worker.leave):
        asked = asked_in(quota, span, since=since, leave=worker.leave)
        sessions = sum(span.first <= day <= span.last for day in found)
        each = worker.cadence.minutes if isinstance(quota, MinutesPerMonth) else 1
        assert sessions * each >= asked
        if worker.cadence.longest_gap_days is None and not worker.cadence.phase_in and not worker.cadence.returning:
            assert max(0, sessions - 1) * each < max(1, asked)
        span = span_of(period, span.last + timedelta(days=1))


def test_what_no_longer_fits_into_this_week_is_not_added_to_the_next():
    cadence = Cadence("Six a week", None, 0, 10, quota=PerPeriod(6, Period.WEEK))
    started = span_of(Period.WEEK, TODAY).first
    found = [due.due_on for due in plan(Worker(cadence, Anchor(started, Since.STARTED), started_on=started))]
    following = span_of(Period.WEEK, span_of(Period.WEEK, TODAY).last + timedelta(days=1))
    assert sum(following.first <= day <= following.last for day in found) == 6


@settings(max_examples=60, deadline=None)
@given(worker=workers(cadences()), kept=kept_sessions)
def test_planning_twice_finds_the_same(worker, kept):
    assert plan(worker, kept) == plan(worker, kept)


@settings(max_examples=60, deadline=None)
@given(worker=workers(cadences()))
def test_every_due_date_names_the_policy_in_one_sentence_that_fits(worker):
    for due in plan(worker):
        assert "(Any)." in due.because
        assert len(due.because) <= 300


def test_seven_a_week_beside_a_day_of_leave_take_no_day_of_leave():
    quota = PerPeriod(7, Period.WEEK)
    cadence = Cadence("Any", None, 0, 10, quota=quota)
    away = Leave(TODAY, TODAY)
    worker = Worker(cadence=cadence, anchor=Anchor(TODAY - timedelta(days=1), Since.STARTED), leave=(away,))
    assert TODAY not in [due.due_on for due in plan(worker)]
