"""Signatures that a finished record waits for: until when, who is told, and what ends them."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.commands import (
    follow_up_signatures,
    move_signature_reminders,
    set_signing_time,
    start_session,
    wait_for_signatures,
)
from supervision.models import SignatureDue, SigningTime
from supervision.signatures import claim, due, open_to, page
from supervision.signing import status_words
from tests.factories.people import OrganisationFactory, PersonFactory, RoleGrantFactory
from tests.factories.supervision import NOON, SessionFactory
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.panels import panels_for
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.links import token_for
from workforce_assurance.escalations.models import Episode, LadderVersion, Notice
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person
from workforce_assurance.structured_templates.models import Response, Signature

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
    assert status_words(SignatureDue.objects.first().due_on, today) == words


def test_nothing_to_sign_is_no_panel(session):
    assert "to_sign" not in {panel.key for panel in panels_for(session.worker, now=NOON)}


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


def a_finished_record(session, finished_at=NOON):
    """A record as it stood before there was a time to sign: finished, and nothing waits."""
    response = start_session(session=session, by=session.supervisor, now=finished_at)
    Response.objects.filter(pk=response.pk).update(state="to_sign", finished_at=finished_at, content_sha256="0" * 64)
    return response


def test_records_finished_before_there_was_a_time_to_sign_get_all_of_it_from_now_on(session):
    long_ago = datetime(2026, 6, 1, 12, tzinfo=UTC)
    response = a_finished_record(session, long_ago)
    Signature.objects.create(response=response, person=session.supervisor, at=long_ago, content_sha256="0" * 64)
    for _ in range(2):
        load_shipped(now=NOON)
    assert list(SignatureDue.objects.values_list("signer", "finished_at", "due_at", "responsible")) == [
        (session.worker_id, long_ago, RUNS_OUT, session.supervisor_id)
    ]
    assert TrailEntry.objects.get(action="signatures followed up").facts == {"signatures": 1}


def test_nothing_to_follow_up_leaves_no_trace(session):
    finish(session)
    assert follow_up_signatures(now=NOON) == 0
    assert not TrailEntry.objects.filter(action="signatures followed up").exists()


def test_following_up_costs_the_same_for_one_and_for_three_records(session):
    sessions = [session, *(SessionFactory() for _ in range(2))]
    costs = []
    for of in (sessions[:1], sessions):
        for one in of:
            a_finished_record(one)
        SignatureDue.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            assert follow_up_signatures(now=NOON) == 2 * len(of)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_the_sessions_page_says_to_whoever_signs_until_when(session):
    a_finished_record(session)
    follow_up_signatures(now=NOON)
    client = Client()
    with time_machine.travel(NOON, tick=False):
        for person in (session.worker, session.supervisor):
            client.force_login(person)
            page = client.get(f"/supervision/{session.pk}/").content.decode()
            assert page.count("o be signed by Mon 8 Mar 2027.") == 1
            assert "by Mon 8 Mar 2027" in page


def test_an_alert_leads_whoever_may_not_open_the_session_to_the_alert_itself(session):
    boss = PersonFactory(full_name="Above the supervisor")
    Person.objects.filter(pk=session.supervisor_id).update(manager=boss)
    wait_for_signatures(subject_id=session.pk, of={session.supervisor_id}, signed=True, now=NOON)
    due = SignatureDue.objects.get()
    assert due.responsible == boss
    assert open_to(boss, [due.pk], on=NOON.date()) == set()
    assert open_to(session.worker, [due.pk], on=NOON.date()) == {due.pk}


@pytest.mark.django_db(transaction=True)
def test_every_link_of_a_mail_about_a_signature_opens():
    OrganisationFactory()
    load_shipped(now=NOON)
    boss = PersonFactory(full_name="Above the supervisor", receives_supervision=False)
    supervisor = PersonFactory(receives_supervision=False, manager=boss)
    session = SessionFactory(worker=PersonFactory(), supervisor=supervisor)
    sweep(now=NOON)
    wait_for_signatures(subject_id=session.pk, of={supervisor.pk}, signed=True, now=NOON)
    at = datetime(2027, 3, 25, 12, tzinfo=UTC)
    for moment in (RUNS_OUT, datetime(2027, 3, 12, 12, tzinfo=UTC), at):
        sweep(now=moment)
    about_it = Notice.objects.filter(episode__obligation_kind="supervision.signature", recipient__isnull=False)
    told = {notice.recipient_id: notice.mail for notice in about_it.select_related("mail__recipient")}
    assert set(told) == {boss.pk, supervisor.pk}
    with time_machine.travel(at, tick=False):
        for mail in told.values():
            page = Client().get(reverse("acknowledge", args=[token_for(mail.pk, mail.recipient_id)])).content.decode()
            client = Client()
            client.force_login(mail.recipient)
            links = re.findall(r'class="btn btn-secondary btn-small" href="([^"]+)"', page)
            assert links
            assert {client.get(link).status_code for link in links} == {200}
