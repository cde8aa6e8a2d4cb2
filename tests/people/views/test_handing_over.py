"""Leaves or moves, in the browser."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.people import (
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SupervisionLineFactory,
    TeamFactory,
)
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person, SupervisionLine, Team

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def cast():
    OrganisationFactory()
    manager = PersonFactory(full_name="Morgan Hale")
    goes = PersonFactory(full_name="Gwen Goes", manager=manager)
    worker = PersonFactory(full_name="Sam Okoro", manager=manager, supervisor=goes)
    return {
        "admin": PersonFactory(full_name="Ada Admin", roles=[Role.ADMINISTRATOR]),
        "manager": manager,
        "goes": goes,
        "worker": worker,
        "comes": PersonFactory(full_name="Cleo Comes", manager=manager),
        "stranger": PersonFactory(full_name="Stella Strange"),
        "governance": PersonFactory(roles=[Role.GOVERNANCE_LEAD]),
    }


def address(cast):
    return f"/people/{cast['goes'].pk}/hand-over/"


@pytest.mark.parametrize("who", ["admin", "manager"])
def test_administrators_and_managers_hand_over(cast, who):
    page = client_of(cast[who]).post(address(cast), {"what": "moves", "everything": "Cleo Comes"}, follow=True)
    assert "Passed on: workers they supervise: 1." in page.content.decode()
    assert SupervisionLine.objects.get(ends_on=None).supervisor == cast["comes"]


@pytest.mark.parametrize("who", ["goes", "worker", "comes", "stranger", "governance"])
def test_nobody_else_opens_it(cast, who):
    assert client_of(cast[who]).get(address(cast)).status_code == 404
    assert client_of(cast[who]).post(address(cast), {"everything": "Cleo Comes"}).status_code == 404


def test_an_administrator_lets_somebody_leave_in_one_step(cast):
    typed = {"what": "leaves", "last_day": timezone.localdate().isoformat(), "everything": "Cleo Comes"}
    page = client_of(cast["admin"]).post(address(cast), typed, follow=True).content.decode()
    assert "Gwen Goes leaves;" in page
    assert not Person.objects.get(pk=cast["goes"].pk).is_active


def test_a_manager_lets_nobody_leave(cast):
    client = client_of(cast["manager"])
    assert "They leave" not in client.get(address(cast)).content.decode()
    client.post(
        address(cast), {"what": "leaves", "last_day": timezone.localdate().isoformat(), "everything": "Cleo Comes"}
    )
    assert Person.objects.get(pk=cast["goes"].pk).is_active


@pytest.mark.parametrize(
    ("who", "typed", "words"),
    [
        ("admin", {"what": "moves"}, "Name a successor"),
        ("admin", {}, "error-summary"),
        ("admin", {"what": "leaves", "everything": "Cleo Comes"}, "Give their last day."),
        (
            "admin",
            {"what": "leaves", "last_day": "2001-01-01", "everything": "Cleo Comes"},
            "Give a day on or after their first one",
        ),
        ("admin", {"what": "moves", "everything": "Sam Okoro"}, "nobody supervises themselves"),
        ("admin", {"what": "moves", "everything": "Nobody Known"}, "Nobody has the staff number"),
        ("admin", {"what": "moves", "everything": "\x00" * 9}, "error-summary"),
        ("manager", {"everything": "Stella Strange"}, "Nobody has the staff number, address or name “Stella Strange”"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_passes(cast, who, typed, words):
    page = client_of(cast[who]).post(address(cast), typed).content.decode()
    assert words in page
    assert SupervisionLine.objects.get().supervisor == cast["goes"]


def test_a_manager_hands_over_the_rest_of_somebody_with_a_role(cast):
    RoleGrantFactory(person=cast["goes"], role=Role.GOVERNANCE_LEAD)
    client = client_of(cast["manager"])
    assert "to_people_roles" not in client.get(address(cast)).content.decode()
    client.post(address(cast), {"everything": "Cleo Comes"})
    assert SupervisionLine.objects.get(ends_on=None).supervisor == cast["comes"]
    assert cast["goes"].role_grants.exists()


def test_a_kind_of_its_own_goes_to_somebody_else(cast):
    Team.objects.filter(pk=TeamFactory(name="West").pk).update(manager=cast["goes"])
    typed = {"what": "moves", "everything": "Cleo Comes", "to_people_teams": "Morgan Hale"}
    client_of(cast["admin"]).post(address(cast), typed)
    assert Team.objects.get(name="West").manager == cast["manager"]


def test_closing_an_account_that_holds_something_leads_here(cast):
    page = client_of(cast["admin"]).post(f"/set-up/people/{cast['goes'].pk}/account/", {"step": "close"}, follow=True)
    assert "They still hold something (workers they supervise: 1)." in page.content.decode()
    assert page.redirect_chain[-1][0] == address(cast)
    assert Person.objects.get(pk=cast["goes"].pk).is_active


def test_who_holds_nothing_has_an_empty_page(cast):
    page = client_of(cast["admin"]).get(f"/people/{cast['worker'].pk}/hand-over/").content.decode()
    assert "There is nothing to hand over." in page


def test_the_page_costs_the_same_with_one_worker_and_with_three(cast, django_assert_max_num_queries):
    client = client_of(cast["admin"])
    counted = []
    for _ in range(2):
        client.get(address(cast))
        with django_assert_max_num_queries(60) as queries:
            client.get(address(cast))
        counted.append(len(queries))
        for _ in range(2):
            SupervisionLineFactory(worker=PersonFactory(), supervisor=cast["goes"])
    assert counted[0] == counted[1]
