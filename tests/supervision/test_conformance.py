"""Whether what was held is what the policy asks for."""

from datetime import date, timedelta

from supervision.cadence import Cadence, Leave, MinutesPerMonth, Period, PerPeriod, Span
from supervision.conformance import PeriodResult, breaches, of_period, whole_sessions
from supervision.credit import Contact, Kind

NINETY = Cadence("Ninety minutes a month", None, 5, 60, quota=MinutesPerMonth(90))
TWO_MONTHS = Cadence("Two months", 61, 5, 60, quota=PerPeriod(6, Period.YEAR))
JANUARY = date(2027, 1, 1)


def every(days, minutes, first=JANUARY, last=date(2027, 12, 31)):
    found, day = [], first
    while day <= last:
        found.append(Contact(day, minutes))
        day += timedelta(days=days)
    return found


def test_sixty_minutes_every_21_days_fall_short_of_ninety_a_month_wherever_a_month_has_one_session():
    held = every(21, 60)
    for month in range(1, 13):
        first = date(2027, month, 1)
        sessions = sum(one.day.month == month for one in held)
        assert of_period(NINETY, first, held).is_met == (sessions > 1)
    assert {of_period(NINETY, date(2027, month, 1), held).is_met for month in range(1, 13)} == {True, False}


def test_a_month_with_too_much_does_not_make_up_for_one_with_too_little():
    held = [Contact(date(2027, 1, 10), 240), Contact(date(2027, 2, 10), 60)]
    found = breaches(NINETY, held, first=JANUARY, last=date(2027, 2, 28))
    assert [breach.sentence for breach in found] == ["February 2027 has 60 of 90 minutes."]


def test_over_two_months_breaches_a_two_month_rule_even_when_the_year_has_its_number():
    months = (1, 2, 3, 6, 9, 11)
    held = [Contact(date(2027, month, 15), 60) for month in months]
    assert of_period(TWO_MONTHS, JANUARY, held).is_met
    found = breaches(TWO_MONTHS, held, first=JANUARY, last=date(2027, 12, 31))
    assert [breach.day for breach in found] == [date(2027, 6, 15), date(2027, 9, 15)]
    assert found[0].sentence == "92 days lie between 15 March 2027 and 15 June 2027; at most 61 are allowed."


def test_groups_count_by_their_credit():
    four = [Contact(date(2027, 1, 10), 120, Kind.GROUP, 4), Contact(date(2027, 1, 20), 120, Kind.GROUP, 6)]
    assert of_period(NINETY, JANUARY, four) == PeriodResult(Span(JANUARY, date(2027, 1, 31)), 90, 80)


def test_two_halves_make_one_session_on_the_later_day():
    cadence = Cadence("x", 28, 5, 90, minimum_minutes=90)
    halves = [Contact(date(2027, 1, 5), 45), Contact(date(2027, 1, 8), 45), Contact(date(2027, 1, 20), 45)]
    assert whole_sessions(halves, cadence) == [date(2027, 1, 8)]


def test_leave_stretches_a_gap_and_shrinks_a_month():
    away = [Leave(date(2027, 2, 1), date(2027, 2, 28))]
    held = [Contact(date(2027, 1, 15), 60), Contact(date(2027, 4, 10), 60)]
    assert breaches(Cadence("x", 61, 5, 60), held, first=JANUARY, last=date(2027, 4, 30), leave=away) == []
    assert of_period(NINETY, date(2027, 2, 1), held, leave=away).is_met


def test_a_policy_of_a_gap_alone_asks_for_nothing_in_a_month():
    assert of_period(Cadence("x", 28, 5, 60), JANUARY, []).asked == 0
    assert breaches(Cadence("x", 40, 5, 60), every(30, 60), first=JANUARY, last=date(2027, 12, 31)) == []
