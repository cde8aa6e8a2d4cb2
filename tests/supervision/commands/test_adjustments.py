"""Agreed adjustments: what the record's section says, once each, and what became of them."""

from datetime import date

import pytest

from supervision.commands import agree_adjustments, carry_adjustment, check_adjustment, set_check_date
from supervision.enums import AdjustmentEffect, AdjustmentOutcome
from supervision.exceptions import (
    AdjustmentAlreadyChecked,
    AdjustmentOfSomebodyElse,
    CheckOutOfReach,
    SessionAlreadyClosed,
)
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
    done = check_adjustment(
        adjustment=adjustment,
        outcome=AdjustmentOutcome.KEPT,
        helped=AdjustmentEffect.PARTLY,
        by=session.worker,
        now=NOON,
    )
    assert (done.outcome, done.helped, done.checked_by, done.checked_at) == ("kept", "partly", session.worker, NOON)
    assert TrailEntry.objects.get(action="adjustment checked").facts == {
        "outcome": "kept",
        "helped": "partly",
    }


def test_checking_twice_is_refused(session):
    adjustment = AdjustmentFactory(session=session)
    check_adjustment(
        adjustment=adjustment,
        outcome=AdjustmentOutcome.KEPT,
        helped=AdjustmentEffect.PARTLY,
        by=session.worker,
        now=NOON,
    )
    with pytest.raises(AdjustmentAlreadyChecked):
        check_adjustment(
            adjustment=adjustment,
            outcome=AdjustmentOutcome.ENDED,
            helped=AdjustmentEffect.NO,
            by=session.worker,
            now=NOON,
        )


def to(adjustment, day, reason="more_time", now=NOON):
    by = adjustment.worker
    return set_check_date(adjustment=adjustment, check_on=day, reason=reason, by=by, now=now)


def test_a_new_day_leaves_the_one_before_readable_and_says_why_in_the_trail(session):
    adjustment = AdjustmentFactory(session=session)
    to(adjustment, date(2027, 4, 12))
    to(adjustment, date(2027, 4, 26), "waits")
    adjustment.refresh_from_db()
    days = list(adjustment.dates.values_list("moved_from", "moved_to", "reason"))
    assert adjustment.check_on == date(2027, 4, 26)
    assert days == [
        (date(2027, 3, 29), date(2027, 4, 12), "more_time"),
        (date(2027, 4, 12), date(2027, 4, 26), "waits"),
    ]
    entry = TrailEntry.objects.filter(action="adjustment given a new day").last()
    assert entry.facts == {"from": "2027-04-12", "to": "2027-04-26", "reason": "waits"}


@pytest.mark.parametrize("day", [date(2027, 2, 28), date(2027, 3, 29), date(2028, 3, 2)])
def test_a_day_that_has_passed_is_the_same_or_lies_far_ahead_is_refused(session, day):
    with pytest.raises(CheckOutOfReach):
        to(AdjustmentFactory(session=session), day)


def test_what_was_checked_gets_no_new_day_and_is_not_carried(session):
    adjustment = AdjustmentFactory(session=session)
    check_adjustment(
        adjustment=adjustment,
        outcome=AdjustmentOutcome.KEPT,
        helped=AdjustmentEffect.PARTLY,
        by=session.worker,
        now=NOON,
    )
    with pytest.raises(AdjustmentAlreadyChecked):
        to(adjustment, date(2027, 4, 12))
    with pytest.raises(AdjustmentAlreadyChecked):
        carry_adjustment(adjustment=adjustment, session=later(session), by=session.worker, now=NOON)


def later(session, **changes):
    due_on = date(2027, 4, 12)
    return SessionFactory(worker=session.worker, supervisor=session.supervisor, due_on=due_on, **changes)


def test_carrying_it_twice_from_a_session_is_carrying_it_once(session):
    adjustment, then = AdjustmentFactory(session=session), later(session)
    for _ in range(2):
        carry_adjustment(adjustment=adjustment, session=then, by=session.supervisor, now=NOON)
    assert list(adjustment.carries.values_list("session", "by")) == [(then.pk, session.supervisor_id)]
    assert TrailEntry.objects.get(action="adjustment carried").facts == {"session": then.reference}


def test_only_a_later_session_of_the_same_worker_carries_it(session):
    adjustment = AdjustmentFactory(session=session)
    for other in (session, SessionFactory()):
        with pytest.raises(AdjustmentOfSomebodyElse):
            carry_adjustment(adjustment=adjustment, session=other, by=session.supervisor, now=NOON)


def test_a_session_that_did_not_take_place_carries_nothing(session):
    with pytest.raises(SessionAlreadyClosed):
        missed = later(session, missed=True)
        carry_adjustment(adjustment=AdjustmentFactory(session=session), session=missed, by=session.worker, now=NOON)


def test_the_record_no_longer_changes_what_was_carried_or_given_a_new_day(session):
    agree_adjustments(session.pk, [row(session, "a"), row(session, "b")], session.supervisor, NOON)
    a, b = Adjustment.objects.order_by("row")
    to(a, date(2027, 4, 12))
    carry_adjustment(adjustment=b, session=later(session), by=session.supervisor, now=NOON)
    agree_adjustments(session.pk, [row(session, "a", "workload")], session.supervisor, NOON)
    found = list(Adjustment.objects.order_by("row").values_list("row", "kind", "check_on"))
    assert found == [("a", "peer_support", date(2027, 4, 12)), ("b", "peer_support", date(2027, 3, 29))]
