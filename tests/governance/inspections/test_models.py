"""What must be true of inspector access and of guests, by whichever path it is tried."""

import uuid
from datetime import timedelta

import pytest
from django.db import Error, transaction

from governance.inspections import commands
from governance.inspections.commands import Given
from governance.inspections.enums import Answer
from governance.models import Inspection, InspectionItem
from tests.factories.inspections import asked, sealed_pack
from tests.factories.supervision import NOON
from workforce_assurance.people.models import Person, RoleGrant

pytestmark = pytest.mark.django_db


def refused(sentence, change):
    with pytest.raises(Error, match=sentence), transaction.atomic():
        change()


def another(place, **changes):
    one = place.inspection
    values = {
        "reference": "OTHER", "inspector": one.inspector, "body": "The regulator", "pack": one.pack, "opens_at": NOON,
        "closes_at": NOON + timedelta(days=1), "granted_by": place.governance, **changes,
    }  # fmt: skip
    return lambda: Inspection.objects.create(once=uuid.uuid4(), **values)


@pytest.mark.parametrize("days", [0, 33])
def test_an_access_is_for_a_month_at_most(place, days):
    refused("an_access_is_for_a_month_at_most", another(place, closes_at=NOON + timedelta(days=days)))


def test_an_access_says_for_whom_it_is(place):
    refused("an_access_says_for_whom_it_is", another(place, body=""))


def test_an_ended_access_says_by_whom(place):
    refused("an_ended_access_says_by_whom", lambda: Inspection.objects.update(ended_at=NOON))


def test_an_inspector_is_a_guest(place):
    refused("an inspector is a guest", another(place, inspector=place.worker))


@pytest.mark.parametrize("changes", [{"closes_at": NOON + timedelta(days=9)}, {"body": "Another"}])
def test_an_access_is_never_made_longer_or_another_s(place, changes):
    refused("changes in nothing but that it is ended", lambda: Inspection.objects.update(**changes))


def test_an_ended_access_is_not_opened_again(place):
    commands.end_access(inspection=place.inspection, by=place.governance, now=NOON)
    refused("changes in nothing but", lambda: Inspection.objects.update(ended_at=None, ended_by=None))


def test_an_item_says_what_is_asked_for_one_at_a_time(place):
    asked(place.inspection)
    refused("an_item_says_what_is_asked_for", lambda: InspectionItem.objects.update(words=""))
    more = {"inspection": place.inspection, "words": "More", "asked_at": NOON}
    refused("one_item_is_asked_for_at_a_time", lambda: InspectionItem.objects.create(**more))


def test_an_answer_says_when_by_whom_and_what_is_given(place):
    asked(place.inspection)
    refused("an_answered_item_says_when_and_by_whom", lambda: InspectionItem.objects.update(answer="not_held"))
    said = {"answer": "pack", "answered_at": NOON, "answered_by": place.governance}
    refused("an_answer_names_what_is_given", lambda: InspectionItem.objects.update(**said))
    given = said | {"answer": "not_held", "given_pack": sealed_pack(place.governance)}
    refused("an_answer_names_what_is_given", lambda: InspectionItem.objects.update(**given))


def test_an_answered_item_never_changes(place):
    item = asked(place.inspection)
    commands.answer_item(item=item, given=Given(Answer.NOT_HELD), by=place.governance, now=NOON)
    refused("Cannot update or delete", lambda: InspectionItem.objects.update(words="Another"))


@pytest.mark.parametrize("changes", [{"receives_supervision": True}, {"is_superuser": True}, {"is_staff": True}])
def test_a_guest_has_no_part_in_practice(place, changes):
    guest = Person.objects.filter(pk=place.inspector.pk)
    refused("a_guest_has_no_part_in_practice", lambda: guest.update(**changes))


def test_a_guest_holds_no_role(place):
    refused("a guest holds no role", lambda: RoleGrant.objects.create(person=place.inspector, role="governance_lead"))
