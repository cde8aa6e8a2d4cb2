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

    page = client.get(reverse("people:my_data")).content.decode()

    assert "Rita Reader" in page
    assert "Other Reader" not in page


def test_everybody_sees_what_was_changed_about_them_and_by_whom(client, sam):
    ward = PersonFactory(full_name="Ward Writer")
    TrailEntryFactory(action="session.held", actor=ward, about_id=sam.pk, facts={"reference": "S-1"})
    TrailEntryFactory(action="session.moved", actor=ward, about_id=PersonFactory().pk)

    page = client.get(reverse("people:my_data")).content.decode()

    assert [words in page for words in ("Ward Writer", "Session held", "reference: S-1", "Session moved")] == [
        *(True, True, True),
        False,
    ]


def test_the_file_holds_the_same_and_is_neutral(client, sam):
    TrailEntryFactory(kind="read", action="record.shown", actor=PersonFactory(full_name="Rita Reader"), about_id=sam.pk)

    text = client.get(reverse("people:my_data_export")).content.decode("utf-8-sig")

    values = [row["Value"] for row in csv.DictReader(io.StringIO(text))]
    assert {"Sam Okoro", "'=1+1", "East", "Sue", "Rita Reader"} <= set(values)


@pytest.mark.parametrize("name", ["people:my_data", "people:my_data_export"])
def test_whoever_is_not_signed_in_is_asked_to(client, name):
    assert client.get(reverse(name)).status_code == 302


def cells(client):
    text = client.get(reverse("people:my_data_export")).content.decode("utf-8-sig")
    return [(row["Part"], row["What"], row["Value"]) for row in csv.DictReader(io.StringIO(text))]


def test_the_file_holds_what_the_page_holds_part_by_part(client, sam):
    TrailEntryFactory(kind="read", action="record.read", actor=sam, about_id=sam.pk)
    page = client.get(reverse("people:my_data"))

    shown = {part["holding"].title for part in page.context["held"] if part["rows"]}

    assert {part for part, *_ in cells(client)} == shown
