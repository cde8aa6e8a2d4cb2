"""Importing people in the browser: a file, what it would change, applied; whatever the file, a sentence."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.people import OrganisationFactory, PersonFactory
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import PeopleImport, Person

pytestmark = pytest.mark.django_db

LINES = "Staff number,Name,E-mail,Service,Team\n1,Sam Okoro,sam@x.example,Housing,East\n2,Kim Lee,,Housing,East\n"


@pytest.fixture
def admin(client):
    OrganisationFactory()
    person = PersonFactory(full_name="Alex Admin", roles=[Role.ADMINISTRATOR])
    client.force_login(person)
    return person


def upload(client, content, name="people.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(reverse("people:import"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_file_is_shown_before_anything_changes(client, admin):
    page = upload(client, LINES).content.decode()

    assert "Read as UTF-8, with the delimiter “Comma”: 2 lines" in page
    assert "Joiners: 2" in page
    assert "East (Housing)" in page
    assert Person.objects.count() == 1


def test_applying_makes_the_changes_and_says_how_many(client, admin):
    shown = upload(client, LINES)
    fingerprint = shown.context["plan"].fingerprint

    done = client.post(shown.redirect_chain[-1][0], {"fingerprint": fingerprint}, follow=True)

    assert "The file was applied: 2 joined." in done.content.decode()
    assert Person.objects.count() == 3
    assert client.post(shown.redirect_chain[-1][0], {"fingerprint": fingerprint}).status_code == 404


def test_what_changed_meanwhile_is_shown_again_instead_of_applied(client, admin):
    shown = upload(client, LINES)

    again = client.post(shown.redirect_chain[-1][0], {"fingerprint": "something else"})

    assert "Something has changed since" in again.content.decode()
    assert Person.objects.count() == 1


def test_a_wrong_line_is_named_and_nothing_can_be_applied(client, admin):
    shown = upload(client, "Staff number,Name,Start date\n1,Sam,31/31/2026\n2,Kim,1/1/2026\n")
    page = shown.content.decode()

    assert "1 thing to put right" in page
    assert "“31/31/2026” is no day" in page
    assert "Apply these changes" not in page
    refused = client.post(shown.redirect_chain[-1][0], {"fingerprint": shown.context["plan"].fingerprint})
    assert "Nothing was changed" in refused.content.decode()
    assert Person.objects.count() == 1


def test_columns_that_are_not_recognised_can_be_chosen(client, admin):
    shown = upload(client, "Kennung;Wer\n1;Sam Okoro\n")
    assert "No column holds names" in shown.content.decode()
    pk = PeopleImport.objects.get().pk

    said = {"encoding": "utf-8", "delimiter": ";", "column_0": "staff_number", "column_1": "name"}
    page = client.post(reverse("people:import_read_as", args=[pk]), said, follow=True)

    assert "Joiners: 1" in page.content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"encoding": "utf-8", "delimiter": ";", "column_0": "name", "column_1": "name"}, "for one column only"),
        ({"encoding": "utf-7", "delimiter": ";"}, "Choose one of the answers"),
        ({"encoding": "utf-16", "delimiter": ";"}, "Choose another one."),
        ({}, "Choose an answer to"),
    ],
)
def test_a_correction_that_does_not_fit_is_said(client, admin, said, sentence):
    upload(client, "Kennung;Wer\n1;Sam Okoro!\n")
    pk = PeopleImport.objects.get().pk

    response = client.post(reverse("people:import_read_as", args=[pk]), said)

    assert response.status_code == 200
    assert sentence in response.content.decode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\x00" * 10,
        bytes(range(256)),
        b"just one column\nSam\n",
        b"1,Sam\n2,Kim\n",
        b'Name,"E-mail\nSam\n',
        b"\xff\xfe\x00\xd8\x00\xdc,x",
        b"x" * 5_000_001,
        b"Staff number,Name\n" + b"," * 100_000 + b"\n",
        "Staff number,Name\n1,Sam\u202eOkoro\n".encode(),
        b"Staff number,Name\n\xed\xa0\x80,Sam\n",
    ],
    ids=range(12),
)
def test_whatever_the_file_there_is_a_sentence(client, admin, content):
    response = upload(client, content)

    assert response.status_code == 200
    assert Person.objects.count() == 1


def test_no_file_is_said(client, admin):
    response = client.post(reverse("people:import"), {})

    assert "Choose a file." in response.content.decode()


def test_the_file_of_another_administrator_is_not_there(client, admin):
    pk = PeopleImport.objects.get(pk=upload(client, LINES).context["upload"].pk).pk
    client.force_login(PersonFactory(roles=[Role.ADMINISTRATOR]))

    assert client.get(reverse("people:import_preview", args=[pk])).status_code == 404
    assert client.post(reverse("people:import_preview", args=[pk])).status_code == 404
    assert client.post(reverse("people:import_read_as", args=[pk])).status_code == 404


@pytest.mark.parametrize("roles", [[], [Role.GOVERNANCE_LEAD], [Role.DATA_PROTECTION]])
def test_nobody_but_an_administrator_finds_the_import(client, roles):
    OrganisationFactory()
    client.force_login(PersonFactory(roles=roles))

    for name in ("people:import", "people:export"):
        assert client.get(reverse(name)).status_code == 404
    assert upload(client, LINES).status_code == 404


def test_the_export_opens_as_a_table_of_everybody(client, admin):
    PersonFactory(full_name="=1+1", reference="@x")

    response = client.get(reverse("people:export"))

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert {(row["Staff number"], row["Name"]) for row in rows} == {(admin.reference, "Alex Admin"), ("'@x", "'=1+1")}


def test_a_page_of_500_people_stays_small(client, admin):
    lines = ["Staff number,Name,Service,Team"] + [f"{n},Person {n},Service {n % 6},Team {n % 40}" for n in range(500)]

    response = upload(client, "\n".join(lines))

    assert "Joiners: 500" in response.content.decode()
    assert len(response.content) < 60_000
