"""The list, the file, one incident's page, and what is added to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from debriefs.commands import Description, describe_incident
from debriefs.enums import Involvement
from debriefs.models import Incident
from tests.factories.debriefs import NOON, IncidentFactory, incident_type, log
from tests.factories.people import PersonFactory, TeamFactory
from workforce_assurance.action_log.shipped import ship as ship_themes


@pytest.fixture
def incident(catalogue):
    return log(catalogue.worker, catalogue.team)


def described(house, incident):
    said = Description(
        type=incident.type, colleagues={house.peer.pk: Involvement.THERE}, case_references=["HB-2207"],
        harm={"harm_staff_physical": "low"}, factors=list(incident.type.version.factors.all()[:1]),
    )  # fmt: skip
    describe_incident(incident=incident, said=said, by=house.worker, now=NOON)


def test_the_list_costs_the_same_for_one_as_for_three(catalogue, incident, no_banners):
    client = catalogue.client("manager")
    client.get("/incidents/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/incidents/").status_code == 200
        counts.append(len(asked))
        log(catalogue.peer, catalogue.team, type=incident_type("overdose"))
        log(catalogue.worker, catalogue.team, type=incident_type("threat"))
    assert counts[0] == counts[1] <= 12


def test_filters_narrow_the_list_and_its_file(catalogue, incident):
    log(catalogue.worker, catalogue.team, type=incident_type("overdose"))
    client = catalogue.client("manager")
    for page in ("/incidents/?type=overdose", "/incidents/incidents.csv?type=overdose"):
        text = client.get(page).content.decode()
        assert (incident.reference in text, "Overdose" in text) == (False, True)
    assert "No incident fits these filters." in client.get("/incidents/?last=2020-01-01").content.decode()
    assert incident.reference in client.get(f"/incidents/?team={catalogue.team.pk}").content.decode()
    assert "Choose" in client.get(f"/incidents/?team={TeamFactory().pk}").content.decode()
    assert client.get("/incidents/?type=made-up&first=yesterday&page=x").status_code == 200


def test_the_file_holds_codes_and_nobody_s_name(catalogue, incident):
    described(catalogue, incident)
    text = catalogue.client("governance").get("/incidents/incidents.csv").content.decode()
    assert "violence" in text
    assert "staffing" in text
    for name in (catalogue.worker.full_name, catalogue.peer.full_name, "HB-2207"):
        assert name not in text


def test_themes_are_chosen_shown_and_narrow_the_list_and_its_file(catalogue, incident):
    ship_themes(NOON)
    other, manager = log(catalogue.worker, catalogue.team), catalogue.client("manager")
    page = f"/incidents/{incident.pk}/"
    assert "Choose" in manager.post(f"{page}themes/", {"themes": ["made-up"]}).content.decode()
    assert manager.post(f"{page}themes/", {"themes": ["handover", "training"]}).status_code == 302
    assert "Handover and passing on, Training and induction" in catalogue.client("worker").get(page).content.decode()
    for name in ("", "incidents.csv"):
        text = manager.get(f"/incidents/{name}?theme=handover").content.decode()
        assert (incident.reference in text, other.reference in text) == (True, False)
    assert "handover training" in manager.get("/incidents/incidents.csv").content.decode()
    led = incident.debriefs.get(strand="learning")
    led.facilitator = catalogue.supervisor
    led.save()
    learning = f"{page}debriefs/{led.pk}/"
    pages = [catalogue.client(who).get(learning).content.decode() for who in ("supervisor", "governance")]
    assert [f"{page}themes/" in text for text in pages] == [True, False]


def test_whoever_has_none_is_told_what_will_be_there(catalogue):
    assert "Incidents stand here." in catalogue.client("stranger").get("/incidents/").content.decode()


def test_governance_sees_facts_and_no_people(catalogue, incident):
    described(catalogue, incident)
    page = catalogue.client("governance").get(f"/incidents/{incident.pk}/").content.decode()
    assert "Who was involved and what was written is not shown to you." in page
    assert "Harm to staff, physical" in page
    for name in (catalogue.worker.full_name, catalogue.peer.full_name, "HB-2207"):
        assert name not in page


def test_the_manager_sees_who_was_involved(catalogue, incident):
    described(catalogue, incident)
    page = catalogue.client("manager").get(f"/incidents/{incident.pk}/").content.decode()
    for words in (catalogue.worker.full_name, catalogue.peer.full_name, "HB-2207", "Somebody worked alone"):
        assert (words in page) == (words != "Somebody worked alone")


@pytest.mark.parametrize("who", ["peer", "stranger", "administrator", "supervisor"])
def test_nobody_else_finds_it(catalogue, incident, who):
    for page in ("", "logged/", "describe/", "hand-over/"):
        assert catalogue.client(who).get(f"/incidents/{incident.pk}/{page}").status_code == 404


def test_the_rest_is_added_and_stands_there_again(catalogue, incident):
    client, page = catalogue.client("worker"), f"/incidents/{incident.pk}/describe/"
    factor = incident.type.version.factors.first()
    given = {
        "type": str(incident.type_id),
        "sub_category": str(incident.type.sub_categories.first().pk),
        "harm_served_psychological": "moderate",
        "immediate_actions": ["stayed", "told"],
        "factors": [str(factor.pk)],
        "person_1": str(catalogue.peer.pk),
        "how_1": "responded",
        "how_2": "affected",
        "how_3": "affected",
        "case_references": "HB-2207\nHB-2208",
    }
    assert "It is saved." in client.post(page, given, follow=True).content.decode()
    again = client.get(page).content.decode()
    assert "HB-2207\nHB-2208" in again
    assert f'value="{catalogue.peer.pk}" selected' in again
    incident.refresh_from_db()
    assert (incident.harm_served_psychological, incident.immediate_actions) == ("moderate", ["stayed", "told"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"case_references": "Ann Smith 3.4.1981"}, "looks like a name with a date of birth"),
        ({"case_references": "Ann Smith"}, "A reference has a number in it."),
        ({"case_references": "943 476 5919"}, "looks like an NHS number"),
        ({"case_references": "\n".join(f"A{n}" for n in range(11))}, "at most 10 case references"),
        ({"person_1": "x"}, "Choose one of the answers on the list."),
        ({"sub_category": "other"}, "Choose one that belongs to the kind above"),
        ({"twice": "1"}, "Somebody is chosen twice."),
    ],
)
def test_what_is_wrong_with_the_rest_is_said(catalogue, incident, wrong, said):
    given = {"type": str(incident.type_id), "how_1": "there", "how_2": "there", "how_3": "there"} | wrong
    if wrong.get("sub_category"):
        given["sub_category"] = str(incident_type("overdose").sub_categories.first().pk)
    if "twice" in wrong:
        given |= {"person_1": str(catalogue.peer.pk), "person_2": str(catalogue.peer.pk)}
    page = catalogue.client("worker").post(f"/incidents/{incident.pk}/describe/", given).content.decode()
    assert said in page
    assert Incident.objects.get().state == "logged"


def test_it_is_handed_to_whom_one_chooses(catalogue, incident):
    page = f"/incidents/{incident.pk}/hand-over/"
    client = catalogue.client("worker")
    assert "who manages Harbour outreach" in client.get(page).content.decode()
    answer = client.post(page, {"to": str(catalogue.supervisor.pk)}, follow=True)
    assert "Sasha Reed finishes it." in answer.content.decode()
    assert client.get(page).status_code == 404
    assert client.get(f"/incidents/{incident.pk}/").status_code == 200


def test_who_outside_was_told_is_recorded_with_its_proof(catalogue, incident):
    first, second = incident.notifications.all()
    client, base = catalogue.client("worker"), f"/incidents/{incident.pk}/told/"
    page = client.post(f"{base}{first.pk}/", {"day": "2027-03-01", "clock": "11:30", "proof": "Ann Smith"})
    assert "A reference has a number in it." in page.content.decode()
    client.post(f"{base}{first.pk}/", {"day": "2027-03-01", "clock": "11:30", "proof": "CQC-77"})
    client.post(f"{base}{second.pk}/", {"not_needed": "1"})
    text = client.get(f"/incidents/{incident.pk}/").content.decode()
    assert "Sent in time" in text
    assert "Not needed" in text
    other = IncidentFactory(reporter=catalogue.worker)
    assert client.get(f"/incidents/{other.pk}/told/{first.pk}/").status_code == 404


def test_the_catalogue_is_shown_to_administrators_alone(catalogue):
    assert "Violence" in catalogue.client("administrator").get("/set-up/incidents/").content.decode()
    assert catalogue.client("manager").get("/set-up/incidents/").status_code == 404


def test_what_is_held_about_somebody_is_shown_to_them(catalogue, incident):
    described(catalogue, incident)
    assert incident.reference in catalogue.client("worker").get("/my/data/").content.decode()
    assert incident.reference in catalogue.client("peer").get("/my/data/").content.decode()
    assert incident.reference not in catalogue.client(PersonFactory()).get("/my/data/").content.decode()
