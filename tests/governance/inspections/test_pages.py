"""What an inspector sees, what they never see, and what whoever gave the access sees of it."""

import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from governance.inspections import commands
from governance.inspections.commands import Given
from governance.inspections.enums import Answer
from governance.models import AuditUnit, Inspection
from tests.factories.inspections import DAY, asked, given, sealed_pack
from tests.factories.people import PersonFactory, RoleGrantFactory, ServiceFactory
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person

pytestmark = pytest.mark.django_db
HOME, NEW = reverse("inspections:home"), reverse("governance:inspection_new")


def page_of(name, *keys):
    return reverse(f"inspections:{name}", args=[getattr(key, "pk", key) for key in keys])


def pages_of(place):
    one = place.inspection
    return {
        "access": page_of("access", one),
        "table": page_of("table", one, one.pack, "values"),
        "record": page_of("record", one, drawn(place)[0]),
        "ask": page_of("ask", one),
    }


def drawn(place):
    return list(AuditUnit.objects.filter(audit=place.audit, is_drawn=True))


@pytest.mark.parametrize("name", ["access", "table", "record", "ask"])
def test_every_page_bears_who_is_shown_it_and_when(place, inspector, name):
    page = inspector.get(pages_of(place)[name]).content.decode()
    assert "Shown to Ines Pector, The regulator, on Mon 1 Mar 2027, 12:00" in page
    assert 'class="watermark" src="data:image/svg+xml;base64,' in page


@pytest.mark.parametrize("name", ["access", "table", "record", "ask"])
def test_every_page_is_gone_at_the_end_and_once_it_is_ended(place, inspector, time_machine, name):
    address = pages_of(place)[name]
    assert inspector.get(address).status_code == 200
    time_machine.move_to(NOON + 7 * DAY, tick=False)
    inspector.force_login(place.inspector)
    assert inspector.get(address).status_code == 404
    time_machine.move_to(NOON, tick=False)
    inspector.force_login(place.inspector)
    commands.end_access(inspection=place.inspection, by=place.governance, now=NOON)
    assert inspector.get(address).status_code == 404


@pytest.mark.parametrize("name", ["access", "table", "record", "ask"])
def test_nothing_is_shown_before_the_account_has_a_second_step(place, inspector, name):
    Authenticator.objects.all().delete()
    assert inspector.get(pages_of(place)[name]).status_code == 404
    assert "Add a second step" in inspector.get(HOME).content.decode()


@pytest.mark.parametrize("name", ["access", "table", "record"])
def test_everything_that_is_looked_at_is_on_record_before_it_is_shown(place, inspector, name):
    inspector.get(pages_of(place)[name])
    entry = TrailEntry.objects.filter(action="inspection.viewed").latest("at", "id")
    assert (entry.kind, entry.actor_id, entry.subject_id) == ("read", place.inspector.pk, str(place.inspection.pk))
    seen = place.client("governance").get(reverse("governance:inspection", args=[place.inspection.pk]))
    assert entry.facts["name"] in seen.content.decode()


def test_a_record_is_read_without_names_and_its_worker_sees_that_it_was(place, inspector):
    unit = drawn(place)[0]
    page = inspector.get(page_of("record", place.inspection, unit)).content.decode()
    assert "Said." in page
    for person in Person.objects.filter(is_guest=False):
        assert person.full_name not in page
    entry = TrailEntry.objects.get(action="record.read_for_audit")
    assert entry.actor_id == place.inspector.pk
    assert entry.about_id is not None


def test_what_was_not_drawn_is_not_there(place, inspector):
    rest = AuditUnit.objects.get(audit=place.audit, is_drawn=False)
    assert inspector.get(page_of("record", place.inspection, rest)).status_code == 404


def test_a_table_stands_as_it_was_sealed_in_plain_text(place, inspector):
    page = inspector.get(page_of("table", place.inspection, place.inspection.pack, "values")).content.decode()
    assert ("82.0" in page, "=1+1" in page) == (True, True)


@pytest.mark.parametrize("name", ["evidence-pack", "manifest", "nothing"])
def test_what_is_no_table_of_the_pack_is_not_there(place, inspector, name):
    assert inspector.get(page_of("table", place.inspection, place.inspection.pack, name)).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "\u0663", "2"])
