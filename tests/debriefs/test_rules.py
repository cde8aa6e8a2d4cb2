"""Who may what with an incident, and that it agrees with what is listed."""

import pytest

from debriefs.commands import hand_over_incident
from debriefs.models import Incident, InvolvedColleague
from tests.factories.debriefs import NOON, IncidentFactory, log
from tests.factories.people import PersonFactory, RoleGrantFactory
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person


@pytest.fixture
def cast(catalogue):
    lead, local = PersonFactory(), PersonFactory()
    catalogue.team.service.lead = lead
    catalogue.team.service.save()
    RoleGrantFactory(person=local, role=Role.GOVERNANCE_LEAD, service=catalogue.team.service)
    names = ("worker", "supervisor", "manager", "peer", "stranger", "governance", "administrator")
    return {name: getattr(catalogue, name) for name in names} | {
        "service_lead": lead,
        "local_governance": local,
        "helper": PersonFactory(team=catalogue.team),
        "left": PersonFactory(is_active=False),
        "superuser": PersonFactory(is_superuser=True, is_staff=True),
    }


@pytest.fixture
def incidents(catalogue, cast):
    handed = log(cast["worker"], catalogue.team)
    hand_over_incident(incident=handed, to=cast["helper"], by=cast["worker"], now=NOON)
    InvolvedColleague.objects.create(incident=handed, person=cast["peer"], how="there")
    return {
        "named": log(cast["worker"], catalogue.team),
        "kept": log(cast["worker"], catalogue.team, mode="kept"),
        "anonymous": log(cast["worker"], catalogue.team, mode="anonymous"),
        "handed": handed,
        "foreign": IncidentFactory(),
    }


def test_what_is_listed_and_what_may_be_seen_agree_for_everybody(cast, incidents):
    for name, person in cast.items():
        fresh = Person.objects.get(pk=person.pk)
        visible, listed = (
            set(rows.values_list("pk", flat=True))
            for rows in (
                Incident.objects.visible_to(fresh, on=NOON.date()),
                Incident.objects.listed_for(fresh, on=NOON.date()),
            )
        )
        allowed = {row.pk for row in Incident.objects.all() if fresh.has_perm("debriefs.see_incident", row)}
        assert (visible, listed) == (allowed, allowed), name


IN_REACH = {"manager", "service_lead"}
GOVERN = {"governance", "local_governance"}


@pytest.mark.parametrize(
    ("permission", "record", "who"),
    [
        ("see_incident", "named", {"worker"} | IN_REACH | GOVERN),
        ("see_incident", "kept", {"worker"} | IN_REACH | GOVERN),
        ("see_incident", "anonymous", IN_REACH | GOVERN),
        ("see_incident", "handed", {"worker", "helper", "peer"} | IN_REACH | GOVERN),
        ("see_incident", "foreign", {"governance"}),
        ("see_who_was_involved", "handed", {"worker", "helper", "peer"} | IN_REACH),
        ("describe_incident", "named", {"worker"} | IN_REACH),
        ("describe_incident", "kept", IN_REACH),
        ("describe_incident", "handed", {"helper"} | IN_REACH),
        ("hand_over_incident", "handed", {"helper"} | IN_REACH),
        ("record_notification", "anonymous", IN_REACH),
        ("show_my_name", "kept", {"worker"}),
        ("show_my_name", "named", set()),
    ],
)
def test_who_may(cast, incidents, permission, record, who):
    allowed = {
        name
        for name, person in cast.items()
        if Person.objects.get(pk=person.pk).has_perm(
            f"debriefs.{permission}", Incident.objects.get(pk=incidents[record].pk)
        )
    }
    assert allowed == who
