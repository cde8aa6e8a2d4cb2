"""Windows besides the longest gap, minutes that add up, long leave and uplifts."""

from datetime import date, timedelta

import pytest

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
    applicable,
    asked_in,
    contradictions,
    gap_after,
    next_due,
    span_of,
    wanted,
)
from supervision.credit import Contact, CreditRules, Kind
from workforce_assurance.common.dates import WorkingCalendar

CALENDAR = WorkingCalendar()
STARTED = Anchor(date(2027, 1, 1), Since.STARTED)
TWICE_A_MONTH = Cadence("Twice", None, 5, 60, quota=PerPeriod(2, Period.MONTH))
NINETY_A_MONTH = Cadence("Ninety", None, 5, 60, quota=MinutesPerMonth(90))
STEPS = (Step(42, 7), Step(None, 14, until_months=6))
MARCH = date(2027, 3, 1)


def plan(worker, *, today=MARCH, horizon=date(2027, 4, 30), **more):
    return wanted(worker, calendar=CALENDAR, today=today, horizon=horizon, **more)


def days(worker, **more):
    return [due.due_on for due in plan(worker, **more)]


def test_five_policies_stack_and_the_narrowest_wins():
    names = ("person", "role", "team", "service", "organisation")
    policies = {name: Cadence(name, 28, 5, 60) for name in names}
    for name in names:
        assert applicable(**policies).name == name
        policies[name] = None
    assert applicable(**policies) is None


def test_so_many_a_month_are_spread_over_the_month():
    assert days(Worker(TWICE_A_MONTH, STARTED)) == [
        date(2027, 3, 15), date(2027, 3, 31), date(2027, 4, 15), date(2027, 4, 30),
    ]  # fmt: skip


def test_a_session_of_a_period_says_which_it_is_and_names_the_policy():
    held = Worker(TWICE_A_MONTH, STARTED, contacts=(Contact(date(2027, 3, 9), 60),))
    due = next_due(held, calendar=CALENDAR, today=date(2027, 3, 10))
    assert (due.due_on, due.because) == (
        date(2027, 3, 31), "Due by 31 March: session 2 of 2 for March 2027 (Twice).",
    )  # fmt: skip


def test_what_a_month_has_too_much_counts_in_no_other():
    held = tuple(Contact(date(2027, 3, day), 90) for day in (2, 3, 4, 5))
    assert days(Worker(NINETY_A_MONTH, STARTED, contacts=held), today=date(2027, 3, 6)) == [
        date(2027, 4, 15), date(2027, 4, 30),
    ]  # fmt: skip


def test_minutes_of_a_month_say_how_many_are_still_to_come():
    due = next_due(
        Worker(NINETY_A_MONTH, STARTED, contacts=(Contact(date(2027, 3, 5), 40),)), calendar=CALENDAR, today=MARCH
    )
    assert due.because == "Due by 31 March: 50 of the 90 minutes for March 2027 are still to come (Ninety)."


def test_groups_credit_the_minutes_of_a_month_by_the_rules_of_the_policy():
    group = Contact(date(2027, 3, 5), 120, Kind.GROUP, supervisees=4)
    assert days(Worker(NINETY_A_MONTH, STARTED, contacts=(group,)), horizon=date(2027, 3, 31)) == [date(2027, 3, 31)]


@pytest.mark.parametrize(
    ("period", "sessions", "expected"),
    [
        (Period.WEEK, 1, [date(2027, 3, 7), date(2027, 3, 14), date(2027, 3, 21)]),
        (Period.QUARTER, 3, [date(2027, 1, 30), date(2027, 3, 1), date(2027, 3, 31)]),
        (Period.YEAR, 6, [date(2027, 3, 1)]),
    ],
)
def test_weeks_quarters_and_years_are_shared_out_too(period, sessions, expected):
    cadence = Cadence("x", None, 5, 60, quota=PerPeriod(sessions, period))
    anchor = Anchor(date(2026, 1, 1), Since.STARTED)
    today = date(2027, 1, 1) if period is not Period.WEEK else MARCH
    assert days(Worker(cadence, anchor), today=today)[: len(expected)] == expected


def test_the_longest_gap_and_a_quota_hold_together_and_the_sooner_wins():
    both = Cadence("Both", 10, 5, 60, quota=PerPeriod(2, Period.MONTH))
    found = days(Worker(both, Anchor(date(2027, 3, 1), Since.HELD)), horizon=date(2027, 3, 31))
    assert found == [date(2027, 3, 11), date(2027, 3, 21), date(2027, 3, 31)]


