"""Signatures that a finished record waits for: until when, who is told, and what ends them."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test import Client

from supervision.commands import move_signature_reminders, set_signing_time, wait_for_signatures
from supervision.models import SignatureDue, SigningTime
from supervision.panels import to_sign
from supervision.signatures import claim, due, page
from supervision.signing import status_words
from tests.factories.people import OrganisationFactory, PersonFactory, RoleGrantFactory
from tests.factories.supervision import NOON, SessionFactory
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.models import Episode, LadderVersion, Notice
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db
# NOON is Monday, 1 March 2027: five working days later is Monday, 8 March.
RUNS_OUT = datetime(2027, 3, 9, tzinfo=UTC)


@pytest.fixture
def session():
    OrganisationFactory()
    load_shipped(now=NOON)
    return SessionFactory(worker=PersonFactory(), supervisor=PersonFactory(receives_supervision=False))


def finish(session, now=NOON):
    wait_for_signatures(subject_id=session.pk, of={session.worker_id, session.supervisor_id}, signed=True, now=now)


def test_a_finished_record_waits_for_both_until_the_fifth_working_day(session):
    finish(session)
    assert set(SignatureDue.objects.values_list("signer", "due_on", "due_at", "reminder_at")) == {
        (person, date(2027, 3, 8), RUNS_OUT, datetime(2027, 3, 4, 8, tzinfo=UTC))
        for person in (session.worker_id, session.supervisor_id)
    }


def test_the_working_days_are_the_organisation_s(session):
    set_signing_time(working_days=2, by=None, now=NOON)
    finish(session)
    assert set(SignatureDue.objects.values_list("due_on", flat=True)) == {date(2027, 3, 3)}


def test_signing_ends_one_signature_and_leaves_the_other(session):
    finish(session)
    wait_for_signatures(subject_id=session.pk, of={session.worker_id}, signed=True, now=NOON)
    states = dict(SignatureDue.objects.values_list("signer", "state"))
    assert states == {session.supervisor_id: "signed", session.worker_id: "waits"}


def test_a_record_that_is_written_again_waits_for_nobody_and_finished_again_for_both(session):
    finish(session)
    wait_for_signatures(subject_id=session.pk, of=set(), signed=False, now=NOON)
    finish(session)
    assert sorted(SignatureDue.objects.values_list("state", flat=True)) == ["waits", "waits", "withdrawn", "withdrawn"]


def test_a_claim_and_its_dry_run_say_the_same(session):
    wait_for_signatures(subject_id=session.pk, of={session.worker_id}, signed=True, now=NOON)
    row = SignatureDue.objects.get()
    said = (row.pk, session.reference, session.worker_id, session.supervisor_id, RUNS_OUT, RUNS_OUT)
    assert list(due(row.reminder_at)) == [said]
    with connection.cursor() as cursor:
        cursor.execute(*claim(row.reminder_at, 10))
        assert cursor.fetchall() == [said]
        cursor.execute(*claim(row.reminder_at, 10))
        assert cursor.fetchall() == []
    assert page(row.pk) == f"/supervision/{session.pk}/"


def test_a_claim_takes_no_more_than_asked_for(session):
    finish(session)
    with connection.cursor() as cursor:
        cursor.execute(*claim(RUNS_OUT, 1))
        assert len(cursor.fetchall()) == 1
    assert SignatureDue.objects.filter(next_check=None).count() == 1


def test_another_reminder_of_the_ladder_moves_what_nobody_was_reminded_of(session):
    finish(session)
    assert move_signature_reminders(working_days=None, now=NOON) == 2
    assert set(SignatureDue.objects.values_list("reminder_at", "next_check")) == {(None, RUNS_OUT)}


def test_the_shipped_ladder_tells_the_signer_first(session):
    ladder = LadderVersion.objects.get(obligation_kind="supervision.signature")
    told = list(ladder.rungs.order_by("position").values_list("recipient", flat=True))
    assert told == ["worker", "worker", "supervisor", "manager", "safety_net"]


def test_the_time_to_sign_stands_in_the_trail(session):
    set_signing_time(working_days=7, by=None, now=NOON)
    assert TrailEntry.objects.get(action="time to sign set").facts == {"working_days": 7}


@pytest.mark.django_db(transaction=True)
def test_a_signature_that_another_sweep_holds_is_left_to_it():
    OrganisationFactory()
    load_shipped(now=NOON)
    session = SessionFactory()
    finish(session)
    held = SignatureDue.objects.get(signer=session.worker)
    other = connection.copy()
    try:
        with transaction.atomic():
            SignatureDue.objects.select_for_update().get(pk=held.pk)
            with other.cursor() as cursor:
                cursor.execute(*claim(RUNS_OUT, 10))
                assert [row[2] for row in cursor.fetchall()] == [session.supervisor_id]
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_the_signer_is_reminded_then_told_and_signing_closes_it():
    OrganisationFactory()
    load_shipped(now=NOON)
    session = SessionFactory(worker=PersonFactory(), supervisor=PersonFactory(receives_supervision=False))
    sweep(now=NOON)
    wait_for_signatures(subject_id=session.pk, of={session.worker_id}, signed=True, now=NOON)
    of_signatures = Episode.objects.filter(obligation_kind="supervision.signature")
    sweep(now=SignatureDue.objects.get().reminder_at)
    assert of_signatures.get().state == "approaching"
    sweep(now=RUNS_OUT)
    told = Notice.objects.filter(episode__in=of_signatures)
    assert set(told.values_list("position", "recipient")) == {(0, session.worker_id), (1, session.worker_id)}
    wait_for_signatures(subject_id=session.pk, of=set(), signed=True, now=RUNS_OUT)
    assert of_signatures.values_list("state", "closed_because").get() == ("closed", "done")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 3, 8), ("Sign by Mon 8 Mar 2027", "due_soon")),
        (date(2027, 3, 9), ("1 day past its date", "past_date")),
    ],
)
def test_today_says_until_when(session, today, words):
    finish(session)
    assert status_words(SignatureDue.objects.first(), today) == words


def test_nothing_to_sign_is_no_panel(session):
    assert to_sign(session.worker, NOON) is None


def test_the_setting_has_a_page_for_administrators(session):
    administrator = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=administrator, role=Role.ADMINISTRATOR)
    client = Client()
    client.force_login(administrator)
    assert 'value="5"' in client.get("/set-up/signing/").content.decode()
    wrong = client.post("/set-up/signing/", {"working_days": "0"}).content.decode()
    assert "Enter a whole number from 1 to 30." in wrong
    client.post("/set-up/signing/", {"working_days": "7"})
    assert SigningTime.objects.get().working_days == 7
