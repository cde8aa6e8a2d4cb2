"""Constraints of strain and its association, each broken once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance.models import StrainAssociation, StrainMonth
from tests.governance.measures.conftest import SUMMER

from .conftest import APRIL

LACKING = {
    "month": APRIL,
    "months": 3,
    "teams": 2,
    "inputs_sha256": "0" * 64,
    "lacking": "teams",
    "computed_at": SUMMER,
}
FOUND = LACKING | {"lacking": "", "p": 0.2, "p_reverse": 0.4, "teams_compared": 5, "teams_in_agreement": 3}


def refused(sentence, model, **values):
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        model.objects.create(**values)


def test_strain_is_refused_that_cannot_be(house):
    one = {"team": house.team, "month": APRIL, "index": 1.2, "teams": 1, "computed_at": SUMMER}
    StrainMonth.objects.create(**one)
    refused("strain_stands_once_of_a_place_and_month", StrainMonth, **one)
    earlier = one | {"month": date(2027, 3, 1)}
    refused("strain_is_of_one_place", StrainMonth, **earlier, service=house.team.service)
    refused("strain_belongs_to_a_month", StrainMonth, **one | {"month": date(2027, 3, 2)})
    refused("strain_that_is_hidden_holds_no_number", StrainMonth, **earlier, is_hidden=True)
    hidden = earlier | {"index": None, "is_hidden": True}
    refused("strain_that_is_hidden_holds_no_number", StrainMonth, **hidden)
    refused("strain_that_is_hidden_holds_no_number", StrainMonth, **hidden | {"teams": 0, "leavers": 0.5})
    refused("strain_lies_within_three_either_way", StrainMonth, **earlier | {"index": 3.1})
    refused("strain_lies_within_three_either_way", StrainMonth, **earlier, workload=-3.1)


def test_the_organisation_has_one_strain_a_month(house):
    one = {"month": APRIL, "index": 0.2, "teams": 3, "computed_at": SUMMER}
    StrainMonth.objects.create(**one)
    refused("strain_stands_once_of_a_place_and_month", StrainMonth, **one)


def test_an_association_is_refused_that_cannot_be(house):
    StrainAssociation.objects.create(**LACKING)
    refused("an_association_stands_once_of_a_place_and_month", StrainAssociation, **LACKING)
    elsewhere = {"service": house.team.service}
    refused("an_association_ends_with_a_month", StrainAssociation, **LACKING | elsewhere | {"month": date(2027, 4, 2)})
    says = "an_association_says_what_it_found_or_what_is_lacking"
    refused(says, StrainAssociation, **LACKING | elsewhere | {"p": 0.2})
    refused(says, StrainAssociation, **FOUND | elsewhere | {"p": None})
    refused(says, StrainAssociation, **FOUND | elsewhere | {"p_reverse": 1.2})
    refused("no_more_teams_agree_than_are_compared", StrainAssociation, **FOUND | elsewhere | {"teams_in_agreement": 6})
    StrainAssociation.objects.create(**FOUND | elsewhere)
