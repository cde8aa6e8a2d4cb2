"""Turnover and stability: counted by hand, and what totals over twelve months give away of a single one."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from governance.measures.commands import compute
from governance.measures.looking_back import gives_a_month_away
from governance.models import ShownValue
from governance.rates import stability, turnover
from tests.factories.people import PersonFactory, TeamFactory, TeamMembershipFactory
from workforce_assurance.common.dates import months

from .conftest import SUMMER, store
from .test_with_figures import figure as figure  # noqa: PLC0414 - the same way to bring figures in

TEAM = "Harbour outreach"
APRIL = date(2027, 4, 1)
YEAR = list(months(date(2026, 5, 1), APRIL))


def test_turnover_is_leavers_of_a_year_over_the_mean_of_the_headcounts_at_both_ends(figure, values_of):
    """Twelve leavers, 100 people when the year begins and 140 when it ends: 10 per cent."""
    figure("headcount", 100, month=date(2026, 4, 1))
    figure("headcount", 140, month=APRIL)
    for month in YEAR:
        figure("leavers", 1, month=month)
    found = values_of("turnover")
    assert found == {(TEAM, APRIL): (12, 120)}
    assert turnover(12, headcount_at_start=100, headcount_at_end=140) == 100 * 12 / 120


@pytest.mark.parametrize("missing", ["headcount before", "leavers of a month"])
def test_without_one_of_its_figures_there_is_no_turnover(figure, values_of, missing):
    if missing != "headcount before":
        figure("headcount", 100, month=date(2026, 4, 1))
    figure("headcount", 140, month=APRIL)
    for month in YEAR[1:] if missing == "leavers of a month" else YEAR:
        figure("leavers", 1, month=month)
    assert values_of("turnover") == {}


def test_stability_counts_whoever_is_still_in_post_in_whichever_team(house, values_of):
    """Of four in the team in April 2026 one left and one moved: three are still in post. One who came since counts in nothing."""
    team, beside = TeamFactory(name="Four"), TeamFactory(name="Beside")
    before, end = date(2025, 1, 1), date(2026, 12, 31)
    four = [PersonFactory(team=None, started_on=before, receives_supervision=False) for _ in range(4)]
    for person in four:
        TeamMembershipFactory(person=person, team=team, starts_on=before, ends_on=end if person == four[1] else None)
    TeamMembershipFactory(person=four[1], team=beside, starts_on=date(2027, 1, 1))
    four[0].left_on, four[0].is_active = date(2027, 1, 31), False
    four[0].save()
    late = PersonFactory(team=None, started_on=date(2026, 9, 1), receives_supervision=False)
    TeamMembershipFactory(person=late, team=team, starts_on=date(2026, 9, 1))
    assert values_of("stability")["Four", APRIL] == (3, 4)
    assert stability({1, 2, 3, 4}, {2, 3, 4, 5}) == 75


def test_what_looks_back_has_no_limits_and_says_why(house, time_machine):
    time_machine.move_to(SUMMER, tick=False)
    store("turnover", house.team, [(12, 100), (13, 100)] * 12)
    page = house.client("governance").get(reverse("governance:measure", args=["turnover"]))
    assert not page.context["charted"].has_limits
    assert "13 % in April 2027. Every month looks back over 12, so that neighbours are alike" in page.text
    # The exact interval of 13 events is 6.92 to 22.23.
    assert page.context["rows"][0][3] == "7 to 22 %"


def test_what_stands_at_the_end_of_a_month_has_no_limits(house, time_machine):
    time_machine.move_to(SUMMER, tick=False)
    store("competency", house.team, [(number + 20, 60) for number in range(24)])
    page = house.client("governance").get(reverse("governance:measure", args=["competency"]))
    assert not page.context["charted"].has_limits
    assert "What stands at the end of a month mostly stood at the end of the last" in page.text


def test_what_looks_back_has_no_funnel(house, time_machine):
    time_machine.move_to(SUMMER, tick=False)
    assert house.client("governance").get(reverse("governance:measure_teams", args=["turnover"])).status_code == 404


def totals(counts, window):
    return [sum(counts[last - window + 1 : last + 1]) for last in range(window - 1, len(counts))]


def test_a_month_follows_from_totals_when_nobody_left_before():
    """None in twelve months, then five, then six: one left in the last month, and whoever subtracts knows it."""
    assert gives_a_month_away([5, 6], 12, 5) is False
    assert gives_a_month_away([0, 5, 6], 12, 5) is True
    assert gives_a_month_away([0, 5, 10], 12, 5) is False


def test_a_gap_between_totals_takes_what_would_follow_away():
    assert gives_a_month_away([0, None, 5, 6], 12, 5) is False


@given(st.lists(st.integers(0, 3), min_size=4, max_size=7))
def test_a_month_follows_exactly_when_no_other_months_have_the_same_totals(counts):
    """Every list of months that adds up to the same totals is tried."""
    window, smallest = 3, 3
    asked = totals(counts, window)
    alike = [other for other in product(range(max(asked) + 1), repeat=len(counts)) if totals(other, window) == asked]
    known = [at for at in range(len(counts)) if len({one[at] for one in alike}) == 1]
    assert gives_a_month_away(asked, window, smallest) == any(0 < counts[at] < smallest for at in known)


def test_turnover_is_hidden_where_a_single_month_would_follow_from_it(house, figure):
    """Nobody left in 2026; six left in January and two in February 2027: totals of 0, 6 and 8 say what February counts."""
    every = list(months(date(2025, 12, 1), APRIL))
    for month in every:
        figure("headcount", 100, month=month)
        figure("leavers", {date(2027, 1, 1): 6, date(2027, 2, 1): 2}.get(month, 0), month=month)
    compute(now=SUMMER)
    rows = ShownValue.objects.filter(measure="turnover", month__gte=date(2027, 1, 1))
    assert rows.exists()
    assert {row.suppressed for row in rows} == {"withheld"}


def test_turnover_is_shown_where_months_before_may_be_anything(house, figure):
    """Two left in every month of three years: any of the first twelve may have had more, and another less."""
    for month in months(date(2025, 12, 1), APRIL):
        figure("headcount", 100, month=month)
        figure("leavers", 2, month=month)
    compute(now=SUMMER + timedelta(hours=1))
    rows = ShownValue.objects.filter(measure="turnover", team=None, service=None)
    assert {(row.numerator, row.suppressed) for row in rows} == {(24, "")}
