"""One debrief's page, what is recorded on it, and the incident's one timeline."""

from datetime import timedelta

import pytest

from debriefs.commands import Description, describe_incident, lead_debrief
from debriefs.enums import Involvement
from debriefs.models import GuidancePolicy
from tests.factories.debriefs import NOON, IncidentFactory, log
from workforce_assurance.action_log.commands import Agreed, open_action
from workforce_assurance.structured_templates.queries import response_for

WORD = "quinquereme"


@pytest.fixture
def incident(catalogue):
    return log(catalogue.worker, catalogue.team)


@pytest.fixture
def learning(incident):
    return incident.debriefs.get(strand="learning")


def address(debrief, page=""):
    return f"/incidents/{debrief.incident_id}/debriefs/{debrief.pk}/{page}"


def text(answer):
    return answer.content.decode()


def test_support_stands_first_and_the_clock_is_said_in_words(catalogue, learning):
    page = text(catalogue.client("manager").get(address(learning)))
    assert page.index("Are you safe and supported right now?") < page.index("How it stands")
    assert "Opens in 11 hours" in page
    assert "nobody&#x27;s feelings are stored by name" in page or "nobody's feelings are stored by name" in page


def test_it_is_led_held_and_everybody_decides_about_their_own_name(catalogue, learning):
    manager, worker = catalogue.client("manager"), catalogue.client("worker")
    answer = manager.post(address(learning, "lead/"), {"facilitator": str(catalogue.supervisor.pk)}, follow=True)
    assert "Sasha Reed leads it." in text(answer)
    leader = catalogue.client("supervisor")
    given = {"day": "2027-03-01", "clock": "11:45", "head_count": "5"}
    assert "Thank you for holding it." in text(leader.post(address(learning, "held/"), given, follow=True))
    assert "Held in time" in text(worker.get(address(learning)))
    assert "Your name stands there." in text(worker.post(address(learning, "my-name/"), {"wants": "1"}, follow=True))
    assert "Sam Okoro" in text(manager.get(address(learning)))
    governance = text(catalogue.client("governance").get(address(learning)))
    assert ("5 people" in governance, "Sam Okoro" in governance, "Sasha Reed" in governance) == (True, False, False)
    worker.post(address(learning, "my-name/"), {"wants": "0"})
    assert not learning.attendees.exists()


def test_whoever_was_involved_and_leads_it_is_said(catalogue, incident, learning):
    said = Description(type=incident.type, colleagues={catalogue.peer.pk: Involvement.THERE})
    describe_incident(incident=incident, said=said, by=catalogue.worker, now=NOON)
    answer = catalogue.client("manager").post(
        address(learning, "lead/"), {"facilitator": str(catalogue.manager.pk)}, follow=True
    )
    assert "They were involved themselves" not in text(answer)
    lead_debrief(debrief=learning, facilitator=catalogue.peer, by=catalogue.manager, now=NOON)
    assert "They were involved themselves." in text(catalogue.client("manager").get(address(learning)))


def test_the_record_asks_the_five_questions_and_says_who_reads_it(catalogue, learning):
    lead_debrief(debrief=learning, facilitator=catalogue.supervisor, by=catalogue.manager, now=NOON)
    leader = catalogue.client("supervisor")
    page = text(leader.post(address(learning, "record/"), follow=True))
    for title in ("What happened", "What worked", "What felt unsafe", "Policies", "What has to change"):
        assert title in page
    response = response_for("debriefs.learning", learning.pk)
    section = text(leader.get(f"/records/{response.pk}/sections/what_happened/"))
    assert "Who can read this: you, and nobody else." in section
    assert catalogue.client("manager").get(f"/records/{response.pk}/").status_code == 404
    assert catalogue.client("manager").post(address(learning, "record/")).status_code == 404


def test_why_it_waits_stands_on_no_page_of_the_debrief_or_the_incident(catalogue, learning):
    client = catalogue.client("manager")
    assert "Fill in" in text(client.post(address(learning, "pause/"), {"why": ""}))
    page = text(client.post(address(learning, "pause/"), {"why": f"The police asked: {WORD}"}, follow=True))
    assert "Paused" in page
    for who in ("manager", "worker", "governance"):
        for where in (address(learning), f"/incidents/{learning.incident_id}/", "/", "/incidents/incidents.csv"):
            assert WORD not in text(catalogue.client(who).get(where)), (who, where)
    assert "The pause is over." in text(client.post(address(learning, "resume/"), follow=True))


