"""Support contacts: done, refused, and in the trail."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.people import PersonFactory, ServiceFactory, TeamFactory
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.support import SHIPPED
from workforce_assurance.people.commands.support import (
    LastContact,
    Reached,
    move_contact,
    remove_contact,
    save_contact,
    ship_contacts,
)
from workforce_assurance.people.models import SupportContact
from workforce_assurance.people.support import contacts_for

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def administrator():
    return PersonFactory(roles=["administrator"])


def add(by, name, **reached):
    return save_contact(contact=None, reached=Reached(name, **({"phone": "999"} | reached)), by=by, now=NOW)


def names():
    return list(SupportContact.objects.values_list("name", flat=True))


def trail():
    return list(TrailEntry.objects.order_by("id").values_list("action", flat=True))


def test_what_is_shipped_becomes_rows_once():
    ship_contacts(now=NOW)
    ship_contacts(now=NOW)

    assert names() == [contact.name for contact in sorted(SHIPPED, key=lambda contact: not contact.urgent)]
    assert trail() == ["support_contacts.shipped"]


def test_a_new_contact_stands_at_the_end_and_in_the_trail_without_its_number(administrator):
    add(administrator, "One")
    row = add(administrator, "Two", phone="", text="85258")

    assert (names(), trail()) == (["One", "Two"], ["support_contact.added"] * 2)
    assert TrailEntry.objects.last().facts == {"service": "", "position": row.position}


def test_a_changed_contact_keeps_its_place(administrator):
    row = add(administrator, "One")
    add(administrator, "Two")
    save_contact(contact=row, reached=Reached("First", web="https://example.org"), by=administrator, now=NOW)

    assert (names(), row.phone, trail()[-1]) == (["First", "Two"], "", "support_contact.changed")


@pytest.mark.parametrize(
    ("which", "direction", "order"),
    [(0, "down", ["Two", "One", "Three"]), (2, "up", ["One", "Three", "Two"]), (0, "up", ["One", "Two", "Three"])],
)
def test_a_contact_changes_places_with_its_neighbour(administrator, which, direction, order):
    rows = [add(administrator, name) for name in ("One", "Two", "Three")]
    move_contact(contact=rows[which], direction=direction, by=administrator, now=NOW)

    assert names() == order
    assert trail().count("support_contact.moved") == (order != ["One", "Two", "Three"])


def test_a_contact_is_taken_away_once(administrator):
    row = add(administrator, "One")
    add(administrator, "Two")
    for _ in range(2):
        remove_contact(contact=SupportContact(pk=row.pk), by=administrator, now=NOW)

    assert (names(), trail().count("support_contact.removed")) == (["Two"], 1)


def test_the_last_one_for_everybody_stays(administrator):
    row = add(administrator, "One")
    add(administrator, "Two", service=ServiceFactory())

    with pytest.raises(LastContact):
        remove_contact(contact=row, by=administrator, now=NOW)
    assert names() == ["One", "Two"]


def test_a_contact_that_cannot_be_reached_is_refused_by_the_database(administrator):
    with pytest.raises(IntegrityError, match="a_support_contact_can_be_reached"), transaction.atomic():
        add(administrator, "One", phone="")


def test_two_contacts_never_stand_in_one_place(administrator):
    row = add(administrator, "One")
    with pytest.raises(IntegrityError, match="support_contacts_stand_in_an_order"), transaction.atomic():
        SupportContact.objects.create(name="Two", phone="1", position=row.position)
        transaction.get_connection().check_constraints()


def test_what_is_for_one_service_is_shown_to_its_people_alone(administrator):
    here = TeamFactory()
    add(administrator, "Everybody's")
    add(administrator, "Here", service=here.service)

    shown = [
        [contact.name for contact in contacts_for(viewer, NOW)]
        for viewer in (None, PersonFactory(team=here), PersonFactory(team=TeamFactory()))
    ]

    assert shown == [["Everybody's"], ["Everybody's", "Here"], ["Everybody's"]]


def test_whoever_answers_now_stands_first_and_says_until_when(administrator):
    office = {"days": (0, 1, 2, 3, 4), "opens": time(9, 30), "closes": time(17)}
    add(administrator, "Office", **office)
    add(administrator, "Line", days=range(7), opens=time(0), closes=time(0))
    add(administrator, "In words", hours="By appointment")
    shown = [[(one.name, one.open_now) for one in contacts_for(None, NOW + minutes * MINUTE)] for minutes in (0, 30)]
    assert shown == [
        [("Line", "Open at any hour"), ("In words", ""), ("Office", "Opens at 09:30")],
        [("Office", "Open now, until 17:00"), ("Line", "Open at any hour"), ("In words", "")],
    ]


def test_what_is_for_a_team_is_shown_to_its_people_alone(administrator):
    team = TeamFactory()
    add(administrator, "Everybody")
    add(administrator, "Team", team=team)
    inside, outside = PersonFactory(team=team), PersonFactory(team=TeamFactory(service=team.service))
    shown = [[one.name for one in contacts_for(viewer, NOW)] for viewer in (inside, outside, None)]
    assert shown == [["Everybody", "Team"], ["Everybody"], ["Everybody"]]


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"days": [0]}, "hours_of_support_are_days_and_two_times"),
        ({"opens": time(9), "closes": time(17)}, "hours_of_support_are_days_and_two_times"),
        ({"days": [7], "opens": time(9), "closes": time(17)}, "support_opens_on_days_of_the_week"),
        ({"service": True, "team": True}, "a_support_contact_is_for_one_place"),
    ],
)
def test_a_contact_that_contradicts_itself_is_refused(wrong, constraint):
    if "team" in wrong:
        team = TeamFactory()
        wrong = {"team": team, "service": team.service}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SupportContact.objects.create(name="One", phone="999", position=1, **wrong)
