"""Complaints counted by hand: of each team and month either the file or the register, and how the clock was kept."""

from datetime import date, timedelta

import pytest

from governance.complaints.commands import Days, set_policy, withdraw_complaint
from governance.complaints.enums import Finding
from governance.measures.commands import compute
from governance.models import MeasureValue
from tests.factories.complaints import DAY, acknowledged, answered, received
from tests.factories.supervision import NOON
from tests.governance.complaints.conftest import team as team  # noqa: PLC0414 - the same
from tests.governance.measures.test_with_figures import figure as figure  # noqa: PLC0414 - the same

JANUARY, FEBRUARY, MARCH = date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)
TEAM = "Harbour outreach"


@pytest.fixture
def counted(house, team):
    """A register that counts from February on, with two complaints of that month."""
    for day in (3, 20):
        received(team, house.worker, received_on=FEBRUARY.replace(day=day))
    set_policy(days=Days(3, 20, FEBRUARY), by=house.administrator, now=NOON)
    return team


def test_the_register_counts_where_no_file_says_how_many_there_were(counted, figure, values_of):
    figure("contacts", 400)
    assert values_of("complaints.rate") == {(TEAM, FEBRUARY): (2, 400)}


def test_a_file_counts_instead_and_nothing_is_counted_twice(counted, figure, values_of):
    figure("contacts", 400)
    figure("complaints", 5)
    assert values_of("complaints.rate") == {(TEAM, FEBRUARY): (5, 400)}


def test_a_file_that_says_none_counts_too(counted, figure, values_of):
    figure("contacts", 400)
    figure("complaints", 0)
    assert values_of("complaints.rate") == {(TEAM, FEBRUARY): (0, 400)}


def test_a_month_without_complaints_is_0_once_the_register_counts_and_a_gap_before(counted, figure, values_of):
    for month in (JANUARY, MARCH):
        figure("contacts", 300, month=month)
    assert values_of("complaints.rate") == {(TEAM, MARCH): (0, 300)}


def test_what_is_upheld_is_a_share_of_what_is_answered(house, team, values_of):
    for found in (Finding.UPHELD, Finding.PARTLY, Finding.NOT_UPHELD):
        answered(received(team, house.worker), found=found)
    received(team, house.worker)
    assert values_of("complaints.upheld") == {(TEAM, MARCH): (2, 3)}


def test_of_a_month_that_a_file_says_the_register_says_nothing_of_what_was_upheld(house, team, figure, values_of):
    answered(received(team, house.worker))
    figure("complaints", 4, month=MARCH)
    assert values_of("complaints.upheld") == {}
    figure("complaints_upheld", 1, month=MARCH)
    assert values_of("complaints.upheld") == {(TEAM, MARCH): (1, 4)}


def test_the_clock_is_kept_by_both_days_and_what_was_taken_back_is_out(house, team, values_of):
    in_time = acknowledged(received(team, house.worker))
    answered(in_time, now=NOON + 28 * DAY)
    late_to_say = acknowledged(received(team, house.worker), now=NOON + 4 * DAY)
    answered(late_to_say, now=NOON + 5 * DAY)
    late_to_answer = acknowledged(received(team, house.worker))
    answered(late_to_answer, now=NOON + 29 * DAY)
    received(team, house.worker)
    withdraw_complaint(complaint=received(team, house.worker), by=house.manager, now=NOON)
    assert values_of("complaints.in_time") == {(TEAM, MARCH): (1, 4)}


def test_a_finding_touches_the_month_in_which_the_complaint_came(house, team):
    complaint = received(team, house.worker, received_on=date(2027, 2, 3))
    set_policy(days=Days(3, 20, FEBRUARY), by=house.administrator, now=NOON)
    compute(now=NOON, full=True)
    assert not MeasureValue.objects.filter(measure="complaints.upheld").exists()
    later = NOON + timedelta(hours=1)
    answered(complaint, now=later)
    compute(now=later + timedelta(hours=1))
    row = MeasureValue.objects.get(measure="complaints.upheld")
    assert (row.month, row.numerator) == (FEBRUARY, 1)


def test_a_day_that_passes_touches_its_month(house, team):
    received(team, house.worker, received_on=date(2027, 1, 29))
    compute(now=NOON - DAY * 5, full=True)
    compute(now=NOON)
    assert list(MeasureValue.objects.filter(measure="complaints.in_time").values_list("month", "denominator")) == [
        (FEBRUARY, 1)
    ]


def test_another_month_to_count_from_touches_what_contacts_are_known_of(counted, house, figure):
    figure("contacts", 300, month=JANUARY)
    compute(now=NOON, full=True)
    set_policy(days=Days(3, 20, JANUARY), by=house.administrator, now=NOON + timedelta(hours=1))
    compute(now=NOON + timedelta(hours=2))
    assert MeasureValue.objects.filter(measure="complaints.rate", month=JANUARY).exists()
