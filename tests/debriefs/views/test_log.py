"""Logging in the browser's way: four answers, saved whatever comes after."""

import re
import uuid

import pytest

from debriefs.models import Incident
from tests.factories.people import PersonFactory


def answers(house, **changes):
    given = {
        "type": "violence",
        "place": "premises",
        "team": str(house.team.pk),
        "when": "now",
        "help_needed": "no",
        "mode": "named",
        "once": str(uuid.uuid4()),
    }
    return given | changes


def test_support_stands_before_the_questions_and_two_answers_are_there_already(catalogue):
    page = catalogue.client("worker").get("/incidents/new/").content.decode()
    assert page.index("Are you safe and supported right now?") < page.index("What kind of thing happened?")
    checked = re.findall(r'name="(\w+)" value="(\w+)"[^>]*checked', page)
    assert checked == [("when", "now"), ("mode", "named")]
    # One team: nothing to choose.
    assert f'type="hidden" name="team" value="{catalogue.team.pk}"' in page


def test_four_answers_are_enough_and_somebody_else_finishes_it(catalogue):
    client = catalogue.client("worker")
    answer = client.post("/incidents/new/", answers(catalogue), follow=True)
    page = answer.content.decode()
    assert "It is saved" in page
    assert "Your name is seen by you, whoever manages the team and whoever finishes it." in page
    incident = Incident.objects.get()
    answer = client.post(f"/incidents/{incident.pk}/somebody-else/", follow=True)
    assert "Morgan Hale finishes it." in answer.content.decode()
    today = catalogue.client("manager").get("/").content.decode()
    assert f"Incident {incident.reference}" in today


def test_who_needs_help_is_shown_whom_to_call_first(catalogue):
    page = catalogue.client("worker").post("/incidents/new/", answers(catalogue, help_needed="yes"), follow=True)
    text = page.content.decode()
    assert text.index("First: whom to call now") < text.index("<h1>It is saved</h1>")


def test_the_same_form_sent_twice_makes_one(catalogue):
    client, given = catalogue.client("worker"), answers(catalogue)
    urls = {client.post("/incidents/new/", given).url for _ in range(3)}
    assert (len(urls), Incident.objects.count()) == (1, 1)


def test_the_form_of_somebody_else_gives_nothing_of_theirs(catalogue):
    given = answers(catalogue)
    catalogue.client("worker").post("/incidents/new/", given)
    catalogue.client("peer").post("/incidents/new/", given)
    assert set(Incident.objects.values_list("reporter", flat=True)) == {catalogue.worker.pk, catalogue.peer.pk}


def test_another_time_needs_its_day_and_clock(catalogue):
    client = catalogue.client("worker")
    page = client.post("/incidents/new/", answers(catalogue, when="other")).content.decode()
    assert "Give the day on which it happened." in page
    client.post("/incidents/new/", answers(catalogue, when="other", day="2027-02-28", clock="22:30"))
    assert Incident.objects.get().happened_at.isoformat() == "2027-02-28T22:30:00+00:00"


def test_without_a_name_a_code_is_shown_and_leads_back_signed_out(catalogue, client):
    given = answers(catalogue, mode="anonymous")
    worker = catalogue.client("worker")
    page = worker.post("/incidents/new/", given).content.decode()
    code = re.search(r"<strong class=\"reference\">((?:\w{4}-){3}\w{4})</strong>", page).group(1)
    # The same form again: the same code, and no second incident.
    assert code in worker.post("/incidents/new/", given).content.decode()
    found = client.post("/incidents/follow-up/", {"code": code.lower()}).content.decode()
    assert Incident.objects.get().reference in found
    assert "No incident has this code." in client.post("/incidents/follow-up/", {"code": "7KQ2"}).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "made up"},
        {"team": str(uuid.uuid4())},
        {"place": "\x00"},
        {"once": "no key"},
        {"when": "other", "day": "9999-12-31", "clock": "25:00"},
        {"when": "other", "day": "2027-03-09", "clock": "10:00"},
        {"mode": "x" * 9000},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(catalogue, wrong):
    page = catalogue.client("worker").post("/incidents/new/", answers(catalogue, **wrong)).content.decode()
    assert "error-summary" in page
    assert not Incident.objects.exists()


def test_whoever_is_in_no_team_is_told_so(catalogue):
    page = catalogue.client(PersonFactory()).get("/incidents/new/").content.decode()
    assert "You are in no team yet." in page
