"""What is held about oneself, and who was shown it: one's own and nobody else's."""

import csv
import io

import pytest
from django.urls import reverse

from tests.factories.audit import TrailEntryFactory
from tests.factories.people import LeaveFactory, OrganisationFactory, PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(client):
    OrganisationFactory()
    person = PersonFactory(
        full_name="Sam Okoro",
        job_title="=1+1",
        team=TeamFactory(name="East"),
        supervisor=PersonFactory(full_name="Sue"),
    )
    LeaveFactory(person=person)
    client.force_login(person)
    return person


def test_everybody_sees_what_is_held_about_them(client, sam):
    page = client.get(reverse("people:my_data")).content.decode()

    for held in ("Sam Okoro", "East", "Sue", "Annual leave", sam.email):
        assert held in page


def test_everybody_sees_who_was_shown_a_record_about_them(client, sam):
    TrailEntryFactory(kind="read", action="record.shown", actor=PersonFactory(full_name="Rita Reader"), about_id=sam.pk)
    TrailEntryFactory(kind="read", action="record.shown", actor=PersonFactory(full_name="Other Reader"))
    TrailEntryFactory(kind="write", action="session.held", actor=PersonFactory(full_name="Writer"), about_id=sam.pk)

    page = client.get(reverse("people:my_data")).content.decode()

    assert "Rita Reader" in page
    assert "Other Reader" not in page
    assert "Writer" not in page


def test_the_file_holds_the_same_and_is_neutral(client, sam):
    TrailEntryFactory(kind="read", action="record.shown", actor=PersonFactory(full_name="Rita Reader"), about_id=sam.pk)

    text = client.get(reverse("people:my_data_export")).content.decode("utf-8-sig")

    values = [row["Value"] for row in csv.DictReader(io.StringIO(text))]
    assert {"Sam Okoro", "'=1+1", "East", "Sue", "Rita Reader"} <= set(values)


@pytest.mark.parametrize("name", ["people:my_data", "people:my_data_export"])
def test_whoever_is_not_signed_in_is_asked_to(client, name):
    assert client.get(reverse(name)).status_code == 302
