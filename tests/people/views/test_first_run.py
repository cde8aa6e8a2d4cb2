"""The first run: claimed with the link from the console, once."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from tests.factories.people import OrganisationFactory
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.first_run import new_token
from workforce_assurance.people.models import Holiday, Organisation, Person
from workforce_assurance.people.reach import is_administrator

pytestmark = pytest.mark.django_db

SAID = {
    "name": "Harbour Trust",
    "time_zone": "Europe/London",
    "country": "GB",
    "subdivision": "eng",
    "safety_net_email": "net@harbour.example",
    "smallest_group": "5",
    "largest_span": "10",
    "administrator_name": "Alex Admin",
    "administrator_email": "Alex@harbour.example",
    "password": "four words kept apart",
}


def address(now=None):
    return reverse("people:first_run", args=[new_token(now=now or timezone.now())])


def test_the_link_makes_organisation_administrator_and_holidays_and_leads_to_the_import(client):
    shown = client.get(address())
    response = client.post(address(), SAID)

    assert shown.status_code == 200
    assert (response.status_code, response.url) == (302, reverse("people:import"))
    person = Person.objects.get()
    assert (person.email, person.check_password(SAID["password"]), is_administrator(person)) == (
        "alex@harbour.example",
        True,
        True,
    )
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.subdivision) == ("Harbour Trust", "ENG")
    assert Holiday.objects.filter(day__month=12, day__day=25, day__year=timezone.now().year).exists()
    assert TrailEntry.objects.filter(action="organisation.founded", actor=person).count() == 1
    assert client.get(reverse("people:import")).status_code == 200


def test_there_is_no_first_run_once_there_is_an_organisation(client):
    OrganisationFactory()

    assert client.get(address()).status_code == 404
    assert client.post(address(), SAID).status_code == 404
    assert not Person.objects.exists()


@pytest.mark.parametrize("token", ["x", "MTc5:abc:def", "0" * 200])
def test_a_stranger_without_the_link_finds_nothing(client, token):
    assert client.get(reverse("people:first_run", args=[token])).status_code == 404


def test_a_link_stops_working_after_three_days(client):
    assert client.get(address(timezone.now() - timedelta(days=3, seconds=1))).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password": "short"}, "at least 12 characters"),
        ({"password": "alex@harbour.example"}, "too similar"),
        ({"name": ""}, "Fill in “Name of the organisation”."),
        ({"time_zone": "Mars/Base"}, "Choose one of the answers"),
        ({"subdivision": "XX"}, "one of this country"),
        ({"smallest_group": "2"}, "greater than or equal to 3"),
        ({"safety_net_email": "no"}, "valid email address"),
        ({"name": "a\x00b"}, "cannot be stored"),
        ({"administrator_email": "a\x00b@x.example"}, "Null characters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, wrong, sentence):
    response = client.post(address(), SAID | wrong)

    assert response.status_code == 200
    page = response.content.decode()
    assert sentence in page
    assert "Alex Admin" in page
    assert not Person.objects.exists()


def test_the_console_prints_the_link(capsys, client):
    call_command("first_run_link")

    link = capsys.readouterr().out.rsplit(" ", 1)[1].strip()
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200


def test_the_console_says_when_the_first_run_is_over():
    OrganisationFactory()

    with pytest.raises(CommandError, match="first run is over"):
        call_command("first_run_link")


def test_loading_the_shipped_data_twice_changes_nothing(capsys):
    call_command("load_shipped")
    call_command("load_shipped")

    assert "The shipped data is there" in capsys.readouterr().out
