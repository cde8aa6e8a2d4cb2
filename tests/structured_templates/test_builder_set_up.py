"""The way to the builder from set-up."""

import pytest
from django.test import Client

from tests.factories.people import OrganisationFactory, PersonFactory
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "shown"), [(Role.ADMINISTRATOR, True), (Role.DATA_PROTECTION, False)])
def test_set_up_leads_administrators_to_the_templates(role: Role, shown: bool) -> None:
    OrganisationFactory()
    client = Client()
    client.force_login(PersonFactory(roles=[role]), "workforce_assurance.people.backends.InPostBackend")
    assert ('href="/set-up/templates/"' in client.get("/set-up/").content.decode()) == shown