def test_one_hour_for_so_many_practice_hours_runs_with_the_week():
    ratio = Cadence("Ratio", None, 5, 60, quota=Ratio(practice_hours=75, hours_a_week=35))
    worker = Worker(ratio, STARTED, contacts=(Contact(date(2027, 3, 1), 60),))
    due = next_due(worker, calendar=CALENDAR, today=date(2027, 3, 2))
    assert (due.due_on, due.because) == (
        date(2027, 3, 16),
        "Due by 16 March: 1 hour for every 75 practice hours at 35 a week, counted from the session of 1 March (Ratio).",
    )


def test_half_an_hour_pays_for_half_the_practice_hours_and_two_halves_for_all():
    ratio = Cadence("Ratio", None, 5, 60, quota=Ratio(practice_hours=70, hours_a_week=35))
    halves = (Contact(date(2027, 3, 1), 30), Contact(date(2027, 3, 3), 30))
    assert days(Worker(ratio, STARTED, contacts=halves[:1]), horizon=date(2027, 3, 8)) == [date(2027, 3, 8)]
    assert days(Worker(ratio, STARTED, contacts=halves), horizon=date(2027, 3, 15)) == [date(2027, 3, 15)]


def test_two_halves_make_one_whole_session():
    least = Cadence("Least", 28, 5, 90, minimum_minutes=90)
    halves = (Contact(date(2027, 3, 1), 45), Contact(date(2027, 3, 4), 45))
    assert days(Worker(least, STARTED, contacts=halves), today=date(2027, 3, 5), horizon=MARCH) == [date(2027, 4, 1)]


def test_a_session_cut_short_leaves_the_rest_to_catch_up_within_the_grace():
    least = Cadence("Least", 28, 5, 90, minimum_minutes=90)
    short = Contact(date(2027, 3, 1), 45, due_on=date(2027, 3, 1))
    due = next_due(Worker(least, STARTED, contacts=(short,)), calendar=CALENDAR, today=date(2027, 3, 2))
    assert (due.due_on, due.because) == (
        date(2027, 3, 8),
        "Due by 8 March: to catch up, as the session due by 1 March was held for 45 of 90 minutes (Least).",
    )


def test_halves_further_apart_than_the_longest_gap_make_no_whole():
    least = Cadence("Least", 28, 5, 90, minimum_minutes=90)
    halves = (Contact(date(2027, 1, 10), 45), Contact(date(2027, 3, 1), 45))
    due = next_due(Worker(least, STARTED, contacts=halves), calendar=CALENDAR, today=date(2027, 3, 2))
    assert "45 of 90 minutes" in due.because


def test_a_facilitator_s_group_counts_for_nothing():
    group = Contact(date(2027, 3, 5), 120, Kind.GROUP, 4, as_facilitator=True)
    cadence = Cadence("x", 28, 5, 60)
    assert next_due(
        Worker(cadence, Anchor(MARCH, Since.HELD), contacts=(group,)), calendar=CALENDAR, today=date(2027, 3, 6)
    ).due_on == date(2027, 3, 29)


def test_a_returner_from_long_leave_is_phased_in_from_the_return():
    away = (Leave(date(2027, 1, 4), date(2027, 2, 28)),)
    policy = Cadence("Standard", 28, 5, 90, returning=STEPS)
    worker = Worker(policy, Anchor(date(2026, 12, 20), Since.HELD), date(2020, 1, 1), away)
    dues = plan(worker, horizon=date(2027, 10, 31))
    assert [(due.due_on - MARCH).days for due in dues[:8]] == [7, 14, 21, 28, 35, 42, 56, 70]
    assert dues[0].because == "Due by 8 March: 7 days after the return on 1 March (Standard)."
    assert [due.due_on for due in dues if due.due_on > date(2027, 8, 20)] == [
        date(2027, 8, 30), date(2027, 9, 27), date(2027, 10, 25),
    ]  # fmt: skip


def test_shorter_leave_makes_no_returner():
    away = (Leave(date(2027, 2, 1), date(2027, 2, 27)),)
    policy = Cadence("Standard", 28, 5, 90, returning=STEPS)
    assert gap_after(policy, MARCH, started_on=date(2020, 1, 1), leave=away) == 28


