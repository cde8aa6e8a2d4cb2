"""What is not acknowledged or answered is told of once, and of nobody whom it is about."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.complaints.commands import name_people
from governance.complaints.obligations import KINDS, may_know
from governance.models import ComplaintClock
from tests.factories.complaints import DAY, acknowledged, answered, received
from tests.factories.meetings import prepared
from tests.factories.people import DeputyFactory, LeaveFactory, PersonFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.commands.telling import Ask, find_all
from workforce_assurance.escalations.models import Episode, Notice
from workforce_assurance.escalations.registry import OBLIGATIONS


@pytest.fixture
def watched(team):
    """The shipped ladders, and a sweep that has begun with every kind."""
    load_shipped(now=NOON - DAY)
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=NOON - DAY)
    return team


def told(kind):
    rows = Notice.objects.filter(episode__obligation_kind=f"governance.complaint_{kind}")
    return list(rows.order_by("pk").values_list("recipient__full_name", "position"))


def test_the_handler_hears_before_its_day_and_who_stands_above_a_day_after_it(house, watched):
    received(watched, house.worker)
    for now in (NOON, NOON + 2 * DAY, NOON + 2 * DAY + timedelta(hours=1)):
        sweep(now=now)
    assert told("acknowledge") == [("Morgan Hale", 0)]
    for days in (4, 7):
        sweep(now=NOON + days * DAY)
    assert told("acknowledge")[1:] == [("Morgan Hale", 1), ("Lee Novak", 2)]
    assert ComplaintClock.objects.get(kind="acknowledge").ran_out_at == NOON + 4 * DAY


def test_acknowledging_ends_what_was_told_of_it_and_not_of_the_answer(house, watched):
    complaint = received(watched, house.worker)
    sweep(now=NOON + 2 * DAY)
    acknowledged(complaint)
    sweep(now=NOON + 29 * DAY)
    assert set(Episode.objects.values_list("obligation_kind", "state")) == {
        ("governance.complaint_acknowledge", "closed"),
        ("governance.complaint_answer", "open"),
    }


def test_an_answer_ends_everything_that_was_told(house, watched):
    complaint = received(watched, house.worker)
    sweep(now=NOON + 25 * DAY)
    answered(complaint)
    assert set(Episode.objects.values_list("state", flat=True)) == {"closed"}


def test_nobody_whom_it_is_about_hears_of_it_on_any_rung(house, watched):
    complaint = received(watched, house.worker)
    name_people(complaint=complaint, ids=[house.lead.pk], by=house.manager, now=NOON)
    for days in range(20):
        sweep(now=NOON + days * DAY)
    assert "Lee Novak" not in {name for name, _ in told("acknowledge")}


def test_whoever_one_open_complaint_of_a_handler_is_about_is_told_of_none_of_theirs(house, watched):
    complaint = received(watched, house.worker)
    assert may_know(house.lead, house.manager.pk)
    name_people(complaint=complaint, ids=[house.lead.pk], by=house.manager, now=NOON)
    assert not may_know(house.lead, house.manager.pk)


LATE = NOON + 7 * DAY


def late(house, watched):
    """A complaint that is late and that the service lead was told of."""
    complaint = received(watched, house.worker)
    for days in (0, 2, 4, 7):
        sweep(now=NOON + days * DAY)
    assert told("acknowledge")[-1] == ("Lee Novak", 2)
    return complaint


def listed(house, who, page, **asked):
    return house.client(who).get(reverse(page), asked).content.decode()


@pytest.mark.parametrize("page", ["escalations", "my_alerts", "today", "people:my_data"])
def test_whoever_it_is_about_finds_no_word_of_its_lateness_on_any_page(house, watched, time_machine, page):
    time_machine.move_to(LATE, tick=False)
    complaint = late(house, watched)
    asked = {"state": "all"} if page == "escalations" else {}
    before = listed(house, "lead", page, **asked)
    name_people(complaint=complaint, ids=[house.lead.pk], by=house.manager, now=LATE)
    sweep(now=LATE)
    after = listed(house, "lead", page, **asked)
    assert (complaint.reference in before, complaint.reference in after) == (True, False)
    for episode in Episode.objects.filter(reference=complaint.reference):
        assert house.client("lead").get(reverse("escalation", args=[episode.pk])).status_code == 404
    assert complaint.reference in listed(house, "governance", "escalations")


def test_what_is_on_its_way_to_whoever_it_is_about_is_not_sent(house, watched):
    """Whoever stands in for the service lead by then is told, and stands in no clock."""
    complaint = received(watched, house.worker)
    days = {"starts_on": (NOON + 3 * DAY).date(), "ends_on": (NOON + 90 * DAY).date()}
    DeputyFactory(person=house.lead, deputy=house.peer, **days)
    LeaveFactory(person=house.lead, **days)
    for day in range(8):
        sweep(now=NOON + day * DAY)
    mine = Notice.objects.filter(recipient=house.peer)
    assert set(mine.values_list("state", flat=True)) == {"waiting"}
    name_people(complaint=complaint, ids=[house.peer.pk], by=house.manager, now=LATE)
    assert set(mine.values_list("state", flat=True)) == {"superseded"}
    for day in range(8, 30):
        sweep(now=NOON + day * DAY)
    assert set(mine.values_list("state", flat=True)) == {"superseded"}
    others = Notice.objects.filter(episode__reference=complaint.reference, created_at__gt=LATE)
    assert others.filter(position__gte=2).exclude(recipient=house.peer).exists()


@pytest.mark.parametrize(("named", "lines"), [([], 2), (["lead"], 0), (["supervisor"], 2)])
def test_no_agenda_says_of_it_what_one_of_its_readers_may_not_learn(house, watched, named, lines):
    complaint = late(house, watched)
    if named:
        people = [getattr(house, name).pk for name in named]
        name_people(complaint=complaint, ids=people, by=house.manager, now=LATE)
    for days in range(8, 60):
        sweep(now=NOON + days * DAY)
    meeting = prepared(house.governance, house.lead, now=NOON + 60 * DAY)
    rows = meeting.items.filter(heading="escalations", words__startswith=complaint.reference)
    assert rows.count() == lines


@pytest.mark.parametrize("number", [1, 4])
def test_who_is_told_is_found_in_as_many_questions_for_many_handlers_as_for_one(house, watched, number):
    teams = [TeamFactory(service=watched.service, manager=PersonFactory(manager=house.lead)) for _ in range(number)]
    for team in teams:
        received(team, house.worker)
    pairs = list(ComplaintClock.objects.filter(kind="answer").values_list("asked_id", "responsible_id"))
    assert len(pairs) == number
    ask = [Ask("governance.complaint_answer", "governance_lead", pair) for pair in pairs]
    with CaptureQueriesContext(connection) as asked:
        find_all(ask, {}, now=LATE)
    assert len([one for one in asked if "governance_complaint" in one["sql"]]) == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.value)
def test_a_claim_takes_its_own_kind_alone_in_one_statement(house, watched, kind):
    for _ in range(2):
        received(watched, house.worker)
    now = NOON + 40 * DAY
    expected = sorted(kind.due(now))
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        cursor.execute(*kind.claim(now, 1000))
        assert sorted(cursor.fetchall()) == expected
    assert (len(asked), len(expected)) == (1, 2)
