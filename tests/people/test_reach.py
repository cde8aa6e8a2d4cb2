"""Whom one may see: whole sets, for everybody's place in the lines."""

from datetime import UTC, date, datetime

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
from workforce_assurance.people import reach
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person, SupervisionLine, Team

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
TODAY = date(2026, 3, 4)


@pytest.fixture
def house():
    """Two services of one team each; a director above both; two people who hold roles and are in no team."""
    OrganisationFactory()
    people = {"Director": PersonFactory(full_name="Director")}
    for letter in "AB":
        lead = PersonFactory(full_name=f"Lead {letter}", manager=people["Director"])
        manager = PersonFactory(full_name=f"Manager {letter}", manager=lead)
        team = TeamFactory(name=f"Team {letter}", service=ServiceFactory(lead=lead), manager=manager)
        supervisor = PersonFactory(full_name=f"Supervisor {letter}", manager=manager, team=team)
        for n in (1, 2):
            PersonFactory(full_name=f"Worker {letter}{n}", manager=manager, team=team, supervisor=supervisor)
    PersonFactory(full_name="Administrator", roles=[Role.ADMINISTRATOR])
    PersonFactory(full_name="Data protection", roles=[Role.DATA_PROTECTION])
    PersonFactory(full_name="Governance", roles=[Role.GOVERNANCE_LEAD])
    PersonFactory(full_name="Super", is_superuser=True, is_staff=True)
    return {person.full_name: person for person in Person.objects.all()}


def names(people):
    return {person.full_name for person in people}


TEAM_A = {"Supervisor A", "Worker A1", "Worker A2"}
VISIBLE = {
    "Worker A1": TEAM_A | {"Manager A"},
    "Supervisor A": TEAM_A | {"Manager A"},
    "Manager A": TEAM_A | {"Manager A", "Lead A"},
    "Lead A": TEAM_A | {"Manager A", "Lead A", "Director"},
    "Super": {"Super"},
}
EVERYBODY = ["Administrator", "Data protection", "Governance"]


@pytest.mark.parametrize("viewer", VISIBLE)
def test_one_sees_ones_own_circle_and_nobody_else(house, viewer):
    assert names(reach.people_visible_to(house[viewer], on=TODAY)) == VISIBLE[viewer]


@pytest.mark.parametrize("viewer", EVERYBODY)
def test_set_up_data_protection_and_governance_see_everybody(house, viewer):
    assert names(reach.people_visible_to(house[viewer], on=TODAY)) == set(house)


def test_the_director_sees_everybody_below(house):
    seen = names(reach.people_visible_to(house["Director"], on=TODAY))

    assert seen == {name for name in house if name not in {*EVERYBODY, "Super"}}


def test_an_inactive_person_sees_nobody(house):
    house["Administrator"].is_active = False

    assert not reach.people_visible_to(house["Administrator"], on=TODAY)
    assert not reach.teams_visible_to(house["Administrator"], on=TODAY)


def test_a_governance_lead_of_a_service_sees_its_people_and_teams(house):
    service = Team.objects.get(name="Team B").service
    viewer = PersonFactory(full_name="Governance B")
    RoleGrantFactory(person=viewer, role=Role.GOVERNANCE_LEAD, service=service)

    seen = names(reach.people_visible_to(viewer, on=TODAY))

    assert seen == {"Governance B", "Supervisor B", "Worker B1", "Worker B2"}
    assert [team.name for team in reach.teams_visible_to(viewer, on=TODAY)] == ["Team B"]


@pytest.mark.parametrize(
    ("viewer", "teams"),
    [
        ("Worker A1", {"Team A"}),
        ("Supervisor A", {"Team A"}),
        ("Manager A", {"Team A"}),
        ("Lead A", {"Team A"}),
        ("Director", {"Team A", "Team B"}),
        ("Administrator", {"Team A", "Team B"}),
        ("Super", set()),
    ],
)
def test_one_sees_the_teams_of_ones_circle(house, viewer, teams):
    assert {team.name for team in reach.teams_visible_to(house[viewer], on=TODAY)} == teams


def test_a_supervisor_supervises_their_workers(house):
    assert names(reach.workers_supervised_by(house["Supervisor A"], on=TODAY)) == {"Worker A1", "Worker A2"}
    assert reach.supervises(house["Supervisor A"], house["Worker A1"], on=TODAY)
    assert not reach.supervises(house["Supervisor B"], house["Worker A1"], on=TODAY)


def test_a_supervisor_supervises_from_the_first_to_the_last_day_of_the_line(house):
    line = SupervisionLine.objects.get(worker=house["Worker A1"])
    line.starts_on, line.ends_on = TODAY, TODAY
    line.save()

    days = [date(2026, 3, 3), TODAY, date(2026, 3, 5)]

    assert [reach.supervises(house["Supervisor A"], house["Worker A1"], on=day) for day in days] == [False, True, False]


def test_a_deputy_supervises_during_leave_alone(house):
    DeputyFactory(person=house["Supervisor A"], deputy=house["Supervisor B"])
    LeaveFactory(person=house["Supervisor A"], starts_on=TODAY, ends_on=TODAY)

    assert reach.supervises(house["Supervisor B"], house["Worker A1"], on=TODAY)
    assert not reach.supervises(house["Supervisor B"], house["Worker A1"], on=date(2026, 3, 5))


def test_a_deputy_of_a_manager_who_left_manages(house):
    DeputyFactory(person=house["Manager A"], deputy=house["Supervisor B"])
    Person.objects.filter(pk=house["Manager A"].pk).update(left_on=date(2026, 3, 1))

    assert reach.manages(house["Supervisor B"], house["Worker A1"], on=TODAY)


def test_nobody_supervises_or_manages_themselves_as_a_deputy(house):
    DeputyFactory(person=house["Supervisor A"], deputy=house["Worker A1"])
    LeaveFactory(person=house["Supervisor A"], starts_on=TODAY, ends_on=TODAY)

    assert names(reach.workers_supervised_by(house["Worker A1"], on=TODAY)) == {"Worker A2"}


def test_a_manager_manages_everybody_below(house):
    assert names(reach.people_managed_by(house["Lead A"], on=TODAY)) == TEAM_A | {"Manager A"}
    assert not reach.manages(house["Lead A"], house["Worker B1"], on=TODAY)


def test_a_cycle_of_managers_ends(house):
    Person.objects.filter(pk=house["Director"].pk).update(manager=house["Manager A"])

    assert house["Director"] in reach.people_managed_by(house["Manager A"], on=TODAY)
    assert house["Manager A"] not in reach.people_managed_by(house["Manager A"], on=TODAY)


def test_moving_to_another_team_takes_effect_on_that_day(house):
    house["Worker A1"].memberships.update(ends_on=date(2026, 3, 3))

    assert names(reach.people_visible_to(house["Worker A2"], on=TODAY)) == {"Worker A2", "Supervisor A", "Manager A"}


@pytest.mark.parametrize("viewer", ["Worker A1", "Supervisor A", "Lead A", "Administrator"])
def test_the_querysets_ask_reach(house, viewer):
    viewer = house[viewer]

    assert set(Person.objects.all().visible_to(viewer, on=TODAY)) == set(reach.people_visible_to(viewer, on=TODAY))
    assert set(Team.objects.all().visible_to(viewer, on=TODAY)) == set(reach.teams_visible_to(viewer, on=TODAY))


def test_seeing_costs_the_same_whoever_is_seen(house, django_assert_num_queries):
    viewer = Person.objects.get(pk=house["Director"].pk)

    with django_assert_num_queries(3):
        list(reach.people_visible_to(viewer, on=TODAY))
