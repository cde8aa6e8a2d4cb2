"""One debrief's page, what is recorded on it, and the incident's one timeline."""

from datetime import timedelta

import pytest
from django.urls import reverse

from debriefs.commands import (
    Description,
    describe_incident,
    hold_debrief,
    lead_debrief,
    open_learning_record,
    pause_debrief,
)
from debriefs.enums import Involvement
from debriefs.models import GuidancePolicy
from tests.factories.debriefs import NOON, IncidentFactory, log
from workforce_assurance.action_log.commands import Agreed, open_action
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import save_section
from workforce_assurance.structured_templates.kinds import Value
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
    assert "Who can read this: you, whoever was there and puts their name to it, now or later; nobody else." in section
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


def led_and_held(house, debrief):
    lead_debrief(debrief=debrief, facilitator=house.supervisor, by=house.manager, now=NOON)
    hold_debrief(debrief=debrief, held_at=NOON, head_count=3, by=house.supervisor, now=NOON)
    debrief.refresh_from_db()
    return open_learning_record(debrief=debrief, by=house.supervisor, now=NOON)


def test_whoever_puts_their_name_there_later_reads_the_record_and_whoever_takes_it_off_does_not(catalogue, learning):
    response = led_and_held(catalogue, learning)
    section = asked_by(response.version_id).sections[0]
    words = {section.answered[0].key: Value(words=WORD)}
    save_section(
        response=response, section=section, values=words, revision=0, seen="", by=catalogue.supervisor, now=NOON
    )
    worker, read = catalogue.client("worker"), address(learning, "record/read/")
    assert (worker.get(read).status_code, read in text(worker.get(address(learning)))) == (404, False)
    worker.post(address(learning, "my-name/"), {"wants": "1"})
    assert read in text(worker.get(address(learning)))
    assert WORD in text(worker.get(read))
    row = TrailEntry.objects.filter(kind="read", action="record.read").get()
    assert (row.actor, row.subject_id) == (catalogue.worker, str(response.pk))
    worker.post(address(learning, "my-name/"), {"wants": "0"})
    assert worker.get(read).status_code == 404


def test_the_page_leads_to_why_it_waited_whoever_may_read_that(catalogue, learning):
    pause = pause_debrief(debrief=learning, why=WORD, by=catalogue.worker, now=NOON)
    way = reverse("record_read", args=[response_for("debriefs.pause", pause.pk).pk])
    assert WORD in text(catalogue.client("manager").get(way))
    shown = {
        who: way in text(catalogue.client(who).get(address(learning))) for who in ("worker", "manager", "governance")
    }
    assert shown == {"worker": True, "manager": True, "governance": False}
