"""Debriefs whose time ran out are flagged once, however often and however many sweeps look."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from debriefs.commands import debrief_not_held, pause_debrief
from debriefs.enums import DEBRIEF_KIND, NotHeldReason
from debriefs.models import Debrief
from tests.factories.debriefs import NOON, log
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.models import Episode, Notice
from workforce_assurance.escalations.registry import OBLIGATIONS

HOUR = timedelta(hours=1)
OBLIGATION = OBLIGATIONS[DEBRIEF_KIND]


@pytest.fixture
def house(house):
    """The shipped ladders, and a sweep that has begun with every kind."""
    load_shipped(now=NOON - 48 * HOUR)
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=NOON - 48 * HOUR)
    return house


def late(now):
    return set(Debrief.objects.filter(late_flagged_at=now).values_list("strand", flat=True))


def test_what_runs_out_is_flagged_once_and_told_without_a_word_of_it(house):
    incident = log(house.worker, house.team)
    sweep(now=NOON + 22 * HOUR)
    assert not Episode.objects.filter(obligation_kind=DEBRIEF_KIND).exists()
    first = NOON + 23 * HOUR
    for now in (first, first, first + HOUR):
        sweep(now=now)
    assert late(first) == {"hot"}
    episode = Episode.objects.get(obligation_kind=DEBRIEF_KIND)
    assert (episode.about, episode.state) == (house.manager, "open")
    assert [notice.recipient for notice in Notice.objects.filter(episode=episode)] == [house.manager]
    hot = incident.debriefs.get(strand="hot")
    assert episode.reference == hot.reference != incident.reference


def test_recording_it_ends_the_episode(house):
    incident = log(house.worker, house.team)
    sweep(now=NOON + 24 * HOUR)
    hot = incident.debriefs.get(strand="hot")
    debrief_not_held(debrief=hot, reason=NotHeldReason.TIME, by=house.manager, now=NOON + 25 * HOUR)
    assert Episode.objects.get(obligation_kind=DEBRIEF_KIND).state == "closed"


def test_what_is_paused_is_not_asked_for(house):
    incident = log(house.worker, house.team)
    hot = incident.debriefs.get(strand="hot")
    pause_debrief(debrief=hot, why="The person is in hospital.", by=house.manager, now=NOON)
    sweep(now=NOON + 30 * HOUR)
    assert not Episode.objects.filter(obligation_kind=DEBRIEF_KIND).exists()


def test_a_tick_costs_the_same_for_one_as_for_thirty(house):
    counts = []
    for number, now in ((1, NOON + 24 * HOUR), (30, NOON + 48 * HOUR)):
        for _ in range(number):
            log(house.worker, house.team, now=now - 24 * HOUR)
        sweep(now=now - 2 * HOUR)
        with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
            cursor.execute(*OBLIGATION.claim(now, 1000))
            assert len(cursor.fetchall()) == number
        counts.append(len(asked))
    assert counts == [1, 1]


def test_what_would_be_claimed_is_what_is_claimed(house):
    log(house.worker, house.team)
    now = NOON + 80 * HOUR
    expected = list(OBLIGATION.due(now))
    with connection.cursor() as cursor:
        cursor.execute(*OBLIGATION.claim(now, 1000))
        claimed = cursor.fetchall()
    assert sorted(claimed) == sorted(expected)
    assert len(claimed) == 3
