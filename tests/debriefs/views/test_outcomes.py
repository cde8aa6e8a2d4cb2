"""What whoever told us reads of what came of it, on the incident's page, on Today, on a list of their own, and with a code."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from debriefs.commands import FourFacts, decide_nothing_changes, log_incident
from debriefs.enums import HelpNeeded, NothingBecause, Place, ReporterMode
from debriefs.follow_up import code_for
from debriefs.models import NoOutcomeMail, Outcome
from tests.debriefs.commands.test_outcomes import act, attend
from tests.factories.action_log import done
from tests.factories.debriefs import NOON, incident_type, log
from workforce_assurance.audit.models import TrailEntry

TITLE = "Put the alarm buttons where they can be reached"
MINE = "/incidents/what-changed/"


def said(client, address):
    return client.get(address).content.decode()


def test_the_reporter_reads_it_on_today_on_the_incident_and_on_their_list(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    done(act(catalogue, incident))
    client = catalogue.client("worker")
    for address in ("/", MINE, f"/incidents/{incident.pk}/"):
        page = said(client, address)
        assert TITLE in page, address
        assert "Done and checked" in page, address


@pytest.mark.parametrize("address", ["/", MINE])
def test_nobody_else_has_it_among_what_they_told_us(catalogue, address):
    act(catalogue, log(catalogue.worker, catalogue.team), owner=catalogue.peer)
    assert TITLE not in said(catalogue.client("governance"), address)


def test_who_attended_by_name_reads_it_though_they_logged_nothing(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    attend(incident.debriefs.get(strand="hot"), catalogue.stranger, catalogue.manager)
    act(catalogue, incident)
    client = catalogue.client("stranger")
    assert TITLE in said(client, MINE)
    assert TITLE in said(client, f"/incidents/{incident.pk}/")


def test_with_the_code_the_owner_is_not_named(catalogue):
    once = uuid.uuid4()
    facts = FourFacts(incident_type(), catalogue.team, Place.PREMISES, NOON, HelpNeeded.NO)
    incident = log_incident(facts=facts, mode=ReporterMode.ANONYMOUS, once=once, by=catalogue.worker, now=NOON)
    act(catalogue, incident)
    page = catalogue.client("worker").post("/incidents/follow-up/", {"code": code_for(once)}).content.decode()
    assert (TITLE in page, "Until Mon 15 Mar 2027" in page, "Sasha Reed" in page) == (True, True, False)


def test_the_manager_says_that_nothing_changes_and_the_reporter_reads_why(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    address = f"/incidents/{incident.pk}/nothing-changes/"
    client = catalogue.client("manager")
    assert "Choose" in client.post(address, {"because": "made-up"}).content.decode()
    client.post(address, {"because": "in_place"})
    assert "What is needed is in place already." in said(catalogue.client("worker"), "/")
    assert "This was said before." in client.post(address, {"because": "once"}).content.decode()


def test_the_reporter_does_not_decide_it(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    assert catalogue.client("worker").get(f"/incidents/{incident.pk}/nothing-changes/").status_code == 404


def test_mails_are_switched_off_and_on(catalogue):
    client = catalogue.client("worker")
    client.post(f"{MINE}mails/", {"wants": "0"})
    assert (NoOutcomeMail.objects.count(), "Tell me by mail" in said(client, MINE)) == (1, True)
    client.post(f"{MINE}mails/", {"wants": "1"})
    assert not NoOutcomeMail.objects.exists()


@pytest.mark.parametrize("address", ["/", MINE])
def test_it_costs_the_same_for_one_and_for_three(catalogue, no_banners, address):
    def more():
        act(catalogue, log(catalogue.worker, catalogue.team))

    more()
    client = catalogue.client("worker")
    client.get(address)
    before = count(client, address)
    more()
    more()
    assert count(client, address) == before


def count(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_a_kept_name_is_told_on_nobody_s_page(catalogue):
    incident = log(catalogue.worker, catalogue.team, mode="kept")
    decide_nothing_changes(incident=incident, because=NothingBecause.ONCE, by=catalogue.manager, now=NOON)
    assert not TrailEntry.objects.filter(actor=catalogue.worker).exists()
    assert Outcome.objects.told_to(catalogue.worker).count() == 1
    assert "Sam Okoro" not in said(catalogue.client("manager"), f"/incidents/{incident.pk}/")
