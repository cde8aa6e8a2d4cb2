"""The reminder rung of the published ladder moves the reminders of open sessions."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.commands import move_reminders, plan_ahead
from supervision.enums import KIND
from supervision.models import Session
from supervision.obligations import claim, due
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import NOON, SessionFactory, publish
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.escalations.commands import (
    Step,
    copy_ladder,
    edit_ladder,
    publish_ladder,
    ship_ladders,
)
from workforce_assurance.escalations.models import LadderVersion

pytestmark = pytest.mark.django_db
# The factory's session is due by the end of Monday 15 March 2027.
TWO_DAYS_BEFORE = datetime(2027, 3, 11, 8, tzinfo=UTC)
FIVE_DAYS_BEFORE = datetime(2027, 3, 8, 8, tzinfo=UTC)
AT_ONCE = Step(1, "supervisor", 0)


@pytest.fixture(autouse=True)
def _ladders():
    OrganisationFactory()
    ship_ladders(now=NOON)


def planned(**values):
    return SessionFactory(**{"reminder_at": TWO_DAYS_BEFORE, **values})


def publish_reminder(*days):
    """A new version of the ladder that reminds so many working days before, or not at all."""
    ladder = LadderVersion.objects.get(obligation_kind=KIND, state="published")
    draft = copy_ladder(ladder=ladder, by=None, now=NOON)
    steps = [*(Step(0, "supervisor", number) for number in days), AT_ONCE]
    edit_ladder(ladder=draft, steps=steps, acknowledgement_holds=3, by=None, now=NOON)
    publish_ladder(ladder=draft, by=None, now=NOON)


def clock(session):
    session.refresh_from_db()
    return session.reminder_at, session.next_check


def test_a_ladder_that_reminds_earlier_moves_the_reminder_of_an_open_session():
    session = planned()
    publish_reminder(5)
    assert clock(session) == (FIVE_DAYS_BEFORE, FIVE_DAYS_BEFORE)


def test_a_ladder_without_a_reminder_leaves_the_end_of_the_grace():
    session = planned()
    publish_reminder()
    assert clock(session) == (None, session.missed_after)


def test_a_ladder_that_reminds_again_brings_the_reminder_back():
    session = planned(reminder_at=None, next_check=None)
    Session.objects.update(next_check=session.missed_after)
    publish_reminder(5)
    assert clock(session) == (FIVE_DAYS_BEFORE, FIVE_DAYS_BEFORE)


def test_what_was_reminded_of_already_is_left_alone():
    session = planned()
    with connection.cursor() as cursor:
        cursor.execute(*claim(TWO_DAYS_BEFORE, 10))
    publish_reminder(1)
    assert clock(session) == (TWO_DAYS_BEFORE, session.missed_after)


def test_sessions_with_an_outcome_or_past_their_end_are_left_alone():
    held, flagged = planned(held=True), planned(next_check=None, missed_flagged_at=NOON)
    publish_reminder(5)
    assert (clock(held), clock(flagged)) == ((TWO_DAYS_BEFORE, None), (TWO_DAYS_BEFORE, None))


def test_the_same_number_of_days_touches_nothing():
    session = planned(reminder_at=FIVE_DAYS_BEFORE)
    publish_reminder(2)
    assert clock(session) == (FIVE_DAYS_BEFORE, FIVE_DAYS_BEFORE)


def test_moving_reminders_twice_changes_nothing_the_second_time_and_says_once_what_it_did():
    planned()
    assert [move_reminders(working_days=5, now=NOON) for _ in range(2)] == [1, 0]
    entry = TrailEntry.objects.get(action="reminders moved")
    assert entry.facts == {"kind": KIND, "working_days": 5, "sessions": 1}


def test_moving_costs_the_same_at_one_and_at_three_sessions():
    def statements(count, days):
        for number in range(count):
            planned(due_on=date(2027, 3, 15) + timedelta(days=7 * number))
        with CaptureQueriesContext(connection) as queries:
            move_reminders(working_days=days, now=NOON)
        return len(queries)

    assert statements(1, 5) == statements(2, 4)


def test_planning_asks_the_ladder():
    publish()
    worker = PersonFactory(date_joined=NOON, supervisor=PersonFactory(receives_supervision=False))
    publish_reminder()
    plan_ahead(now=NOON)
    session = Session.objects.filter(worker=worker).earliest("due_on")
    assert clock(session) == (None, session.missed_after)


def test_what_is_due_for_a_look_is_what_a_claim_would_take():
    planned(next_check=NOON)
    planned(next_check=NOON + timedelta(minutes=1))
    found = list(due(NOON))
    with connection.cursor() as cursor:
        cursor.execute(*claim(NOON, 10))
        assert found == cursor.fetchall()