def test_the_account_is_read_by_its_writer_and_whoever_manages_the_team(catalogue, incident):
    worker = catalogue.client("worker")
    worker.post(f"/incidents/{incident.pk}/account/")
    response = response_for("debriefs.account", incident.pk)
    section = text(worker.get(f"/records/{response.pk}/sections/account/"))
    assert "Who can read this: you and Morgan Hale, and nobody else." in section
    assert catalogue.client("manager").get(f"/records/{response.pk}/").status_code == 200
    for who in ("peer", "supervisor", "governance", "administrator"):
        assert catalogue.client(who).get(f"/records/{response.pk}/").status_code == 404
    # Whoever finishes it from now on reads what is there.
    worker.post(f"/incidents/{incident.pk}/hand-over/", {"to": str(catalogue.supervisor.pk)})
    assert catalogue.client("supervisor").get(f"/records/{response.pk}/").status_code == 200


def test_policies_are_said_by_the_list(catalogue, learning):
    client = catalogue.client("manager")
    client.post(address(learning, "held/"), {"day": "2027-03-01", "clock": "11:45", "head_count": "5"})
    policy = GuidancePolicy.objects.get(name="Lone working")
    page = text(client.post(address(learning, "policies/"), {str(policy.pk): "hindered"}, follow=True))
    assert "Lone working: It stood in the way" in page
    assert "Choose one of the answers" in text(client.post(address(learning, "policies/"), {str(policy.pk): "x"}))


def test_what_has_to_change_becomes_an_action_of_the_debrief(catalogue, learning):
    client = catalogue.client("manager")
    page = text(client.get(address(learning)))
    opening = f"/actions/new/?from=debriefs.debrief:{learning.pk}"
    assert opening in page
    assert f"From Debrief {learning.reference}" in text(client.get(opening))
    assert catalogue.client("stranger").get(opening).status_code == 404
    agreed = Agreed(
        title="Two people on the evening shift", kind="corrective", strength="system", owner=catalogue.supervisor,
        due_on=NOON.date() + timedelta(days=30), checker=catalogue.manager, source_kind="debriefs.debrief",
        source_id=learning.pk,
    )  # fmt: skip
    open_action(agreed=agreed, by=catalogue.manager, now=NOON)
    assert "Two people on the evening shift" in text(client.get(address(learning)))


def test_one_timeline_holds_all_of_it(catalogue, incident, learning):
    client = catalogue.client("manager")
    hot = incident.debriefs.get(strand="hot")
    client.post(address(hot, "not-held/"), {"reason": "cover"})
    client.post(address(learning, "held/"), {"day": "2027-03-01", "clock": "11:45", "head_count": "5"})
    page = text(client.get(f"/incidents/{incident.pk}/"))
    for words in (
        "Hot debrief not held: no cover for the shift",
        "Learning debrief held, led by Morgan Hale",
        "Logged",
    ):
        assert words in page
    assert "Debriefs and support" in page


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("held/", {"day": "2027-02-01", "clock": "11:00", "head_count": "5"}),
        ("held/", {"day": "2027-03-01", "clock": "11:45", "head_count": "0"}),
        ("held/", {"day": "9999-12-31", "clock": "\x00", "head_count": "x"}),
        ("not-held/", {"reason": "laziness"}),
        ("lead/", {"facilitator": "nobody"}),
    ],
)
def test_what_is_wrong_is_said(catalogue, learning, page, wrong):
    assert "error-summary" in text(catalogue.client("manager").post(address(learning, page), wrong))
    learning.refresh_from_db()
    assert learning.state == "waits"


@pytest.mark.parametrize("who", ["peer", "stranger", "administrator", "supervisor"])
def test_nobody_else_finds_it(catalogue, learning, who):
    for page in ("", "held/", "lead/", "not-held/", "pause/", "policies/"):
        assert catalogue.client(who).get(address(learning, page)).status_code == 404


def test_a_debrief_of_another_incident_is_not_found_there(catalogue, learning):
    other = IncidentFactory(reporter=catalogue.worker, team=catalogue.team)
    assert catalogue.client("manager").get(f"/incidents/{other.pk}/debriefs/{learning.pk}/").status_code == 404
