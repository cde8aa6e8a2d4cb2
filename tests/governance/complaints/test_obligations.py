"""What is not acknowledged or answered is told of once, and of nobody whom it is about."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.complaints.commands import name_people
from governance.complaints.obligations import KINDS, may_know
from governance.models import ComplaintClock
from tests.factories.complaints import DAY, acknowledged, answered, received
from tests.factories.supervision import NOON
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
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
