"""Constraints of half-years, each broken once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance.models import HalfYearSpread, HalfYearValue

HALF = date(2026, 7, 1)
MEASURE = {"measure": "supervision.on_time", "version": 1, "half": HALF}
SPREAD = {**MEASURE, "teams": 9, "median_ratio": 1.2, "median_ratio_low": 1.0, "median_ratio_high": 2.0}


def refused(sentence, model, **values):
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        model.objects.create(**values)


def test_a_half_year_is_refused_that_cannot_be(house):
    one = {**MEASURE, "team": house.team, "numerator": 9, "denominator": 10}
    HalfYearValue.objects.create(**one)
    refused("a_measure_has_one_value_in_a_team_and_half_year", HalfYearValue, **one)
    refused("a_half_year_begins_in_january_or_july", HalfYearValue, **one | {"half": date(2026, 8, 1)})
    earlier = one | {"half": date(2026, 1, 1)}
    refused("what_is_suppressed_of_a_half_year_holds_no_number", HalfYearValue, **earlier, suppressed="small")
    refused("what_is_suppressed_of_a_half_year_holds_no_number", HalfYearValue, **earlier | {"numerator": None})


def test_a_spread_is_refused_that_cannot_be(house):
    HalfYearSpread.objects.create(**SPREAD)
    refused("a_spread_stands_once_of_a_place_and_half_year", HalfYearSpread, **SPREAD)
    refused("a_spread_is_of_a_half_year", HalfYearSpread, **SPREAD | {"half": date(2026, 2, 1)})
    earlier = SPREAD | {"half": date(2026, 1, 1)}
    refused("a_fall_of_the_spread_says_how_likely_it_is", HalfYearSpread, **earlier, fall=0.2)
    refused("a_fall_of_the_spread_says_how_likely_it_is", HalfYearSpread, **earlier, fall=0.2, p=1.2)
