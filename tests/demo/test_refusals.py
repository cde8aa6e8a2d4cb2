"""Where the invented organisation is never loaded."""

import pytest
from django.core.management import CommandError, call_command

from workforce_assurance.demo.load import HoldsARealOrganisation, load
from workforce_assurance.people.models import Organisation, Person

from .test_staff import TODAY


@pytest.mark.django_db
def test_a_database_with_an_organisation_is_left_alone() -> None:
    Organisation.objects.create(name="A real one", safety_net_email="duty@example.org")
    with pytest.raises(HoldsARealOrganisation):
        load(today=TODAY)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_a_database_with_people_is_left_alone() -> None:
    Person.objects.create(full_name="Somebody", email="somebody@example.org")
    with pytest.raises(HoldsARealOrganisation):
        load(today=TODAY)
    assert not Organisation.objects.exists()


def test_the_settings_for_production_refuse_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "workforce_assurance.settings.production")
    with pytest.raises(CommandError, match="never loaded"):
        call_command("demo_load")
