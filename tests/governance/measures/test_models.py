"""Constraints of the stored values, each broken once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from governance.models import MeasureRun, MeasureValue, ShownValue
from tests.factories.people import TeamFactory

from .conftest import SUMMER

MONTH = date(2027, 2, 1)


def value(**more):
    asked = {"measure": "incidents", "version": 1, "month": MONTH, "numerator": 1, "computed_at": SUMMER}
    return MeasureValue.objects.create(**asked | more)


def shown(**more):
    asked = {
        "measure": "incidents", "version": 1, "month": MONTH, "numerator": 1, "teams": 1, "computed_at": SUMMER, **more
    }  # fmt: skip
    return ShownValue.objects.create(**asked)


@pytest.fixture
def team(db):
    return TeamFactory()


def test_a_measure_has_one_value_in_a_team_and_month(team):
    value(team=team)
    with pytest.raises(IntegrityError, match="a_measure_has_one_value_in_a_team_and_month"):
        value(team=team)


def test_a_value_belongs_to_a_month(team):
    with pytest.raises(IntegrityError, match="a_value_belongs_to_a_month"):
        value(team=team, month=date(2027, 2, 2))


@pytest.mark.parametrize("wrong", [{"numerator": -1}, {"denominator": -1}])
def test_a_value_counts_nothing_negative(team, wrong):
    with pytest.raises(IntegrityError, match="a_value_counts_nothing_negative"):
        value(team=team, **wrong)


def test_a_measure_is_shown_once_of_a_place_and_month(db):
    shown()
    with pytest.raises(IntegrityError, match="a_measure_is_shown_once_of_a_place_and_month"):
        shown()


@pytest.mark.parametrize("wrong", [{"low": 1.0}, {"high": 1.0}, {"low": 2.0, "high": 1.0}, {"low": -1.0, "high": 1.0}])
def test_an_interval_has_two_ends_in_order(db, wrong):
    with pytest.raises(IntegrityError, match="an_interval_has_two_ends_in_order"):
        shown(**wrong)


@pytest.mark.parametrize("wrong", [{"low": 1.0, "high": 2.0}, {"median": 1.0, "ninth": 2.0}])
def test_what_is_suppressed_has_no_interval_and_no_days(db, wrong):
    with pytest.raises(IntegrityError, match="what_is_suppressed_has_no_interval_and_no_days"):
        shown(numerator=None, suppressed="small", **wrong)


@pytest.mark.parametrize("wrong", [{"median": 1.0}, {"ninth": 1.0}, {"median": 2.0, "ninth": 1.0}])
def test_half_take_no_longer_than_nine_in_ten(db, wrong):
    with pytest.raises(IntegrityError, match="half_take_no_longer_than_nine_in_ten"):
        shown(**wrong)


def test_a_shown_value_is_of_one_place(team):
    with pytest.raises(IntegrityError, match="a_shown_value_is_of_one_place"):
        shown(team=team, service=team.service)


@pytest.mark.parametrize("wrong", [{"suppressed": "small"}, {"numerator": None}])
def test_what_is_suppressed_holds_no_number(db, wrong):
    with pytest.raises(IntegrityError, match="what_is_suppressed_holds_no_number"):
        shown(**wrong)


def test_a_shown_value_belongs_to_a_month(db):
    with pytest.raises(IntegrityError, match="a_shown_value_belongs_to_a_month"):
        shown(month=date(2027, 2, 2))


def test_a_run_ends_after_it_began(db):
    with pytest.raises(IntegrityError, match="a_run_ends_after_it_began"):
        MeasureRun.objects.create(
            began_at=SUMMER, ended_at=SUMMER - timedelta(1), is_full=True, smallest_group=5, changed=0
        )
