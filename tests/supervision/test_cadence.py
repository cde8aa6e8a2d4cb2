"""When the next session is due, and why."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.cadence import (
    Anchor,
    Cadence,
    Due,
    Kept,
    Lapse,
    Leave,
    Since,
    Step,
    Worker,
    advance,
    applicable,
    contradictions,
    elapsed,
    gap_after,
    next_due,
    wanted,
)
from workforce_assurance.common.dates import WorkingCalendar

SHIPPED_STEPS = (Step(42, 7), Step(None, 14, until_months=6))
STANDARD = Cadence("Organisation standard", 28, 5, 90, SHIPPED_STEPS, returning=SHIPPED_STEPS)
PLAIN = Cadence("Organisation standard", 28, 5, 90)
CALENDAR = WorkingCalendar(frozenset({date(2027, 3, 26), date(2027, 3, 29)}))
HELD = Anchor(date(2027, 2, 14), Since.HELD)


def due_of(worker: Worker, today: date = date(2027, 2, 15)) -> Due:
    found = next_due(worker, calendar=CALENDAR, today=today)
    assert found is not None
    return found


def test_the_person_s_policy_wins_over_the_team_s_and_the_organisation_s():
    team, person = Cadence("Team", 14, 5, 60), Cadence("Person", 7, 5, 60)
    assert applicable(person=person, team=team, organisation=PLAIN) is person
    assert applicable(person=None, team=team, organisation=PLAIN) is team
    assert applicable(person=None, team=None, organisation=PLAIN) is PLAIN


def test_a_due_date_explains_itself_and_names_the_policy():
    due = due_of(Worker(PLAIN, HELD))
    assert due == Due(date(2027, 3, 14), date(2027, 3, 19), "")
    assert due.because == "Due by 14 March: 28 days after the session of 14 February (Organisation standard)."


def test_the_sentence_names_the_year_of_a_session_in_another_year():
    due = due_of(Worker(PLAIN, Anchor(date(2026, 12, 14), Since.HELD)), today=date(2027, 1, 1))
    assert due.because == "Due by 11 January: 28 days after the session of 14 December 2026 (Organisation standard)."


def test_grace_counts_working_days_and_passes_over_holidays():
    due = due_of(Worker(PLAIN, Anchor(date(2027, 2, 24), Since.HELD)), today=date(2027, 2, 25))
    assert (due.due_on, due.on_time_until) == (date(2027, 3, 24), date(2027, 4, 2))


def test_a_starter_of_1_march_is_weekly_to_day_42_and_fortnightly_to_1_september():
    start = date(2027, 3, 1)
    worker = Worker(STANDARD, Anchor(start, Since.STARTED), started_on=start)
    dues = wanted(worker, calendar=CALENDAR, today=start, horizon=date(2027, 10, 31))
    days = [(due.due_on - start).days for due in dues]
    assert days == [7, 14, 21, 28, 35, 42, *range(56, 183, 14), 210, 238]
    assert start + timedelta(days=182) == date(2027, 8, 30)
    gaps = [gap_after(STANDARD, day, started_on=start) for day in (date(2027, 8, 18), date(2027, 8, 19))]
    assert gaps == [14, 28], "a fortnight after 18 August is 1 September"
    assert dues[0].because == "Due by 8 March: 7 days after the start on 1 March (Organisation standard)."


@pytest.mark.parametrize(
    ("day_in_post", "gap"), [(0, 7), (35, 7), (36, 14), (42, 14), (170, 14), (171, 28), (400, 28), (None, 28)]
)
def test_a_step_counts_while_its_due_date_lies_within_it(day_in_post, gap):
    started_on = None if day_in_post is None else date(2027, 3, 1)
    day = date(2027, 3, 1) + timedelta(days=day_in_post or 0)
    assert gap_after(STANDARD, day, started_on=started_on) == gap


def test_leave_of_the_worker_stretches_the_due_date_and_says_so():
    due = due_of(Worker(PLAIN, HELD, leave=(Leave(date(2027, 3, 1), date(2027, 3, 7)),)))
    assert due.due_on == date(2027, 3, 21)
    assert due.because == (
        "Due by 21 March: 28 days after the session of 14 February, not counting 7 on leave (Organisation standard)."
    )


def test_a_due_date_never_falls_into_leave():
    due = due_of(Worker(PLAIN, HELD, leave=(Leave(date(2027, 3, 10), date(2027, 3, 20)),)))
    assert due.due_on == date(2027, 3, 25)


def test_leave_without_an_end_stops_the_clock():
    worker = Worker(PLAIN, HELD, leave=(Leave(date(2027, 3, 10)),))
    assert next_due(worker, calendar=CALENDAR, today=date(2027, 3, 11)) is None
    assert wanted(worker, calendar=CALENDAR, today=date(2027, 3, 11), horizon=date(2027, 5, 1)) == []


def test_leave_that_starts_after_the_due_date_changes_nothing():
    assert due_of(Worker(PLAIN, HELD, leave=(Leave(date(2027, 3, 15)),))).due_on == date(2027, 3, 14)


def test_a_starter_back_from_four_weeks_keeps_their_weekly_sessions():
    start = date(2027, 3, 1)
    away = (Leave(date(2027, 3, 8), date(2027, 4, 4)),)
    starters_only = Cadence("Starters", 28, 5, 90, SHIPPED_STEPS)
    worker = Worker(starters_only, Anchor(start, Since.STARTED), started_on=start, leave=away)
    dues = wanted(worker, calendar=CALENDAR, today=start, horizon=date(2027, 5, 10))
    assert [(due.due_on - start).days for due in dues] == [35, 42, 49, 56, 63, 70]


def test_a_gap_that_has_passed_is_due_today_and_says_so():
    due = due_of(Worker(PLAIN, HELD), today=date(2027, 5, 1))
    assert due.due_on == date(2027, 5, 1)
    assert due.because == (
        "Due by 1 May: 28 days after the session of 14 February had passed when it was planned (Organisation standard)."
    )


def test_a_missed_session_is_caught_up_within_the_grace():
    worker = Worker(PLAIN, HELD, lapse=Lapse(date(2027, 3, 14), date(2027, 3, 19), "missed"))
    due = due_of(worker, today=date(2027, 3, 19))
    assert due.due_on == date(2027, 3, 30)
    assert due.because == (
        "Due by 30 March: to catch up, as the session due by 14 March was missed (Organisation standard)."
    )


def test_a_session_cancelled_early_is_due_no_earlier_than_the_day_after_its_date():
    worker = Worker(PLAIN, HELD, lapse=Lapse(date(2027, 3, 14), date(2027, 2, 16), "cancelled"))
    assert due_of(worker, today=date(2027, 2, 16)).due_on == date(2027, 3, 15)


def test_catching_up_never_takes_longer_than_the_next_gap():
    weekly = Cadence("Weekly", 7, 20, 60)
    worker = Worker(weekly, HELD, lapse=Lapse(date(2027, 2, 21), date(2027, 2, 22), "missed"))
    assert due_of(worker, today=date(2027, 2, 22)).due_on == date(2027, 2, 28)


def test_what_follows_a_kept_session_is_counted_from_it():
    dues = wanted(
        Worker(PLAIN, HELD),
        kept=[Kept(date(2027, 3, 16), date(2027, 3, 14))],
        calendar=CALENDAR,
        today=date(2027, 3, 1),
        horizon=date(2027, 5, 1),
    )
    assert [due.due_on for due in dues] == [date(2027, 4, 13)]


def test_a_session_moved_far_ahead_leaves_no_gap_unplanned():
    dues = wanted(
        Worker(PLAIN, HELD),
        kept=[Kept(date(2027, 4, 20), date(2027, 3, 14))],
        calendar=CALENDAR,
        today=date(2027, 3, 1),
        horizon=date(2027, 4, 30),
    )
    assert [due.due_on for due in dues] == [date(2027, 3, 14), date(2027, 4, 11)]


def test_a_due_date_that_is_taken_gives_way_to_the_day_before():
    dues = wanted(
        Worker(PLAIN, HELD),
        taken=[date(2027, 3, 14)],
        calendar=CALENDAR,
        today=date(2027, 3, 1),
        horizon=date(2027, 4, 1),
    )
    assert [due.due_on for due in dues] == [date(2027, 3, 13)]
    assert dues[0].because.startswith("Due by 13 March: 28 days after")


@pytest.mark.parametrize(
    ("cadence", "sentence"),
    [
        (Cadence("x", 0, 5, 60), "The longest gap must be at least 1 day."),
        (
            Cadence("x", 28, 5, 60, (Step(42, 0),)),
            "Each step of the phase-in must last at least 1 day and have a gap of at least 1 day.",
        ),
        (
            Cadence("x", 28, 5, 60, (Step(42, 7), Step(42, 14))),
            "Two steps of the phase-in end on the same day. Let each step end on a day of its own.",
        ),
        (
            Cadence("x", 28, 5, 60, (Step(182, 7), Step(42, 14))),
            "The steps of the phase-in overlap. Put them in the order of the days they end on.",
        ),
        (
            Cadence("x", 28, 5, 60, (Step(42, 30),)),
            "A gap in the phase-in is longer than the one that follows it. Let the gaps grow step by step.",
        ),
        (
            Cadence("x", 28, 5, 60, (Step(42, 7), Step(50, 14))),
            "A step of the phase-in is shorter than its own gap. Let it last at least one gap.",
        ),
    ],
)
def test_a_contradiction_is_said_in_a_sentence(cadence, sentence):
    assert sentence in contradictions(cadence)


def test_the_shipped_policy_contradicts_nothing():
    assert contradictions(STANDARD) == []


days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@st.composite
def leaves(draw: st.DrawFn) -> tuple[Leave, ...]:
    found, after = [], draw(days)
    for _ in range(draw(st.integers(0, 4))):
        first = after + timedelta(days=draw(st.integers(1, 60)))
        after = first + timedelta(days=draw(st.integers(0, 90)))
        found.append(Leave(first, after))
    return tuple(found)


@st.composite
def workers(draw: st.DrawFn) -> Worker:
    cadence = Cadence("Any", draw(st.integers(14, 100)), draw(st.integers(0, 20)), 60, draw(st.sampled_from([(), (Step(42, 7), Step(182, 14))])))  # fmt: skip
    lapse = draw(st.none() | st.builds(lambda due, late: Lapse(due, due + timedelta(days=late), "missed"), days, st.integers(-20, 40)))  # fmt: skip
    return Worker(cadence, Anchor(draw(days), Since.HELD), draw(st.none() | days), draw(leaves()), lapse)


@settings(max_examples=150, deadline=None)
@given(worker=workers(), today=days, kept=st.lists(days, max_size=3), taken=st.lists(days, max_size=5))
def test_a_planned_due_date_is_never_in_the_past_nor_taken_nor_twice(worker, today, kept, taken):
    dues = wanted(
        worker,
        kept=[Kept(day, day) for day in sorted(kept)],
        taken=taken,
        calendar=CALENDAR,
        today=today,
        horizon=today + timedelta(days=42),
    )
    found = [due.due_on for due in dues]
    assert all(day >= today for day in found)
    assert not set(found) & set(taken)
    assert len(set(found)) == len(found)
    assert all(due.on_time_until >= due.due_on for due in dues)


@settings(max_examples=150, deadline=None)
@given(day=days, gap=st.integers(1, 400), leave=leaves())
def test_advancing_by_a_gap_and_counting_back_agree(day, gap, leave):
    later = advance(day, gap, leave)
    assert later is not None
    assert elapsed(day, later, leave) == gap


@settings(max_examples=100, deadline=None)
@given(worker=workers(), today=days)
def test_longer_leave_never_makes_a_session_due_earlier(worker, today):
    without = Worker(worker.cadence, worker.anchor, None)
    paused = Worker(worker.cadence, worker.anchor, None, worker.leave)
    early = next_due(without, calendar=CALENDAR, today=today)
    late = next_due(paused, calendar=CALENDAR, today=today)
    assert early is not None
    assert late is not None
    assert late.due_on >= early.due_on