def test_a_long_table_is_turned_by_page_and_no_number_breaks_it(place, page):
    many = [("key", "Organisation", "2027-02", str(number)) for number in range(450)]
    one = given(place.governance, pack=sealed_pack(place.governance, rows=many), email="long@regulator.example")
    client = Client()
    client.force_login(one.inspector)
    answer = client.get(page_of("table", one, one.pack, "values"), {"page": page})
    assert f"450 lines, page {2 if page == '2' else 1} of 3" in answer.content.decode()


def test_another_pack_is_not_there_until_it_is_given(place, inspector):
    other = sealed_pack(place.governance)
    address = page_of("table", place.inspection, other, "values")
    assert inspector.get(address).status_code == 404
    item = asked(place.inspection)
    commands.answer_item(item=item, given=Given(Answer.PACK, pack=other), by=place.governance, now=NOON)
    assert inspector.get(address).status_code == 200


def test_one_more_record_is_read_once_it_is_given(place, inspector):
    rest = AuditUnit.objects.select_related("audit").get(audit=place.audit, is_drawn=False)
    inspector.post(page_of("ask", place.inspection), {"words": "One more record"})
    item = place.inspection.items.get()
    said = {"answer": "record", "unit": str(rest.pk)}
    place.client("governance").post(reverse("governance:inspection_answer", args=[item.pk]), said)
    assert "Said." in inspector.get(page_of("record", place.inspection, rest)).content.decode()
    assert "Given on asking" in inspector.get(page_of("access", place.inspection)).content.decode()


def test_no_page_of_theirs_offers_a_file_or_another_page_of_ours(place, inspector):
    for address in pages_of(place).values():
        page = inspector.get(address).content.decode()
        assert "Download" not in page
        for name in ("today", "menu", "people:my_data", "governance:home"):
            assert f'href="{reverse(name)}"' not in page


def test_an_inspector_lands_on_their_own_page_whatever_they_asked_for(place, client):
    place.inspector.set_password("quiet harbour lantern")
    place.inspector.save()
    Authenticator.objects.all().delete()
    said = {"login": place.inspector.email, "password": "quiet harbour lantern"}
    answer = client.post(reverse("account_login") + "?next=/incidents/", said)
    assert answer.status_code == 302
    assert client.get(answer.headers["Location"], follow=True).status_code == 200


def test_somebody_who_works_here_has_no_page_of_an_inspector(place):
    for who in ("governance", "administrator", "worker"):
        assert place.client(who).get(HOME).status_code == 404
        assert place.client(who).get(page_of("access", place.inspection)).status_code == 404


def test_access_is_given_from_a_form_and_ended_with_a_button(place):
    client, pack = place.client("governance"), place.inspection.pack
    said = {
        "full_name": "Otto Bserver", "email": "otto@council.example", "body": "The council", "pack": str(pack.pk),
        "audit": str(place.audit.pk), "last_on": "2027-03-08", "once": str(uuid.uuid4()),
    }  # fmt: skip
    for _ in range(2):
        answer = client.post(NEW, said)
    found = Inspection.objects.get(body="The council")
    assert answer.headers["Location"] == reverse("governance:inspection", args=[found.pk])
    page = client.post(reverse("governance:inspection_end", args=[found.pk]), follow=True).content.decode()
    assert "The access is ended." in page
    assert Inspection.objects.get(pk=found.pk).ended_by == place.governance


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"email": "nothing"}, "valid email"),
        ({"last_on": "2027-05-01"}, "Choose a day within the next 30."),
        ({"last_on": "2027-02-01"}, "Choose a day within the next 30."),
        ({"pack": "x"}, "Choose one of the answers on the list."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(place, more, words):
    said = {"full_name": "Otto Bserver", "email": "o@council.example", "body": "The council", "last_on": "2027-03-08"}
    page = place.client("governance").post(
        NEW, said | {"once": str(uuid.uuid4()), "pack": str(place.inspection.pack.pk)} | more
    )
    assert words in page.content.decode()
    assert "Otto Bserver" in page.content.decode()


def test_a_lead_of_another_service_finds_nothing_of_it(place):
    lead = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=lead, role=Role.GOVERNANCE_LEAD, service=ServiceFactory())
    client = Client()
    client.force_login(lead)
    one = place.inspection
    assert client.get(reverse("governance:inspection", args=[one.pk])).status_code == 404
    assert client.get(reverse("governance:inspection_answer", args=[asked(one).pk])).status_code == 404
    assert one.reference not in client.get(reverse("governance:inspections")).content.decode()


def test_my_data_of_the_lead_holds_what_they_gave(place):
    assert (
        "Inspector access that you gave" in place.client("governance").get(reverse("people:my_data")).content.decode()
    )
