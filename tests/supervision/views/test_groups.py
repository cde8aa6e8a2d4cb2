"""The pages about groups."""

import pytest
from django.test import Client
from django.urls import reverse

from supervision.enums import GroupKind
from supervision.models import GroupSession
from tests.factories.groups import DAY, held, make_circle, make_group
from tests.factories.people import PersonFactory, RoleGrantFactory
from tests.factories.supervision import NOON, publish
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle(time_machine):
    time_machine.move_to(NOON, tick=False)
    found = make_circle()
    publish(minutes=60)
    found.manager = PersonFactory(full_name="Morgan Hale", receives_supervision=False)
    Team.objects.update(manager=found.manager)
    return found


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def address(group, name="group"):
    return reverse(f"supervision:{name}", args=[group.pk])


def typed(circle, **changes):
    people = [str(person.pk) for person in circle.workers]
    said = {"kind": "group", "people": people, "day": "2027-03-02", "clock": "10:00", "minutes": "120"}
    return said | changes


def attendance(circle, away=()):
    was = {f"was-{person.pk}": "absent" if person in away else "attended" for person in circle.workers}
    return {"outcome": "held", "day": "2027-03-01", "clock": "10:00", "minutes": "120"} | was


def test_a_group_is_planned(circle):
    answer = client_of(circle.supervisor).post(reverse("supervision:group_new"), typed(circle), follow=True)
    assert "The group is planned." in answer.content.decode()
    assert GroupSession.objects.get().attendances.count() == 4


def test_the_list_to_choose_from_holds_those_within_reach(circle):
    PersonFactory(full_name="Zoe Stranger")
    page = client_of(circle.supervisor).get(reverse("supervision:group_new")).content.decode()
    assert "Kim Lee" in page
    assert "Zoe Stranger" not in page
    assert client_of(circle.workers[0]).get(reverse("supervision:group_new")).status_code == 404


def test_peers_plan_a_group_among_themselves(circle):
    client = client_of(circle.workers[0])
    page = client.get(reverse("supervision:peer_group_new")).content.decode()
    assert "Sam Okoro" in page
    assert "Ines Duarte" not in page
    said = typed(circle, people=[str(circle.workers[1].pk)])
    client.post(reverse("supervision:peer_group_new"), said)
    group = GroupSession.objects.get()
    assert (group.kind, group.note_taker, group.attendances.count()) == (GroupKind.PEER, circle.workers[0], 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"people": []},
        {"people": ["x"]},
        {"day": "2020-01-01"},
        {"day": "soon"},
        {"minutes": "5"},
        {"kind": "other"},
        {"call_link": "http://meet.example"},
        {"place": "\x00"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_planned(circle, changes):
    answer = client_of(circle.supervisor).post(reverse("supervision:group_new"), typed(circle, **changes))
    assert "There is something to put right" in answer.content.decode() or answer.status_code == 400
    assert not GroupSession.objects.exists()


def test_who_was_there_is_recorded_and_counts(circle):
    group, away = make_group(circle, now=NOON - 2 * DAY), circle.workers[3]
    client = client_of(circle.supervisor)
    assert "Who was there?" in client.get(address(group, "group_hold")).content.decode()
    answer = client.post(address(group, "group_hold"), attendance(circle, away=(away,)), follow=True)
    page = answer.content.decode()
    assert "Who was there is recorded." in page
    assert "Was not there" in page
    cadence = client.get(reverse("supervision:cadence")).content.decode()
    assert cadence.count("60 minutes count") == 3


def test_minutes_of_a_part_are_asked_for(circle):
    group = make_group(circle, now=NOON - 2 * DAY)
    said = attendance(circle) | {f"was-{circle.workers[0].pk}": "partly"}
    page = client_of(circle.supervisor).post(address(group, "group_hold"), said).content.decode()
    assert "Give the minutes that Kim Lee was there." in page


def test_a_refusal_is_said(circle):
    group = make_group(circle, now=NOON - 2 * DAY)
    client = client_of(circle.supervisor)
    page = client.post(address(group, "group_hold"), attendance(circle, away=tuple(circle.workers))).content.decode()
    assert "When nobody came" in page


def test_people_time_and_place_are_changed(circle):
    group, client = make_group(circle), client_of(circle.supervisor)
    people = [str(person.pk) for person in circle.workers[:2]]
    client.post(address(group, "group_members"), {"people": people})
    client.post(address(group, "group_move"), {"day": "2027-03-05", "clock": "11:00", "place": "Room 2"})
    group.refresh_from_db()
    assert (group.attendances.count(), group.place, f"{group.planned_at:%d %H}") == (2, "Room 2", "05 11")
    answer = client.post(address(group, "group_cancel"), {"reason": "sickness"}, follow=True)
    assert "The group is cancelled." in answer.content.decode()


def test_a_manager_sees_dates_and_counts_and_moves_it(circle):
    group = held(make_group(circle, now=NOON - 2 * DAY), now=NOON - DAY)
    page = client_of(circle.manager).get(address(group)).content.decode()
    assert "You see that and when this group meets." in page
    assert "Kim Lee" not in page
    assert "4 people" in page
    later = make_group(circle)
    assert client_of(circle.manager).get(address(later, "group_move")).status_code == 200
    assert client_of(circle.manager).get(address(later, "group_hold")).status_code == 404


def test_governance_sees_counts(circle):
    group = held(make_group(circle, now=NOON - 2 * DAY), now=NOON - DAY)
    lead = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=lead, role=Role.GOVERNANCE_LEAD)
    page = client_of(lead).get(address(group)).content.decode()
    assert "4 people" in page
    assert "Kim Lee" not in page


