"""What is known of whoever makes a request, from one statement."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories.people import OrganisationFactory, PersonFactory
from workforce_assurance.people import reach
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Deputy, Leave, RoleGrant, Service
from workforce_assurance.people.queries import zone_for
from workforce_assurance.people.requester import requester

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


def test_one_statement_says_zone_roles_and_deputies(django_assert_num_queries):
    OrganisationFactory(time_zone="America/New_York")
    service = Service.objects.create(name="Harbour")
    person, away = PersonFactory(roles=[Role.ADMINISTRATOR]), PersonFactory()
    RoleGrant.objects.create(person=person, role=Role.GOVERNANCE_LEAD, service=service)
    Deputy.objects.create(
        person=PersonFactory(), deputy=person, starts_on=TODAY - timedelta(days=9), ends_on=TODAY - timedelta(days=1)
    )
    with django_assert_num_queries(1):
        found = requester(str(person.pk))
        assert str(zone_for(found)) == "America/New_York"
        assert (reach.is_administrator(found), reach.is_governance_lead(found)) == (True, True)
        assert reach.services_governed_by(found) == {service.pk}
        assert reach.stands_in_for(found, on=TODAY) == {person.pk}
    Deputy.objects.create(person=away, deputy=person, starts_on=TODAY, ends_on=None)
    Leave.objects.create(person=away, kind="annual", starts_on=TODAY, ends_on=TODAY)
    assert reach.stands_in_for(requester(person.pk), on=TODAY) == {person.pk, away.pk}


def test_it_says_the_same_as_asking_one_by_one():
    OrganisationFactory()
    person = PersonFactory(roles=[Role.DATA_PROTECTION])
    plain = type(person).objects.get(pk=person.pk)
    found = requester(person.pk)
    on = timezone.now().date()
    assert found == plain
    assert reach.is_data_protection_lead(found) is reach.is_data_protection_lead(plain) is True
    assert reach.stands_in_for(found, on=on) == reach.stands_in_for(plain, on=on)
    assert zone_for(found) == zone_for(plain)


@pytest.mark.parametrize("key", [uuid.uuid4(), "no key", "", None])
def test_nobody_is_found_under_a_key_that_nobody_has(key):
    assert requester(key) is None
