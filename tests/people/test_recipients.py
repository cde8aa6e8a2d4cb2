"""Who is told: guarantee G6, one sentence at a time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories.people import (
    DeputyFactory,
    LeaveFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    ServiceFactory,
    TeamFactory,
)
from workforce_assurance.people.enums import Role
from workforce_assurance.people.reach import Found, find_recipients

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
TODAY = date(2026, 3, 4)
AWAY = {"starts_on": TODAY, "ends_on": TODAY}


@pytest.fixture
def line():
    """A worker, their supervisor, the manager of both, the service lead; each can be told."""
    OrganisationFactory()
    lead = PersonFactory(full_name="Lead")
    manager = PersonFactory(full_name="Manager", manager=lead)
    supervisor = PersonFactory(full_name="Supervisor", manager=manager)
    team = TeamFactory(service=ServiceFactory(lead=lead), manager=manager)
    worker = PersonFactory(full_name="Worker", manager=manager, team=team, supervisor=supervisor)
    return {"worker": worker, "supervisor": supervisor, "manager": manager, "lead": lead, "team": team}


def told(wanted, line, may_know=lambda person, worker: True):
    pair = (line["worker"].pk, line["supervisor"].pk)
    found = find_recipients(wanted, [pair], may_know=may_know, now=NOW)[pair]
    return (found.person and found.person.full_name, found.way)


@pytest.mark.parametrize(
    ("wanted", "name", "way"),
    [
        ("worker", "Worker", "worker"),
        ("supervisor", "Supervisor", "supervisor"),
        ("manager", "Manager", "manager"),
        ("service_lead", "Lead", "service_lead"),
        ("governance_lead", None, "safety_net"),
        ("safety_net", None, "safety_net"),
    ],
)
def test_the_person_asked_for_is_told_when_they_can_be(line, wanted, name, way):
    assert told(wanted, line) == (name, way)


@pytest.mark.parametrize(
    "state",
    [
        {"is_active": False},
        {"email": None},
        {"email": ""},
        {"left_on": TODAY - timedelta(days=1)},
        {"started_on": TODAY + timedelta(days=1)},
        {"email_bounced_at": NOW},
    ],
    ids=lambda state: next(iter(state)),
)
def test_a_deputy_is_told_when_the_supervisor_cannot_be(line, state):
    DeputyFactory(person=line["supervisor"], deputy=PersonFactory(full_name="Deputy"))
    for name, value in state.items():
        setattr(line["supervisor"], name, value)
    line["supervisor"].save()

    assert told("supervisor", line) == ("Deputy", "supervisor>deputy")


def test_a_deputy_is_told_during_the_supervisors_leave(line):
    DeputyFactory(person=line["supervisor"], deputy=PersonFactory(full_name="Deputy"))
    LeaveFactory(person=line["supervisor"], **AWAY)

    assert told("supervisor", line) == ("Deputy", "supervisor>deputy")


def test_leave_that_ended_yesterday_changes_nothing(line):
    LeaveFactory(person=line["supervisor"], starts_on=date(2026, 2, 1), ends_on=TODAY - timedelta(days=1))

    assert told("supervisor", line) == ("Supervisor", "supervisor")


def test_a_deputy_whose_time_is_over_is_not_told(line):
    DeputyFactory(person=line["supervisor"], starts_on=date(2026, 1, 1), ends_on=TODAY - timedelta(days=1))
    LeaveFactory(person=line["supervisor"], **AWAY)

    assert told("supervisor", line) == ("Manager", "supervisor>manager")


def test_the_next_manager_is_told_when_the_deputy_is_away_too(line):
    deputy = DeputyFactory(person=line["supervisor"]).deputy
    LeaveFactory(person=line["supervisor"], **AWAY)
    LeaveFactory(person=deputy, **AWAY)

    assert told("supervisor", line) == ("Manager", "supervisor>deputy>manager")


def test_the_subject_is_never_told_in_place_of_their_supervisor(line):
    DeputyFactory(person=line["supervisor"], deputy=line["worker"])
    LeaveFactory(person=line["supervisor"], **AWAY)

    assert told("supervisor", line) == ("Manager", "supervisor>deputy>manager")


def test_the_manager_above_is_told_when_the_manager_is_the_supervisor(line):
    pair = (line["worker"].pk, line["manager"].pk)

    found = find_recipients("manager", [pair], may_know=lambda person, worker: True, now=NOW)

    assert found == {pair: Found(line["lead"], "manager>manager")}


def test_the_service_lead_is_told_when_no_manager_can_be(line):
    outside = PersonFactory(full_name="Outside")
    line["team"].service.lead = outside
    line["team"].service.save()
    LeaveFactory(person=line["manager"], **AWAY)
    LeaveFactory(person=line["lead"], **AWAY)

    assert told("manager", line) == ("Outside", "manager>manager>service_lead")


def test_the_safety_net_is_told_when_nobody_can_be(line):
    for name in ("supervisor", "manager", "lead"):
        LeaveFactory(person=line[name], **AWAY)

    assert told("supervisor", line) == (None, "supervisor>manager>manager>safety_net")


def test_a_cycle_of_managers_ends(line):
    line["lead"].manager = line["manager"]
    line["lead"].save()
    LeaveFactory(person=line["manager"], **AWAY)
    LeaveFactory(person=line["lead"], **AWAY)

    assert told("manager", line) == (None, "manager>manager>safety_net")


def test_somebody_who_may_not_know_is_passed_over(line):
    LeaveFactory(person=line["supervisor"], **AWAY)

    asked = told("supervisor", line, may_know=lambda person, worker: person != line["manager"])

    assert asked == ("Lead", "supervisor>manager>manager")


def test_a_worker_without_supervisor_by_name_gets_their_manager(line):
    LeaveFactory(person=line["worker"], **AWAY)
    DeputyFactory(person=line["worker"], deputy=PersonFactory(full_name="A peer"))

    assert told("worker", line) == ("Supervisor", "worker>supervisor")


def test_the_governance_lead_of_the_service_comes_before_that_of_the_organisation(line):
    RoleGrantFactory(person=PersonFactory(full_name="A whole"), role=Role.GOVERNANCE_LEAD)
    own = RoleGrantFactory(
        person=PersonFactory(full_name="Z service"), role=Role.GOVERNANCE_LEAD, service=line["team"].service
    )

    assert told("governance_lead", line) == ("Z service", "governance_lead")
    own.delete()
    assert told("governance_lead", line) == ("A whole", "governance_lead")


def test_a_governance_lead_of_another_service_is_not_told(line):
    RoleGrantFactory(role=Role.GOVERNANCE_LEAD, service=ServiceFactory())

    assert told("governance_lead", line) == (None, "safety_net")


def test_a_way_of_many_steps_fits_its_column(line):
    above = line["lead"]
    for _ in range(30):
        LeaveFactory(person=above, **AWAY)
        above.manager = PersonFactory()
        above.save()
        above = above.manager
    LeaveFactory(person=line["manager"], **AWAY)

    _, way = told("manager", line)

    assert len(way) <= 120


def test_an_unknown_recipient_is_refused(line):
    with pytest.raises(ValueError, match="somebody"):
        told("somebody", line)


def test_no_pairs_find_nobody():
    assert find_recipients("manager", [], may_know=lambda person, worker: True, now=NOW) == {}


def test_many_pairs_cost_as_many_queries_as_one(line, django_assert_num_queries):
    supervisors = [PersonFactory(manager=line["manager"]) for _ in range(5)]
    pairs = [
        (PersonFactory(manager=line["manager"], team=line["team"]).pk, s.pk) for s in supervisors for _ in range(4)
    ]

    for some in (pairs[:1], pairs):
        with django_assert_num_queries(5):
            find_recipients("supervisor", some, may_know=lambda person, worker: True, now=NOW)
