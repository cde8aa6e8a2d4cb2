"""Who may: has_perm and visible_to agree for everybody, and a role is worth what it is worth now."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.factories.people import RoleGrantFactory, ServiceFactory
from tests.people.test_reach import TODAY, house  # noqa: F401 - a fixture
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person, Team

pytestmark = pytest.mark.django_db

SET_UP = {"people.manage_people", "people.import_people", "people.manage_organisation"}
HELD = {
    "Administrator": SET_UP | {"people.open_set_up", "people.see_trail"},
    "Data protection": {"people.open_set_up", "people.see_trail"},
}


@pytest.fixture(autouse=True)
def _then():
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False):
        yield


def test_has_perm_and_visible_to_agree_for_every_pair(house):  # noqa: F811
    for viewer in house.values():
        people = set(Person.objects.all().visible_to(viewer, on=TODAY))
        teams = set(Team.objects.all().visible_to(viewer, on=TODAY))
        assert {p for p in house.values() if viewer.has_perm("people.see_person", p)} == people
        assert {t for t in Team.objects.all() if viewer.has_perm("people.see_team", t)} == teams


def test_only_roles_open_set_up(house):  # noqa: F811
    asked = SET_UP | {"people.open_set_up", "people.see_trail"}

    held = {name: {perm for perm in asked if person.has_perm(perm)} for name, person in house.items()}

    assert held == {name: HELD.get(name, set()) for name in house}


def test_a_superuser_is_no_reader(house):  # noqa: F811
    assert not house["Super"].has_perm("people.see_person", house["Worker A1"])
    assert not house["Super"].has_perm("people.view_person")


def test_nobody_sees_nothing(house):  # noqa: F811
    assert not house["Administrator"].has_perm("people.see_person")
    assert not house["Administrator"].has_perm("people.see_team")


def test_a_role_in_one_service_opens_no_set_up(house):  # noqa: F811
    RoleGrantFactory(person=house["Worker A1"], role=Role.ADMINISTRATOR, service=ServiceFactory())

    assert not house["Worker A1"].has_perm("people.manage_people")


def test_a_role_counts_until_the_request_after_it_is_taken_away(house):  # noqa: F811
    house["Administrator"].role_grants.all().delete()

    assert not Person.objects.get(pk=house["Administrator"].pk).has_perm("people.manage_people")


def test_an_inactive_administrator_may_nothing(house):  # noqa: F811
    house["Administrator"].is_active = False

    assert not house["Administrator"].has_perm("people.manage_people")
