"""What strain is made of, counted by hand."""

from datetime import date

import pytest

from governance.together.components import (
    LEAVERS,
    MISSED,
    SICKNESS,
    SIGNS,
    WORKLOAD,
    TeamFacts,
    components_of,
    is_large_enough,
)

MAY = date(2026, 5, 1)
SPRING = [date(2026, 3, 1), date(2026, 4, 1), MAY]


def of(part, months=SPRING, **facts):
    return components_of(TeamFacts(**facts), months, smallest=5)[part]


def figures(**by_figure):
    return {"figures": {name: dict(zip(SPRING, values, strict=True)) for name, values in by_figure.items()}}


def test_sickness_is_days_lost_of_days_available():
    assert of(SICKNESS, **figures(sickness_lost=[16, 20, 0], sickness_available=[400, 400, 400])) == [4, 5, 0]


def test_leavers_are_those_of_three_months_of_which_each_is_known():
    assert of(LEAVERS, **figures(leavers=[1, 0, 2], headcount=[12, 12, 12])) == [None, None, 25]


def test_overtime_is_hours_for_each_full_time_equivalent():
    assert of(WORKLOAD, **figures(overtime_hours=[62, 30, 31], sickness_available=[310, 300, 310])) == [6.2, 3, 3.1]


def test_a_team_without_hours_or_days_counts_cases_for_each_of_its_people():
    assert of(WORKLOAD, **figures(caseload=[90, 108, 120], headcount=[9, 12, 12])) == [10, 9, 10]


def test_a_month_without_hours_stays_empty_in_a_team_that_has_hours():
    facts = figures(caseload=[90, 90, 90], sickness_available=[310, 300, 310])
    facts["figures"]["overtime_hours"] = {MAY: 31.0}
    assert of(WORKLOAD, **facts) == [None, None, 3.1]


@pytest.mark.parametrize(("of_how_many", "found"), [(5, 40), (4, None)])
def test_sessions_that_were_missed_are_a_share_of_five_or_more(of_how_many, found):
    assert of(MISSED, [MAY], missed={MAY: (2, of_how_many)}) == [found]


@pytest.mark.parametrize(("records", "found"), [(5, 1.2), (4, None)])
def test_drift_signs_are_counted_for_each_of_five_records_or_more(records, found):
    assert of(SIGNS, [MAY], signs={MAY: (6, records)}) == [found]


@pytest.mark.parametrize(
    ("people", "days", "smallest", "large"),
    [(10, 331, 5, True), (9, 400, 5, False), (12, 330, 5, False), (12, 400, 13, False)],
)
def test_a_team_is_large_enough_with_ten_people_and_more_than_330_days(people, days, smallest, large):
    facts = TeamFacts(**figures(headcount=[0, 0, people], sickness_available=[0, 0, days]))
    assert is_large_enough(facts, MAY, smallest=smallest) is large


def test_without_days_people_alone_say_how_large_it_is_and_without_people_nothing_is_shown():
    assert is_large_enough(TeamFacts(**figures(headcount=[10, 10, 10])), MAY, smallest=5)
    assert not is_large_enough(TeamFacts(**figures(sickness_available=[500, 500, 500])), MAY, smallest=5)