def test_a_colleague_who_is_not_in_it_finds_nothing(circle):
    group = make_group(circle, people=tuple(circle.workers[:2]))
    client = client_of(circle.workers[2])
    assert client.get(address(group)).status_code == 404
    assert client.post(address(group, "group_start")).status_code == 404


def test_an_attendee_sees_who_took_part_and_what_counts_for_them_alone(circle):
    group = held(make_group(circle, now=NOON - 2 * DAY), away=(circle.workers[3],), now=NOON - DAY)
    page = client_of(circle.workers[0]).get(address(group)).content.decode()
    assert "40 of your 120 minutes" not in page
    assert "60 of your 120 minutes" in page
    assert "Sam Okoro" in page
    assert "Ravi Nair" not in page


def test_the_list_costs_the_same_at_one_and_three(circle, django_assert_max_num_queries):
    client, url = client_of(circle.supervisor), reverse("supervision:groups")
    costs = []
    for number in (1, 3):
        while GroupSession.objects.count() < number:
            make_group(circle, planned_at=NOON + (1 + GroupSession.objects.count()) * DAY)
        client.get(url)
        with django_assert_max_num_queries(40) as asked:
            assert client.get(url).content.decode().count("4 invited") == number
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("shown", ["", "mine", "open", "held", "cancelled", "made-up"])
def test_the_list_is_narrowed(circle, shown):
    make_group(circle)
    page = client_of(circle.supervisor).get(reverse("supervision:groups"), {"shown": shown}).content.decode()
    assert ("4 invited" in page) == (shown not in ("held", "cancelled"))


def test_today_brings_the_group_to_whoever_holds_it_and_whoever_is_invited(circle):
    make_group(circle, planned_at=NOON.replace(hour=15))
    assert "My groups to hold" in client_of(circle.supervisor).get("/").content.decode()
    mine = client_of(circle.workers[0]).get("/").content.decode()
    assert "My next group" in mine
    assert "Add private notes" in mine


def test_calendar_and_own_data_know_of_it(circle):
    group = make_group(circle)
    for person in (circle.supervisor, circle.workers[0]):
        assert "Group supervision" in client_of(person).get(reverse("supervision:calendar")).content.decode()
    assert group.reference in client_of(circle.workers[0]).get(reverse("people:my_data")).content.decode()
