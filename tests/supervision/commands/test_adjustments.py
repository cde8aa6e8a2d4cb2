"""Agreed adjustments: what the record's section says, once each, and what became of them."""

from datetime import date

import pytest

from supervision.commands import agree_adjustments, check_adjustment
from supervision.enums import AdjustmentOutcome
from supervision.exceptions import AdjustmentAlreadyChecked
from supervision.models import Adjustment
from tests.factories.supervision import NOON, AdjustmentFactory, SessionFactory
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.purposes import AdjustmentRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


def row(session, key, kind="peer_support"):
    return AdjustmentRow(key, kind, session.supervisor_id, date(2027, 3, 1), None, date(2027, 3, 29))


def kept():
    return list(Adjustment.objects.order_by("row").values_list("row", "kind"))


def test_saving_twice_makes_each_once(session):
    for _ in range(2):
        agree_adjustments(session.pk, [row(session, "a"), row(session, "b", "workload")], session.supervisor, NOON)
    assert kept() == [("a", "peer_support"), ("b", "workload")]


def test_a_row_that_was_taken_out_goes_and_one_that_was_changed_follows(session):
    agree_adjustments(session.pk, [row(session, "a"), row(session, "b")], session.supervisor, NOON)
    agree_adjustments(session.pk, [row(session, "b", "workload")], session.supervisor, NOON)
    assert kept() == [("b", "workload")]


def test_a_kind_that_only_the_template_knows_is_another_adjustment(session):
    agree_adjustments(session.pk, [row(session, "a", "a-kind-of-our-own-making")], session.supervisor, NOON)
    assert kept() == [("a", "other")]


def test_one_that_was_checked_stays_as_it_was_checked(session):
    AdjustmentFactory(
        session=session, row="a", outcome="kept", checked_at=NOON, checked_by=session.supervisor, kind="workload"
    )
    agree_adjustments(session.pk, [row(session, "a")], session.supervisor, NOON)
    agree_adjustments(session.pk, [], session.supervisor, NOON)
    assert kept() == [("a", "workload")]


def test_what_was_agreed_is_in_the_trail_without_a_word_of_it(session):
    agree_adjustments(session.pk, [row(session, "a")], session.supervisor, NOON)
    entry = TrailEntry.objects.get(action="adjustments agreed")
    assert (entry.about_id, entry.facts) == (session.worker_id, {"agreed": ["peer_support"], "withdrawn": 0})


def test_checking_says_what_by_whom_and_when(session):
    adjustment = AdjustmentFactory(session=session)
    done = check_adjustment(adjustment=adjustment, outcome=AdjustmentOutcome.KEPT, by=session.worker, now=NOON)
    assert (done.outcome, done.checked_by, done.checked_at) == ("kept", session.worker, NOON)
    assert TrailEntry.objects.get(action="adjustment checked").facts == {"outcome": "kept"}


def test_checking_twice_is_refused(session):
    adjustment = AdjustmentFactory(session=session)
    check_adjustment(adjustment=adjustment, outcome=AdjustmentOutcome.KEPT, by=session.worker, now=NOON)
    with pytest.raises(AdjustmentAlreadyChecked):
        check_adjustment(adjustment=adjustment, outcome=AdjustmentOutcome.ENDED, by=session.worker, now=NOON)
