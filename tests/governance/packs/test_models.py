"""What the database refuses of packs."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance.models import EvidencePack, NamedStandard, StandardClause
from tests.factories.packs import asked
from tests.governance.measures.conftest import SUMMER

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"first_month": date(2026, 3, 2)}, "a_pack_is_of_whole_months"),
        ({"first_month": date(2027, 3, 1)}, "a_pack_is_of_whole_months"),
        ({"naming": "names"}, "a_pack_with_names_says_why"),
        ({"names_because": "legal"}, "a_pack_with_names_says_why"),
        ({"state": "ready", "ended_at": SUMMER}, "a_pack_that_is_ready_is_sealed"),
        ({"seal": "0" * 64}, "a_pack_that_is_ready_is_sealed"),
        ({"state": "not_made", "ended_at": SUMMER}, "a_pack_that_was_not_made_says_why"),
        ({"state": "making"}, "a_pack_being_made_has_a_lease"),
        ({"lease": uuid.uuid4(), "leased_until": SUMMER}, "a_pack_being_made_has_a_lease"),
        ({"state": "cancelled"}, "a_pack_has_ended_or_is_to_be_made"),
        ({"ended_at": SUMMER}, "a_pack_has_ended_or_is_to_be_made"),
    ],
)
def test_what_cannot_be_of_a_pack_is_refused(place, change, constraint):
    pack = asked(place.governance, now=SUMMER)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        EvidencePack.objects.filter(pk=pack.pk).update(**change)


def test_a_pack_is_of_one_place(place):
    pack = asked(place.governance, now=SUMMER)
    with pytest.raises(IntegrityError, match="a_pack_is_of_one_place"), transaction.atomic():
        EvidencePack.objects.filter(pk=pack.pk).update(service=place.service, team=place.team)


def test_standards_and_clauses_say_something_and_a_number_comes_once():
    with pytest.raises(IntegrityError, match="a_named_standard_has_a_name"), transaction.atomic():
        NamedStandard.objects.create(code="x", name="", source="x", about="x")
    standard = NamedStandard.objects.create(code="x", name="X", source="x", about="x")
    with pytest.raises(IntegrityError, match="a_clause_says_what_is_asked"), transaction.atomic():
        StandardClause.objects.create(standard=standard, number="1", words="", position=1)
    StandardClause.objects.create(standard=standard, number="1", words="It is so.", position=1)
    with pytest.raises(IntegrityError, match="a_clause_has_a_number_of_its_own"), transaction.atomic():
        StandardClause.objects.create(standard=standard, number="1", words="It is.", position=2)
