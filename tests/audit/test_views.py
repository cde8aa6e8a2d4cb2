"""The trail as a page and a file: for whom, what is found, what it costs."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.factories.audit import TrailEntryFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from workforce_assurance.common import banners
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_banners(monkeypatch):
    """A banner asks the database once a minute: not a matter of the page that is measured."""
    monkeypatch.setattr(banners, "BANNERS", {})


@pytest.fixture
def viewer(client):
    OrganisationFactory()
    person = PersonFactory(full_name="Dana Protection", roles=[Role.DATA_PROTECTION])
    client.force_login(person)
    return person


def found(client, **asked):
    return [entry.action for entry in client.get(reverse("audit:trail"), asked).context["entries"]]


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.DATA_PROTECTION, 200), (Role.GOVERNANCE_LEAD, 404)]
)
def test_the_trail_opens_for_administrators_and_data_protection(client, role, status):
    OrganisationFactory()
    client.force_login(PersonFactory(roles=[role], is_superuser=True))

    assert client.get(reverse("audit:trail")).status_code == status
    assert client.get(reverse("audit:trail_export")).status_code == status


def test_the_trail_is_narrowed(client, viewer):
    sam, kim = PersonFactory(full_name="Sam Okoro"), PersonFactory(full_name="Kim Lee")
    at = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    TrailEntryFactory(action="role.granted", actor=sam, about_id=kim.pk, at=at)
    TrailEntryFactory(action="record.shown", kind="read", actor=kim)

    assert found(client) == ["record.shown", "role.granted"]
    assert found(client, who="okoro") == ["role.granted"]
    assert found(client, who="Kim") == ["record.shown", "role.granted"]
    assert found(client, kind="read") == ["record.shown"]
    assert found(client, action="ROLE") == ["role.granted"]
    assert found(client, first="2026-01-05", last="2026-01-05") == ["role.granted"]
    assert found(client, last="2026-01-04") == []


@pytest.mark.parametrize(
    "asked", [{"first": "nonsense"}, {"kind": "x"}, {"first": "2026-02-02", "last": "2026-02-01"}, {"who": "x" * 9999}]
)
def test_a_filter_that_makes_no_sense_narrows_nothing(client, viewer, asked):
    TrailEntryFactory(action="role.granted")

    assert found(client, **asked) == ["role.granted"]
    assert client.get(reverse("audit:trail_export"), asked).status_code == 200


def test_the_trail_costs_as_many_queries_for_one_as_for_three(client, viewer, django_assert_num_queries, no_banners):
    TrailEntryFactory(actor=PersonFactory(), about_id=PersonFactory().pk)
    for _ in range(2):
        with django_assert_num_queries(4):
            client.get(reverse("audit:trail"))
        for _ in range(2):
            TrailEntryFactory(actor=PersonFactory(), about_id=PersonFactory().pk)


def test_the_trail_as_a_file_is_neutral(client, viewer):
    sam = PersonFactory(full_name="=HYPERLINK(1)")
    TrailEntryFactory(action="role.granted", actor=sam, about_id=viewer.pk, facts={"role": "administrator"})

    text = client.get(reverse("audit:trail_export")).content.decode("utf-8-sig")

    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["Who"], row["About"], row["Facts"]) == ("'=HYPERLINK(1)", "Dana Protection", "role: administrator")
