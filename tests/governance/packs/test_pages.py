"""What the pages of packs show and take, beyond who may open them."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import EvidencePack
from governance.packs import commands
from tests.factories.packs import asked, made, team_place
from tests.factories.people import PersonFactory, RoleGrantFactory
from tests.governance.measures.conftest import SUMMER
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db
NEW, LIST, VERIFY = reverse("governance:pack_new"), reverse("governance:packs"), reverse("packs:verify")
FILLED = {
    "place": "organisation", "first": "2026-06-01", "last": "2027-02-01", "parts": ["measures", "actions"], "naming": "codes",
    "names_because": "", "once": str(uuid.uuid4()),
}  # fmt: skip


def verified(content, name="pack.zip"):
    return Client().post(VERIFY, {"file": SimpleUploadedFile(name, content)}).content.decode()


def fetched(house, pack, kind="zip"):
    return house.client("governance").get(reverse(f"governance:pack_{kind}_export", args=[pack.pk]))


def test_a_pack_is_planned_then_asked_for_then_watched(place):
    client = place.client("governance")
    page = client.post(NEW, FILLED).content.decode()
    assert "What this pack would hold" in page
    assert "Not chosen: Signals in the period." in page
    assert "values are hidden" in page
    assert not EvidencePack.objects.exists()
    for _ in range(2):
        answer = client.post(NEW, {**FILLED, "make": "yes"})
    pack = EvidencePack.objects.get()
    assert answer.headers["Location"] == reverse("governance:pack", args=[pack.pk])
    assert "Cancel this pack" in client.get(answer.headers["Location"]).content.decode()
    commands.make_waiting(clock=lambda: SUMMER)
    assert "Download the pack (zip)" in client.get(answer.headers["Location"]).content.decode()


def test_a_page_that_waits_is_opened_anew_once_it_is_made(place):
    client, pack = place.client("governance"), made(place.governance)
    address = reverse("governance:pack", args=[pack.pk])
    assert client.get(address, headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"
    assert pack.seal in client.get(address).content.decode()


def test_changing_something_shows_what_was_chosen(place):
    page = place.client("governance").post(NEW, {**FILLED, "change": "yes"}).content.decode()
    assert '<option value="2026-06-01" selected>' in page
    assert "What this pack would hold" not in page


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"first": "2027-02-01", "last": "2026-06-01"}, "Choose a month that is no earlier than the first."),
        ({"naming": "names"}, "Choose why staff are named."),
        ({"parts": []}, "Choose one part at least."),
        ({"place": "team:x"}, "Choose one of the answers on the list."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_chosen_is_kept(place, more, words):
    page = place.client("governance").post(NEW, {**FILLED, "make": "yes", **more}).content.decode()
    assert words in page
    assert 'value="actions"' in page
    assert not EvidencePack.objects.exists()


def test_a_lead_of_one_service_makes_packs_of_it_alone(place):
    lead = PersonFactory(full_name="Of one", receives_supervision=False)
    RoleGrantFactory(person=lead, role=Role.GOVERNANCE_LEAD, service=place.service)
    client = Client()
    client.force_login(lead)
    page = client.get(NEW).content.decode()
    assert ("Harbour outreach" in page, "Elsewhere" in page, ">Organisation<" in page) == (True, False, False)
    theirs = asked(lead, now=SUMMER, place=team_place(place.team))
    other = asked(place.governance, now=SUMMER)
    listed = client.get(LIST).content.decode()
    assert (theirs.reference in listed, other.reference in listed) == (True, False)
    assert client.get(reverse("governance:pack", args=[other.pk])).status_code == 404


def test_the_list_asks_as_much_at_three_packs_as_at_one(place, no_banners):
    client, found = place.client("governance"), []
    for number in (1, 2):
        for _ in range(number):
            made(place.governance, now=SUMMER, parts=["meetings"])
        client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        found.append(len(captured))
    assert found[0] == found[1]


def test_fetching_leaves_a_row_in_the_trail_and_no_name_in_the_file_s(place):
    pack = made(place.governance, now=SUMMER)
    answer = fetched(place, pack)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="evidence-pack-{pack.reference}.zip"'
    entry = TrailEntry.objects.get(action="pack.fetched")
    assert (entry.kind, entry.actor_id, entry.facts) == (
        "read",
        place.governance.pk,
        {"reference": pack.reference, "file": "zip"},
    )


def test_a_pack_that_is_not_ready_cannot_be_fetched(place):
    pack = asked(place.governance, now=SUMMER)
    assert fetched(place, pack).headers["Location"] == reverse("governance:pack", args=[pack.pk])


def test_anybody_is_told_that_a_pack_is_whole_and_was_made_here(place):
    pack = made(place.governance, now=SUMMER)
    page = verified(fetched(place, pack).content)
    assert "This pack is whole, and it was made here." in page
    assert pack.seal in page
    assert "This is the PDF of evidence pack" in verified(fetched(place, pack, "pdf").content)


def test_one_changed_byte_is_refused(place):
    content = bytearray(fetched(place, made(place.governance, now=SUMMER)).content)
    for where in (0, len(content) // 2, len(content) - 1):
        changed = bytearray(content)
        changed[where] ^= 1
        assert "This is not a whole pack." in verified(bytes(changed))


def test_a_pack_made_elsewhere_is_whole_and_not_known(place):
    pack = made(place.governance, now=SUMMER)
    content = fetched(place, pack).content
    EvidencePack.objects.update(sha256="0" * 64)
    assert "no pack with its seal was made here" in verified(content)


def test_without_a_file_the_page_says_so(place):
    assert "Choose a file." in Client().post(VERIFY, {}).content.decode()
    assert "it is no pack" in verified(b"")


def test_the_checker_can_be_downloaded_by_everybody(place):
    answer = Client().get(reverse("packs:checker_export"))
    assert b"def check(content: bytes)" in answer.content