def test_the_policy_says_from_when_on_leave_is_long():
    away = (Leave(date(2027, 2, 1), date(2027, 2, 27)),)
    policy = Cadence("Standard", 28, 5, 90, returning=STEPS, long_leave_days=20)
    assert gap_after(policy, MARCH, started_on=date(2020, 1, 1), leave=away) == 7


def test_long_leave_ahead_pauses_the_clock_and_the_return_begins_a_new_one():
    away = (Leave(date(2027, 3, 10), date(2027, 4, 30)),)
    policy = Cadence("Standard", 28, 5, 90, returning=STEPS)
    found = days(Worker(policy, Anchor(MARCH, Since.HELD), None, away), horizon=date(2027, 5, 20))
    assert found == [date(2027, 5, 8), date(2027, 5, 15)]


def test_a_period_asks_in_proportion_to_the_days_at_work():
    march = span_of(Period.MONTH, MARCH)
    half_away = (Leave(date(2027, 3, 17), date(2027, 3, 31)),)
    mostly_away = (Leave(date(2027, 3, 15), None),)
    asked = [
        asked_in(quota, march, since=None, leave=leave)
        for quota in (PerPeriod(2, Period.MONTH), PerPeriod(1, Period.MONTH), MinutesPerMonth(90))
        for leave in ((), half_away, mostly_away)
    ]
    assert asked == [2, 1, 1, 1, 1, 0, 90, 47, 0]


def test_whoever_starts_late_in_a_month_owes_nothing_for_it():
    worker = Worker(NINETY_A_MONTH, Anchor(date(2027, 3, 20), Since.STARTED), date(2027, 3, 20))
    assert days(worker, today=date(2027, 3, 20))[0] == date(2027, 4, 15)


def test_a_policy_asks_for_nothing_from_before_it_was_published():
    published = Cadence("New", None, 5, 60, quota=PerPeriod(2, Period.MONTH), counts_from=date(2027, 3, 17))
    found = days(Worker(published, STARTED), today=date(2027, 3, 17), horizon=date(2027, 3, 31))
    assert found == [date(2027, 3, 31)]


def test_due_dates_of_a_period_avoid_leave():
    away = (Leave(date(2027, 3, 10), date(2027, 3, 20)),)
    found = days(Worker(TWICE_A_MONTH, STARTED, leave=away), horizon=date(2027, 3, 31))
    assert found == [date(2027, 3, 31)]


def test_a_missed_session_of_a_period_is_caught_up_within_the_grace():
    lapse = Lapse(date(2027, 3, 15), date(2027, 3, 16), "missed")
    found = plan(Worker(TWICE_A_MONTH, STARTED, lapse=lapse), today=date(2027, 3, 16), horizon=date(2027, 3, 31))
    assert [due.due_on for due in found] == [date(2027, 3, 23), date(2027, 3, 31)]
    assert "to catch up, as the session due by 15 March was missed" in found[0].because


def test_a_session_moved_into_the_next_month_still_serves_its_own():
    kept = [Kept(date(2027, 4, 3), date(2027, 3, 31))]
    worker = Worker(TWICE_A_MONTH, STARTED, contacts=(Contact(date(2027, 3, 10), 60),))
    assert days(worker, kept=kept, today=date(2027, 3, 11)) == [date(2027, 4, 16), date(2027, 4, 30)]


ASKED = Uplift(date(2027, 3, 5), 7, "a critical incident")
FOUR_WEEKLY = Cadence("Standard", 28, 5, 60)


def test_an_uplift_adds_one_session_soon_and_says_why():
    dues = plan(Worker(FOUR_WEEKLY, Anchor(MARCH, Since.HELD), uplifts=(ASKED,)), today=date(2027, 3, 5))
    assert [due.due_on for due in dues] == [date(2027, 3, 12), date(2027, 4, 9)]
    assert dues[0].because == (
        "Due by 12 March: added within 7 days of 5 March because of a critical incident (Standard)."
    )


def test_a_session_due_before_that_anyway_serves_and_says_so():
    dues = plan(Worker(FOUR_WEEKLY, Anchor(date(2027, 2, 10), Since.HELD), uplifts=(ASKED,)), today=date(2027, 3, 5))
    assert [due.due_on for due in dues[:2]] == [date(2027, 3, 10), date(2027, 4, 7)]
    assert dues[0].because == (
        "Due by 10 March: 28 days after the session of 10 February (Standard). "
        "It is also the session added within 7 days of 5 March because of a critical incident."
    )


