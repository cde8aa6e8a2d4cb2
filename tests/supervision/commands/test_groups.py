"""Groups: planned, changed, moved, cancelled, held; and what that counts for each."""

from datetime import date, timedelta

import pytest

from supervision import exceptions
from supervision.commands import (
    GroupPlan,
    Was,
    cancel_group,
    change_group_members,
    move_group,
    plan_ahead,
    plan_group,
)
from supervision.enums import AttendanceState, GroupKind, Reason
from supervision.models import Session
from tests.factories.groups import DAY, THERE, held, make_circle, make_group
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON, publish
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    found = make_circle()
    publish(longest_gap_days=28, minutes=60)
    plan_ahead(now=NOON)
    return found


def counted(group):
    return sorted(group.attendances.values_list("person__full_name", "state", "minutes", "counted_minutes"))


def actions():
    return list(TrailEntry.objects.filter(action__startswith="group").order_by("pk").values_list("action", flat=True))


def test_whoever_plans_a_group_facilitates_it(circle):
    group = make_group(circle)
    assert (group.facilitator, group.note_taker, group.attendances.count()) == (circle.supervisor, None, 4)
    assert group.team is not None
    assert actions() == ["group planned"]


def test_whoever_plans_a_peer_group_takes_the_notes_and_is_one_of_them(circle):
    group = make_group(circle, kind=GroupKind.PEER)
    assert (group.facilitator, group.note_taker, group.attendances.count()) == (None, circle.workers[0], 4)


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (exceptions.MovedOutOfReach, {"planned_at": NOON - DAY}),
        (exceptions.MovedOutOfReach, {"planned_at": NOON + timedelta(days=400)}),
        (exceptions.GroupOutOfSize, {"people": ()}),
    ],
)
def test_a_group_that_cannot_be_is_not_planned(circle, refusal, changes):
    with pytest.raises(refusal):
        make_group(circle, **changes)


def test_nobody_outside_the_circle_is_invited(circle):
    with pytest.raises(exceptions.NotTheirsToInvite):
        make_group(circle, people=(*circle.workers, PersonFactory()))
    with pytest.raises(exceptions.NotTheirsToInvite):
        make_group(circle, kind=GroupKind.PEER, people=(circle.workers[1], circle.supervisor))


def test_a_worker_plans_no_group_but_one_of_peers(circle):
    with pytest.raises(exceptions.NotTheirsToInvite):
        make_group(circle, by=circle.workers[0])


def test_the_same_group_is_not_planned_twice(circle):
    make_group(circle)
    with pytest.raises(exceptions.BookedTwice):
        make_group(circle)


def test_people_are_added_and_taken_out(circle):
    group = make_group(circle, people=tuple(circle.workers[:2]))
    change_group_members(group=group, members=circle.workers[1:], by=circle.supervisor, now=NOON)
    assert set(group.attendances.values_list("person", flat=True)) == {one.pk for one in circle.workers[1:]}
    assert actions() == ["group planned", "group members changed"]
    with pytest.raises(exceptions.NotTheirsToInvite):
        change_group_members(group=group, members=[*circle.workers, PersonFactory()], by=circle.supervisor, now=NOON)
    with pytest.raises(exceptions.GroupOutOfSize):
        change_group_members(group=group, members=circle.workers[:1], by=circle.supervisor, now=NOON)


def test_a_group_is_moved(circle):
    group = make_group(circle)
    moved = move_group(group=group, to=NOON + 3 * DAY, by=circle.supervisor, now=NOON)
    assert moved.planned_at == NOON + 3 * DAY
    assert actions() == ["group planned", "group moved"]
    with pytest.raises(exceptions.MovedOutOfReach):
        move_group(group=group, to=NOON - DAY, by=circle.supervisor, now=NOON)


def test_a_cancelled_group_is_closed(circle):
    group = make_group(circle)
    cancel_group(group=group, reason=Reason.SICKNESS, by=circle.supervisor, now=NOON)
    assert actions() == ["group planned", "group cancelled"]
    for change in (
        lambda: cancel_group(group=group, reason=Reason.SICKNESS, by=circle.supervisor, now=NOON),
        lambda: move_group(group=group, to=NOON + 3 * DAY, by=circle.supervisor, now=NOON),
        lambda: change_group_members(group=group, members=circle.workers, by=circle.supervisor, now=NOON),
        lambda: held(group),
    ):
        with pytest.raises(exceptions.GroupAlreadyClosed):
            change()


