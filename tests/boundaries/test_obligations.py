"""What waits at a gate, for a review or for an answer is told of once, however often the sweep looks, and ends with its answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boundaries.commands import approve_decision, decide_in_emergency
from boundaries.models import Deadline
from boundaries.obligations import KINDS
from tests.factories.boundaries import DAY, at_the_gate, draft
from tests.factories.supervision import NOON
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.models import Episode, Notice
from workforce_assurance.escalations.registry import OBLIGATIONS


@pytest.fixture
def catalogue(catalogue):
    """The shipped ladders, and a sweep that has begun with every kind."""
    load_shipped(now=NOON - DAY)
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=NOON - DAY)
    return catalogue


def told(kind):
    rows = Notice.objects.filter(episode__obligation_kind=f"boundaries.{kind}")
    return list(rows.order_by("pk").values_list("recipient__full_name", "position"))


def test_whoever_is_asked_hears_at_once_and_who_stands_above_a_day_after_it_ran_out(catalogue):
    at_the_gate(catalogue.worker, catalogue.team)
    for now in (NOON, NOON + timedelta(hours=1), NOON + 2 * DAY):
        sweep(now=now)
    assert told("gate") == [("Morgan Hale", 0)]
    for days in (3, 4):
        sweep(now=NOON + days * DAY)
    assert told("gate")[1:] == [("Morgan Hale", 1), ("Lee Novak", 2)]
    assert Deadline.objects.get().ran_out_at == NOON + 3 * DAY


def test_an_emergency_has_a_ladder_of_its_own(catalogue):
    decision = draft(catalogue.worker, catalogue.team)
    decide_in_emergency(decision=decision, by=catalogue.worker, now=NOON)
    for days in (0, 2, 3):
        sweep(now=NOON + days * DAY)
    assert told("emergency") == [("Morgan Hale", 0), ("Morgan Hale", 1), ("Lee Novak", 2)]
    assert told("gate") == []


def test_an_answer_ends_what_was_told(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    sweep(now=NOON)
    approve_decision(decision=decision, by=catalogue.manager, now=NOON)
    assert Episode.objects.get(obligation_kind="boundaries.gate").state == "closed"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.value)
def test_a_claim_takes_its_own_kind_alone_in_one_statement(catalogue, kind):
    for _ in range(2):
        at_the_gate(catalogue.worker, catalogue.team)
        decide_in_emergency(decision=draft(catalogue.worker, catalogue.team), by=catalogue.worker, now=NOON)
    now = NOON + 10 * DAY
    expected = sorted(kind.due(now))
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        cursor.execute(*kind.claim(now, 1000))
        assert sorted(cursor.fetchall()) == expected
    assert (len(asked), len(expected)) == (1, 2 if kind.kind in {"gate", "emergency"} else 0)