def test_an_uplift_ends_with_the_next_session():
    held = (Contact(date(2027, 3, 6), 60),)
    worker = Worker(FOUR_WEEKLY, Anchor(MARCH, Since.HELD), contacts=held, uplifts=(ASKED,))
    assert days(worker, today=date(2027, 3, 7), horizon=date(2027, 3, 31)) == [date(2027, 4, 3)]


def test_an_uplift_expires_by_itself():
    worker = Worker(FOUR_WEEKLY, Anchor(MARCH, Since.HELD), uplifts=(ASKED,))
    assert days(worker, today=date(2027, 3, 13), horizon=date(2027, 3, 31)) == [date(2027, 3, 29)]


def test_a_session_set_for_later_does_not_serve_an_uplift():
    worker = Worker(FOUR_WEEKLY, Anchor(MARCH, Since.HELD), uplifts=(ASKED,))
    kept = [Kept(date(2027, 3, 15), date(2027, 3, 15))]
    assert days(worker, kept=kept, today=date(2027, 3, 5), horizon=date(2027, 3, 31)) == [date(2027, 3, 12)]


def test_leave_gives_an_uplift_more_days():
    away = (Leave(date(2027, 3, 6), date(2027, 3, 20)),)
    worker = Worker(FOUR_WEEKLY, Anchor(MARCH, Since.HELD), None, away, uplifts=(ASKED,))
    assert days(worker, today=date(2027, 3, 5))[0] == date(2027, 3, 27)


@pytest.mark.parametrize(
    ("cadence", "sentence"),
    [
        (Cadence("x", None, 5, 60), "Nothing says how often."),
        (Cadence("x", None, 5, 60, quota=PerPeriod(0, Period.MONTH)), "Ask for at least 1 session"),
        (Cadence("x", None, 5, 60, quota=PerPeriod(8, Period.WEEK)), "8 sessions do not fit into a week."),
        (Cadence("x", 90, 5, 60, quota=PerPeriod(1, Period.MONTH)), "A longest gap of 90 days never counts"),
        (Cadence("x", None, 5, 60, quota=MinutesPerMonth(0)), "Ask for at least 1 minute a month."),
        (Cadence("x", None, 5, 60, quota=MinutesPerMonth(2000)), "2000 minutes a month cannot be reached"),
        (Cadence("x", None, 5, 60, quota=Ratio(0, 37)), "Practice hours are counted from 1 up"),
        (Cadence("x", None, 5, 60, quota=Ratio(5000, 37)), "enough for more than a year"),
        (Cadence("x", 28, 5, 60, minimum_minutes=90), "so the least of 90 cannot be reached"),
        (Cadence("x", 28, 5, 0), "A session must last at least 1 minute."),
        (Cadence("x", 28, 5, 60, long_leave_days=3), "Leave is long from 7 days on"),
        (Cadence("x", 28, 5, 60, credit=CreditRules(small_group_percent=140)), "between 0 and 100 per cent"),
        (Cadence("x", 28, 5, 60, credit=CreditRules(one_to_one_percent=0)), "One-to-one sessions would count for"),
        (Cadence("x", 28, 5, 60, credit=CreditRules(small_group_up_to=0)), "A small group has at least 1"),
        (Cadence("x", 28, 5, 60, returning=(Step(30, 14), Step(20, 14))), "The steps of the phase-in overlap."),
        (Cadence("x", 28, 5, 60, (Step(59, 7), Step(None, 14, until_months=2))), "Two steps of the phase-in end"),
        (Cadence("x", 28, 5, 60, (Step(None, 7, until_months=0),)), "must last at least 1 day"),
    ],
)
def test_a_bad_policy_is_refused_with_a_sentence(cadence, sentence):
    assert any(sentence in found for found in contradictions(cadence))


@pytest.mark.parametrize("cadence", [TWICE_A_MONTH, NINETY_A_MONTH, FOUR_WEEKLY])
def test_a_good_policy_is_not_refused(cadence):
    assert contradictions(cadence) == []


def test_no_gap_between_parts_of_a_walk_is_a_day_too_long():
    dues = days(Worker(FOUR_WEEKLY, Anchor(MARCH, Since.HELD)), taken=[date(2027, 3, 29)], horizon=date(2027, 6, 1))
    assert dues == [date(2027, 3, 28) + n * timedelta(days=28) for n in range(3)]
