"""What escalation asks of supervision."""

from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from supervision.models import Session
from supervision.obligations import claim, may_know, page, unmet
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON, SessionFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def claimed(now, limit=100, using="default"):
    with connections[using].cursor() as cursor:
        cursor.execute(*claim(now, limit))
        return cursor.fetchall()


def test_nothing_is_claimed_before_its_time():
    session = SessionFactory()
    assert claimed(session.reminder_at - MINUTE) == []


def test_a_claim_says_what_whose_by_whom_and_until_when():
    session = SessionFactory()
    assert claimed(session.reminder_at) == [
        (session.pk, session.reference, session.worker_id, session.supervisor_id, session.due_at, session.missed_after)
    ]


def test_a_reminder_is_claimed_once_and_the_next_look_is_at_the_end_of_the_grace():
    session = SessionFactory()
    claimed(session.reminder_at)
    assert claimed(session.reminder_at + MINUTE) == []
    session.refresh_from_db()
    assert (session.next_check, session.missed_flagged_at) == (session.missed_after, None)


def test_a_session_past_its_grace_is_flagged_once_and_looked_at_no_more():
    session = SessionFactory()
    claimed(session.missed_after)
    assert claimed(session.missed_after + MINUTE) == []
    flagged_at = session.missed_after
    session.refresh_from_db()
    assert (session.next_check, session.missed_flagged_at) == (None, flagged_at)


def test_a_session_with_an_outcome_is_not_claimed():
    session = SessionFactory(held=True)
    assert claimed(session.missed_after) == []


def test_a_claim_takes_the_oldest_first_and_no_more_than_asked_for():
    SessionFactory(next_check=NOON)
    oldest = SessionFactory(next_check=NOON - MINUTE)
    assert [row[0] for row in claimed(NOON, limit=1)] == [oldest.pk]


def test_the_keys_that_a_claim_takes_are_found_once_whatever_the_plan():
    """As a part of the join they could be asked for again for each row, and more be locked than the limit says."""
    statement, parameters = claim(NOON, 1)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}", parameters)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "CTE claimed" in plan


@pytest.mark.django_db(transaction=True)
def test_a_session_that_another_sweep_holds_is_left_to_it():
    held, free = SessionFactory(next_check=NOON - MINUTE), SessionFactory(next_check=NOON)
    other = connection.copy()
    try:
        with transaction.atomic():
            Session.objects.select_for_update().get(pk=held.pk)
            with other.cursor() as cursor:
                cursor.execute(*claim(NOON, 10))
                assert [row[0] for row in cursor.fetchall()] == [free.pk]
    finally:
        other.close()


def test_unmet_is_what_has_no_outcome():
    session = SessionFactory()
    SessionFactory(held=True)
    assert [row["pk"] for row in unmet(NOON)] == [session.pk]


def test_the_worker_is_told_of_their_own_session_as_a_party_only():
    person, worker = PersonFactory.build(), PersonFactory.build()
    assert may_know(person, worker.pk)
    assert not may_know(worker, worker.pk)
    assert not may_know(PersonFactory.build(is_active=False), worker.pk)


def test_the_claim_reads_the_partial_index():
    for n in range(3):
        SessionFactory(next_check=NOON + n * MINUTE)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        sql, params = claim(NOON, 10)
        cursor.execute("EXPLAIN " + sql, params)
        assert "session_to_check_next" in "\n".join(row[0] for row in cursor.fetchall())


def test_the_page_of_a_session_is_its_hub():
    session = SessionFactory()
    assert page(session.pk) == f"/supervision/{session.pk}/"
