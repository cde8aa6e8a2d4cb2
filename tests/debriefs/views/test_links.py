"""A team's link: made and revoked by whoever manages it, used without an account, refused when it is over."""

import uuid
from datetime import timedelta

import pytest

from debriefs.commands import make_report_link, revoke_report_link
from debriefs.commands.log import MOST_BY_A_LINK
from debriefs.exceptions import LinkAlreadyRevoked
from debriefs.models import Incident, ReportLink
from debriefs.report_links import token_for
from tests.debriefs.views.test_log import answers
from tests.factories.debriefs import NOON
from workforce_assurance.audit.models import TrailEntry


@pytest.fixture
def link(catalogue):
    return make_report_link(team=catalogue.team, by=catalogue.manager, now=NOON)


def address(link):
    return f"/report/{token_for(link.pk)}/"


def test_whoever_manages_the_team_makes_a_link_and_sees_it_as_a_picture(catalogue):
    client = catalogue.client("manager")
    assert "This team has no link that is in use." in client.get("/incidents/links/").content.decode()
    page = client.post(f"/incidents/links/teams/{catalogue.team.pk}/make/", follow=True).content.decode()
    link = ReportLink.objects.get()
    assert address(link) in page
    assert '<svg role="img"' in page
    client.post(f"/incidents/links/{link.pk}/revoke/")
    link.refresh_from_db()
    assert link.revoked_by == catalogue.manager
    assert list(TrailEntry.objects.filter(subject_type="debriefs.report_link").values_list("action", flat=True)) == [
        "report link made",
        "report link revoked",
    ]


@pytest.mark.parametrize("who", ["worker", "supervisor", "governance", "administrator"])
def test_nobody_else_makes_one(catalogue, link, who):
    client = catalogue.client(who)
    assert client.get("/incidents/links/").status_code == 404
    assert client.post(f"/incidents/links/teams/{catalogue.team.pk}/make/").status_code == 404
    assert client.post(f"/incidents/links/{link.pk}/revoke/").status_code == 404


def test_four_answers_without_an_account_make_one_incident_that_names_nobody(catalogue, link, client):
    given = answers(catalogue)
    for _ in range(2):
        page = client.post(address(link), given).content.decode()
        assert "Your code" in page
    incident = Incident.objects.get()
    assert (incident.way, incident.link, incident.reporter, incident.finisher) == (
        "link",
        link,
        None,
        catalogue.manager,
    )
    assert TrailEntry.objects.get(action="incident logged").actor is None


def test_support_stands_first_and_no_name_is_asked(link, client):
    page = client.get(address(link)).content.decode()
    assert page.index("Are you safe and supported right now?") < page.index("What kind of thing happened?")
    assert "Who comes to see your name?" not in page


def test_a_revoked_an_old_and_a_made_up_link_are_refused_with_whom_to_call(catalogue, link, client, time_machine):
    replaced = make_report_link(team=catalogue.team, by=catalogue.manager, now=NOON)
    answer = client.post(address(link), answers(catalogue))
    assert (answer.status_code, "This link is not in use any more." in answer.content.decode()) == (410, True)
    for made_up in ("/report/nothing/", f"/report/{token_for(uuid.uuid4())}x/"):
        answer = client.get(made_up)
        assert (answer.status_code, "If somebody needs help now" in answer.content.decode()) == (404, True)
    time_machine.move_to(NOON + timedelta(days=366), tick=False)
    assert client.get(address(replaced)).status_code == 410
    assert not Incident.objects.exists()
    with pytest.raises(LinkAlreadyRevoked):
        revoke_report_link(link=link, by=catalogue.manager, now=NOON)


def test_more_than_a_team_would_send_waits(catalogue, link, client, time_machine):
    for _ in range(MOST_BY_A_LINK):
        assert client.post(address(link), answers(catalogue)).status_code == 200
    answer = client.post(address(link), answers(catalogue))
    assert (answer.status_code, "Much came by this link" in answer.content.decode()) == (429, True)
    assert Incident.objects.count() == MOST_BY_A_LINK
    time_machine.move_to(NOON + timedelta(hours=1, minutes=1), tick=False)
    assert client.post(address(link), answers(catalogue)).status_code == 200


@pytest.mark.parametrize("wrong", [{"type": "x"}, {"place": "\x00"}, {"once": ""}, {"team": str(uuid.uuid4())}])
def test_what_is_wrong_is_said(catalogue, link, client, wrong):
    assert "error-summary" in client.post(address(link), answers(catalogue, **wrong)).content.decode()
    assert not Incident.objects.exists()
