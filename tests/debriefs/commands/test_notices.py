"""Those whom the catalogue names hear at once that an incident was logged: once each, somebody always, and nothing of what."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from debriefs.commands import Description, describe_incident
from debriefs.logged_mail import ended, write
from debriefs.models import Incident, IncidentType, LoggedNotice
from tests.factories.debriefs import NOON, incident_type, log
from tests.factories.people import DeputyFactory, LeaveFactory, PersonFactory, RoleGrantFactory
from workforce_assurance.outbox.models import Mail
from workforce_assurance.outbox.registry import Superseded
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Organisation, Person

WORD = "Quinquereme"


@pytest.fixture
def place(catalogue):
    """The house, whose service has a lead."""
    lead = PersonFactory(full_name="Lee Lead", receives_supervision=False)
    catalogue.team.service.lead = lead
    catalogue.team.service.save()
    return catalogue


def told():
    return {(notice.wanted, notice.person) for notice in LoggedNotice.objects.select_related("person")}


def test_each_whom_the_type_names_is_told_once(place):
    log(place.worker, place.team)
    assert told() == {
        ("team_manager", place.manager), ("service_lead", place.team.service.lead), ("governance", place.governance),
    }  # fmt: skip
    assert Mail.objects.count() == 3


def test_governance_of_the_service_comes_before_that_of_the_organisation(place):
    local = PersonFactory()
    RoleGrantFactory(person=local, role=Role.GOVERNANCE_LEAD, service=place.team.service)
    log(place.worker, place.team)
    assert ("governance", local) in told()
    assert ("governance", place.governance) not in told()


def test_the_same_form_twice_tells_once_and_so_does_another_type(place):
    incident = log(place.worker, place.team)
    describe_incident(incident=incident, said=Description(type=incident_type("overdose")), by=place.worker, now=NOON)
    assert Mail.objects.count() == 3


def test_a_type_that_names_more_tells_them_then(place):
    few = next(one for one in IncidentType.objects.all() if one.recipients == ["team_manager"])
    incident = log(place.worker, place.team, type=few)
    assert Mail.objects.count() == 1
    describe_incident(incident=incident, said=Description(type=incident_type()), by=place.worker, now=NOON)
    assert Mail.objects.count() == 3


def test_who_is_away_is_stood_in_for_by_who_may_know_of_it(place):
    deputy = PersonFactory()
    DeputyFactory(person=place.manager, deputy=deputy)
    LeaveFactory(person=place.manager, starts_on=NOON.date(), ends_on=NOON.date())
    log(place.worker, place.team)
    assert ("team_manager", deputy) in told()


def test_somebody_above_who_may_not_know_of_it_is_passed_over(place):
    Person.objects.filter(pk=place.manager.pk).update(email=None, manager=PersonFactory())
    log(place.worker, place.team)
    assert place.team.service.lead in {person for _, person in told()}
    assert len(told()) == 2


def test_where_there_is_nobody_the_safety_net_is_told(place):
    Organisation.objects.update(safety_net_email="net@harbour.example")
    Person.objects.exclude(pk=place.worker.pk).update(email=None)
    log(place.worker, place.team)
    assert told() == {("team_manager", None)}
    mail = Mail.objects.get()
    assert write([mail], NOON)[mail.pk].to_address == "net@harbour.example"


def test_whoever_logged_it_by_name_is_not_told_of_it(place):
    log(place.manager, place.team)
    assert place.manager not in {person for _, person in told()}


def test_a_kept_name_changes_nobody_s_mail(place):
    log(place.manager, place.team, mode="kept")
    assert place.manager in {person for _, person in told()}


def test_the_mail_says_that_and_not_what(place):
    place.worker.full_name = WORD
    place.worker.save()
    incident = log(place.worker, place.team)
    for prepared in write(Mail.objects.all(), NOON).values():
        whole = prepared.subject + prepared.text + prepared.html
        assert incident.reference in whole
        for word in (WORD, incident.type.label, place.team.name, "violence"):
            assert word not in whole


def test_what_is_logged_while_a_mail_waits_goes_with_it(place):
    first, second = log(place.worker, place.team), log(place.worker, place.team)
    assert Mail.objects.count() == 3
    mail = Mail.objects.get(recipient=place.manager)
    prepared = write([mail], NOON)[mail.pk]
    assert prepared.subject == "2 incidents were logged: sign in to read"
    assert first.reference in prepared.text
    assert second.reference in prepared.text


def test_after_a_mail_the_next_waits_for_a_sweep(place):
    log(place.worker, place.team)
    Mail.objects.update(state="sent", ended_at=NOON)
    log(place.worker, place.team, now=NOON + timedelta(minutes=1))
    assert Mail.objects.get(state="waiting", recipient=place.manager).next_attempt_at > NOON + timedelta(minutes=2)


def test_at_the_door_somebody_else_is_told_in_the_place_of_who_left(place):
    log(place.worker, place.team)
    mail = Mail.objects.get(recipient=place.governance)
    other = PersonFactory()
    RoleGrantFactory(person=other, role=Role.GOVERNANCE_LEAD)
    Person.objects.filter(pk=place.governance.pk).update(left_on=NOON.date() - timedelta(days=1))
    assert isinstance(write([mail], NOON)[mail.pk], Superseded)
    assert ("governance", other) in told()


def test_what_could_not_be_delivered_goes_to_the_safety_net_once(place):
    log(place.worker, place.team)
    mail = Mail.objects.get(recipient=place.manager)
    mail.state, mail.ended_at = "dead", NOON
    for _ in range(2):
        ended([mail], NOON)
    assert list(LoggedNotice.objects.filter(person=None).values_list("wanted")) == [("team_manager",)]


def test_somebody_is_told_of_an_incident_once(place):
    log(place.worker, place.team)
    known = LoggedNotice.objects.first()
    with pytest.raises(IntegrityError, match="somebody_is_told_of_an_incident_once"):
        LoggedNotice.objects.create(
            incident=Incident.objects.get(), person=known.person, wanted="governance", mail=known.mail
        )