def test_four_who_met_for_120_minutes_have_60_each():
    circle = make_circle(4)
    publish(minutes=60)
    group = held(make_group(circle))
    assert {row[1:] for row in counted(group)} == {("attended", 120, 60)}
    assert actions()[-1] == "group held"


def test_six_who_met_for_120_minutes_have_20_each():
    circle = make_circle(6)
    publish(minutes=60)
    assert {row[1:] for row in counted(held(make_group(circle)))} == {("attended", 120, 20)}


def test_of_five_peers_each_has_a_fifth_the_note_taker_too():
    circle = make_circle(5)
    publish(minutes=60)
    group = held(make_group(circle, kind=GroupKind.PEER))
    assert [row[3] for row in counted(group)] == [24] * 5


def test_a_part_counts_as_a_part_and_being_away_as_nothing(circle):
    group = make_group(circle)
    a, b, c, d = circle.workers
    attendance = {
        a.pk: THERE,
        b.pk: Was(AttendanceState.PARTLY, 60),
        c.pk: Was(AttendanceState.EXCUSED),
        d.pk: Was(AttendanceState.ABSENT),
    }
    held(group, attendance=attendance)
    assert counted(group) == [
        ("Ada Brook", "excused", None, None),
        ("Kim Lee", "attended", 120, 60),
        ("Ravi Nair", "absent", None, None),
        ("Sam Okoro", "partly", 60, 30),
    ]


def test_the_next_session_of_whoever_was_there_is_counted_from_the_group(circle):
    before = dict(Session.objects.order_by("-due_on").values_list("worker", "due_on"))
    away = circle.workers[3]
    held(make_group(circle), away=(away,))
    after = dict(Session.objects.order_by("-due_on").values_list("worker", "due_on"))
    assert after[away.pk] == before[away.pk] == date(2027, 3, 29)
    assert {after[person.pk] for person in circle.workers[:3]} == {date(2027, 3, 30)}


def test_less_than_the_least_minutes_does_not_count_as_a_session():
    circle = make_circle(6)
    publish(minutes=60, minimum_minutes=30)
    plan_ahead(now=NOON)
    held(make_group(circle))
    because = Session.objects.order_by("due_on").values_list("due_because", flat=True)[0]
    assert "held for 20 of 30 minutes" in because


def test_a_facilitator_is_credited_nothing():
    circle = make_circle(4)
    publish(minutes=60)
    person = circle.supervisor
    person.receives_supervision = True
    person.save()
    PersonFactory(full_name="Above")
    plan_ahead(now=NOON)
    before = list(Session.objects.filter(worker=person).values_list("due_on", flat=True))
    held(make_group(circle))
    assert list(Session.objects.filter(worker=person).values_list("due_on", flat=True)) == before


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (exceptions.HeldInTheFuture, {"held_at": NOON + 3 * DAY}),
        (exceptions.HeldTooLongAgo, {"held_at": NOON - 400 * DAY}),
        (exceptions.MinutesOutOfRange, {"minutes": 0}),
        (exceptions.AttendanceIncomplete, {"attendance": {}}),
    ],
)
def test_what_cannot_have_been_is_refused(circle, refusal, changes):
    with pytest.raises(refusal):
        held(make_group(circle), **changes)


def test_a_group_to_which_nobody_came_was_not_held(circle):
    with pytest.raises(exceptions.NobodyCame):
        held(make_group(circle), away=tuple(circle.workers))


def test_a_part_is_shorter_than_the_whole(circle):
    group = make_group(circle)
    attendance = {person.pk: Was(AttendanceState.PARTLY, 120) for person in circle.workers}
    with pytest.raises(exceptions.MinutesOfAPartOutOfRange):
        held(group, attendance=attendance)


def test_the_note_taker_of_peers_was_there_or_another_takes_the_notes(circle):
    group = make_group(circle, kind=GroupKind.PEER)
    with pytest.raises(exceptions.NoteTakerWasAway):
        held(group, away=(circle.workers[0],))
    other = circle.workers[1]
    group = change_group_members(group=group, members=circle.workers, note_taker=other, by=other, now=NOON)
    assert held(group, away=(circle.workers[0],)).note_taker == other


def test_a_peer_group_crosses_teams_under_one_supervisor():
    circle = make_circle(2)
    elsewhere = PersonFactory(supervisor=circle.supervisor, date_joined=NOON)
    plan = GroupPlan(GroupKind.PEER, (circle.workers[1], elsewhere), NOON + DAY, 60)
    assert plan_group(plan=plan, by=circle.workers[0], now=NOON).team is None
