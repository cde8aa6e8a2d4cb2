"""Logging: four facts, once, with as much of a name as was chosen."""

import uuid
from datetime import timedelta

import pytest

from debriefs.commands import FourFacts, log_incident, ship_catalogue
from debriefs.enums import HelpNeeded, Place, ReporterMode
from debriefs.exceptions import CatalogueIsOlder, HappenedInTheFuture, HappenedTooLongAgo
from debriefs.follow_up import code_for, hash_of
from debriefs.models import Incident
from tests.factories.debriefs import NOON, another_catalogue, incident_type, log
from workforce_assurance.audit.models import TrailEntry


def entry():
    return TrailEntry.objects.get(action="incident logged")


def test_the_four_facts_are_enough(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    assert (incident.state, incident.finisher, incident.reporter) == ("logged", catalogue.worker, catalogue.worker)
    assert entry().actor == catalogue.worker
    assert entry().facts == {
        "reference": incident.reference,
        "type": "violence",
        "mode": "named",
        "way": "signed_in",
    }


def test_a_kept_name_is_no_actor_and_the_team_s_manager_finishes(catalogue):
    incident = log(catalogue.worker, catalogue.team, mode="kept")
    assert (incident.reporter, incident.finisher) == (catalogue.worker, catalogue.manager)
    assert [(row.to, row.by) for row in incident.hand_overs.all()] == [(catalogue.manager, None)]
    assert entry().actor is None


def test_no_name_is_stored_nowhere_and_a_code_follows_it(catalogue):
    once = uuid.uuid4()
    facts = FourFacts(incident_type(), catalogue.team, Place.HOME, NOON, HelpNeeded.YES)
    said = {"facts": facts, "mode": ReporterMode.ANONYMOUS, "once": once, "by": catalogue.worker, "now": NOON}
    incident = log_incident(**said)
    assert (incident.reporter, entry().actor) == (None, None)
    assert incident.follow_up_sha256 == hash_of(code_for(once))


def test_the_manager_who_keeps_their_name_does_not_hand_it_to_themselves(catalogue):
    assert log(catalogue.manager, catalogue.team, mode="kept").finisher is None


def test_twenty_times_the_same_form_make_one(catalogue):
    once = uuid.uuid4()
    facts = FourFacts(incident_type(), catalogue.team, Place.HOME, NOON, HelpNeeded.NO)
    said = {"facts": facts, "mode": ReporterMode.NAMED, "once": once, "by": catalogue.worker, "now": NOON}
    assert len({log_incident(**said).pk for _ in range(20)}) == 1
    assert Incident.objects.count() == TrailEntry.objects.filter(action="incident logged").count() == 1


def test_who_outside_has_to_be_told_follows_from_the_type(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    asked = [(row.rule.code, row.due_at - incident.happened_at) for row in incident.notifications.all()]
    assert asked == [("regulator_police", timedelta(hours=72)), ("riddor", timedelta(hours=360))]


@pytest.mark.parametrize(
    ("happened_at", "refusal"),
    [
        (NOON + timedelta(minutes=6), HappenedInTheFuture),
        (NOON - timedelta(days=367), HappenedTooLongAgo),
    ],
)
def test_a_time_out_of_reach_is_refused(catalogue, happened_at, refusal):
    with pytest.raises(refusal):
        log(catalogue.worker, catalogue.team, happened_at=happened_at)
    assert not Incident.objects.exists()


def test_a_clock_that_is_a_little_fast_is_no_reason_to_refuse(catalogue):
    assert log(catalogue.worker, catalogue.team, happened_at=NOON + timedelta(minutes=4)).happened_at == NOON


def test_a_catalogue_that_was_renewed_meanwhile_is_said(catalogue):
    older = incident_type()
    ship_catalogue(description=another_catalogue(), now=NOON)
    with pytest.raises(CatalogueIsOlder):
        log(catalogue.worker, catalogue.team, type=older)
