"""The yearly review of an agreement: reminded of, told of, and done by signing the next one."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from supervision.commands import move_agreement_reminders
from supervision.models import Agreement
from supervision.reviews import claim, due, page, unmet
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import NOON, AgreementFactory
from tests.supervision.agreeing import agree
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.models import Episode, LadderVersion, Notice

pytestmark = pytest.mark.django_db
# Signed on Monday, 1 March 2027, reviewed by Wednesday, 1 March 2028.
RUNS_OUT = datetime(2028, 3, 2, tzinfo=UTC)
REMINDED = datetime(2028, 2, 16, 8, tzinfo=UTC)


@pytest.fixture
def agreement():
    OrganisationFactory()
    load_shipped(now=NOON)
    supervisor = PersonFactory(receives_supervision=False)
    return agree(PersonFactory(supervisor=supervisor), supervisor, now=NOON)


def test_its_clock_is_that_of_its_ladder(agreement):
    assert (agreement.reminder_at, agreement.due_at, agreement.next_check) == (REMINDED, RUNS_OUT, REMINDED)


def test_a_claim_and_its_dry_run_say_the_same(agreement):
    said = (agreement.pk, agreement.reference, agreement.worker_id, agreement.supervisor_id, RUNS_OUT, RUNS_OUT)
    assert list(due(REMINDED)) == [said]
    with connection.cursor() as cursor:
        cursor.execute(*claim(REMINDED, 10))
        assert cursor.fetchall() == [said]
        cursor.execute(*claim(REMINDED, 10))
        assert cursor.fetchall() == []
    agreement.refresh_from_db()
    assert agreement.next_check == RUNS_OUT
    assert page(agreement.pk) == f"/supervision/agreements/{agreement.pk}/"


def test_whose_line_has_gone_asks_for_no_review(agreement):
    assert list(unmet(RUNS_OUT)) == [{"pk": agreement.pk}]
    agreement.worker.supervised_by.update(ends_on=NOON.date())
    assert list(unmet(RUNS_OUT)) == []


def test_another_reminder_of_the_ladder_moves_it(agreement):
    assert move_agreement_reminders(working_days=None, now=NOON) == 1
    agreement.refresh_from_db()
    assert (agreement.reminder_at, agreement.next_check) == (None, RUNS_OUT)


def test_the_shipped_ladder_reminds_the_supervisor_and_then_tells_above(agreement):
    ladder = LadderVersion.objects.get(obligation_kind="supervision.agreement")
    told = list(ladder.rungs.order_by("position").values_list("recipient", "working_days"))
    assert told == [("supervisor", 10), ("supervisor", 0), ("manager", 10), ("safety_net", 20)]


@pytest.mark.django_db(transaction=True)
def test_the_supervisor_is_reminded_then_told_and_the_next_agreement_closes_it():
    OrganisationFactory()
    load_shipped(now=NOON)
    supervisor = PersonFactory(receives_supervision=False)
    worker = PersonFactory(supervisor=supervisor)
    sweep(now=NOON)
    agree(worker, supervisor, now=NOON)
    reviews = Episode.objects.filter(obligation_kind="supervision.agreement")
    sweep(now=REMINDED)
    assert reviews.get().state == "approaching"
    sweep(now=RUNS_OUT)
    told = Notice.objects.filter(episode__in=reviews)
    assert set(told.values_list("position", "recipient")) == {(0, supervisor.pk), (1, supervisor.pk)}
    agree(worker, supervisor, now=RUNS_OUT)
    assert reviews.values_list("state", "closed_because").get() == ("closed", "done")


@pytest.mark.parametrize(
    "broken",
    [
        {"longest_gap_days": 0},
        {"least_minutes": 481},
        {"review_months": 13},
        {"state": "signed"},
        {"agreed_on": date(2027, 3, 1)},
        {"state": "ended"},
        {"ended_because": "replaced"},
        {"next_check": NOON},
    ],
)
def test_what_an_agreement_cannot_be(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementFactory(**broken)


def test_nobody_agrees_with_themselves():
    person = PersonFactory()
    with pytest.raises(IntegrityError, match="nobody_agrees_with_themselves"), transaction.atomic():
        AgreementFactory(worker=person, supervisor=person)


def test_one_is_in_force_and_one_in_the_making_at_most():
    worker = PersonFactory()
    AgreementFactory(worker=worker, in_force=True)
    AgreementFactory(worker=worker)
    with pytest.raises(IntegrityError, match="one_agreement_in_force_for_a_worker"), transaction.atomic():
        AgreementFactory(worker=worker, in_force=True)
    with pytest.raises(IntegrityError, match="one_agreement_in_the_making_for_a_worker"), transaction.atomic():
        AgreementFactory(worker=worker, state="proposed")


@pytest.mark.parametrize("change", [{"longest_gap_days": 28}, {"review_on": date(2028, 5, 1)}])
def test_what_both_signed_stays_whoever_writes(change):
    signed = AgreementFactory(in_force=True)
    with pytest.raises(ProgrammingError, match="never changes"), transaction.atomic():
        Agreement.objects.filter(pk=signed.pk).update(**change)
