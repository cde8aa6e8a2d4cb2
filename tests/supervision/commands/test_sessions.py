"""What can happen to a session."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from supervision import exceptions
from supervision.commands import (
    cancel_session,
    hold_session,
    miss_session,
    move_session,
    session_not_needed,
    start_session,
)
from supervision.enums import Reason, SessionState, Side
from supervision.models import Session, SessionMove
from supervision.shipped import record_template
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import NOON, SessionFactory, publish
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.escalations.commands import ship_ladders
from workforce_assurance.structured_templates.commands import ship_template
from workforce_assurance.structured_templates.models import Response
from workforce_assurance.structured_templates.refusals import NoPublishedTemplate

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = datetime(2027, 3, 18, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _organisation():
    OrganisationFactory()
    ship_ladders(now=NOON)


@pytest.fixture
def session():
    return SessionFactory()


def move(session, to=LATER, now=NOON):
    return move_session(
        session=session, to=to, side=Side.SUPERVISOR, reason=Reason.TRAINING, by=session.supervisor, now=now
    )


def hold(session, **changes):
    values = {"held_at": NOON, "minutes": 85, "by": session.supervisor, "now": NOON, **changes}
    return hold_session(session=session, **values)


@pytest.fixture
def template():
    return ship_template(description=record_template(), now=NOON)


def start(session, by=None):
    return start_session(session=session, by=by or session.supervisor, now=NOON)


def facts_of(action):
    entry = TrailEntry.objects.get(action=action)
    return entry.actor, entry.subject_id, entry.about_id, entry.facts


def test_starting_opens_the_record_of_its_two_people(session, template):
    response = start(session)
    session.refresh_from_db()
    assert (session.started_at, session.state) == (NOON, SessionState.PLANNED)
    assert (response.purpose, response.subject_id) == ("supervision", session.pk)
    assert set(response.parties.values_list("part", "person")) == {
        ("author", session.supervisor_id),
        ("subject", session.worker_id),
    }


def test_starting_is_in_the_trail_once(session, template):
    assert start(session) == start(session)
    assert facts_of("session started") == (
        session.supervisor, str(session.pk), session.worker_id, {"reference": session.reference},
    )  # fmt: skip


def test_whoever_stands_in_and_starts_it_is_its_supervisor_from_then_on(session, template):
    deputy = PersonFactory()
    start(session, by=deputy)
    session.refresh_from_db()
    assert (session.supervisor, facts_of("session started")[0]) == (deputy, deputy)


def test_a_worker_who_prepares_first_changes_nobody(session, template):
    supervisor = session.supervisor
    start(session, by=session.worker)
    session.refresh_from_db()
    assert (session.supervisor, facts_of("session started")[0]) == (supervisor, session.worker)


def test_starting_a_session_that_did_not_take_place_is_refused(template):
    with pytest.raises(exceptions.SessionAlreadyClosed):
        start(SessionFactory(missed=True))
    assert (Response.objects.count(), TrailEntry.objects.filter(action="session started").count()) == (0, 0)


def test_starting_without_a_published_template_leaves_nothing_behind(session):
    with pytest.raises(NoPublishedTemplate):
        start(session)
    session.refresh_from_db()
    assert (session.started_at, TrailEntry.objects.filter(subject_type="supervision.session").count()) == (None, 0)


def test_moving_keeps_the_due_date_and_starts_the_clock_anew(session):
    moved = move(session)
    assert (moved.due_on, moved.on_time_until) == (date(2027, 3, 15), date(2027, 3, 22))
    assert (moved.planned_at, moved.set_by_hand) == (LATER, True)
    assert moved.reminder_at == moved.next_check == datetime(2027, 3, 16, 8, tzinfo=UTC)
    assert moved.due_at == datetime(2027, 3, 19, tzinfo=UTC)
    assert moved.missed_after == datetime(2027, 3, 26, tzinfo=UTC)


def test_moving_to_an_earlier_day_leaves_the_time_until_the_due_date(session):
    moved = move(session, to=datetime(2027, 3, 9, 10, tzinfo=UTC))
    assert moved.missed_after == datetime(2027, 3, 23, tzinfo=UTC)


def test_moving_a_flagged_session_takes_the_flag_away():
    session = SessionFactory(missed_flagged_at=NOON, next_check=None)
    assert move(session).missed_flagged_at is None


def test_moving_into_summer_time_reminds_at_eight_by_the_clock(session):
    moved = move(session, to=datetime(2027, 4, 1, 9, tzinfo=UTC))
    assert moved.reminder_at == datetime(2027, 3, 30, 7, tzinfo=UTC)


def test_a_move_is_kept_with_its_side_and_reason(session):
    move(session)
    row = SessionMove.objects.get()
    assert (row.moved_from, row.moved_to, row.side, row.reason, row.by, row.at) == (
        session.planned_at, LATER, "supervisor", "training", session.supervisor, NOON,
    )  # fmt: skip


def test_moving_twice_to_the_same_time_is_one_move(session):
    move(session)
    move(session)
    assert SessionMove.objects.count() == 1


@pytest.mark.parametrize("to", [NOON, NOON - DAY, NOON + 400 * DAY])
def test_moving_out_of_reach_is_refused(session, to):
    with pytest.raises(exceptions.MovedOutOfReach):
        move(session, to=to)


def test_a_move_is_in_the_trail(session):
    move(session)
    assert facts_of("session moved") == (
        session.supervisor, str(session.pk), session.worker_id,
        {
            "reference": session.reference, "from": "2027-03-15T10:00:00+00:00", "to": "2027-03-18T14:00:00+00:00",
            "side": "supervisor", "reason": "training",
        },
    )  # fmt: skip


def test_holding_says_when_how_long_and_by_whom(session):
    held = hold(session)
    assert (held.state, held.held_at, held.held_minutes) == (SessionState.HELD, NOON, 85)
    assert (held.closed_at, held.closed_by, held.next_check) == (NOON, session.supervisor, None)


def test_holding_in_part_keeps_its_real_minutes(session):
    held = hold(session, minutes=25, partly=True)
    assert (held.state, held.held_minutes) == (SessionState.PARTLY_HELD, 25)


def test_holding_is_in_the_trail(session):
    hold(session)
    assert facts_of("session held")[3] == {
        "reference": session.reference, "state": "held", "held_at": "2027-03-01T12:00:00+00:00", "minutes": 85,
    }  # fmt: skip


def test_holding_later_than_now_is_refused(session):
    with pytest.raises(exceptions.HeldInTheFuture):
        hold(session, held_at=NOON + DAY)


def test_holding_more_than_a_year_ago_is_refused(session):
    with pytest.raises(exceptions.HeldTooLongAgo):
        hold(session, held_at=NOON - 400 * DAY)


@pytest.mark.parametrize("minutes", [0, -1, 481])
def test_holding_for_impossible_minutes_is_refused(session, minutes):
    with pytest.raises(exceptions.MinutesOutOfRange):
        hold(session, minutes=minutes)


def test_cancelling_says_by_whom_and_why(session):
    done = cancel_session(
        session=session,
        side=Side.WORKER,
        reason=Reason.SICKNESS,
        by=session.supervisor,
        now=session.planned_at - 2 * DAY,
    )
    assert (done.state, done.side, done.reason, done.next_check) == ("cancelled", "worker", "sickness", None)
    assert facts_of("session cancelled")[3] == {
        "reference": session.reference, "side": "worker", "reason": "sickness", "notice_hours": 48,
    }  # fmt: skip


def test_missing_says_why(session):
    done = miss_session(session=session, side=Side.SERVICE, reason=Reason.COVER, by=session.supervisor, now=NOON)
    assert (done.state, done.side, done.reason) == ("missed", "service", "cover")
    assert facts_of("session missed")[3] == {"reference": session.reference, "side": "service", "reason": "cover"}


def test_not_needed_says_why(session):
    done = session_not_needed(session=session, reason=Reason.LEAVE, by=session.supervisor, now=NOON)
    assert (done.state, done.reason) == ("not_needed", "leave")
    assert facts_of("session not needed")[3] == {"reference": session.reference, "reason": "leave"}


@pytest.mark.parametrize(
    "again",
    [
        move,
        hold,
        lambda s: cancel_session(session=s, side=Side.WORKER, reason=Reason.LEAVE, by=s.supervisor, now=NOON),
        lambda s: miss_session(session=s, side=Side.WORKER, reason=Reason.LEAVE, by=s.supervisor, now=NOON),
        lambda s: session_not_needed(session=s, reason=Reason.LEAVE, by=s.supervisor, now=NOON),
    ],
)
def test_a_session_with_an_outcome_takes_no_other(again):
    session = SessionFactory(held=True, planned_at=NOON - DAY)
    with pytest.raises(exceptions.SessionAlreadyClosed, match='has an outcome already: "held"'):
        again(session)
    assert Session.objects.get().state == "held"


def test_the_next_session_is_planned_at_once():
    publish()
    supervisor = PersonFactory(receives_supervision=False)
    worker = PersonFactory(supervisor=supervisor, date_joined=NOON)
    hold(SessionFactory(worker=worker, supervisor=supervisor))
    following = Session.objects.open().get()
    assert following.due_because == "Due by 29 March: 28 days after the session of 1 March (Organisation standard)."


@pytest.mark.django_db(transaction=True)
def test_twenty_posts_at_once_make_one_outcome():
    session = SessionFactory()

    def post(_):
        try:
            hold(session)
        except exceptions.SessionAlreadyClosed:
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(post, range(20))) == 1
    assert TrailEntry.objects.filter(action="session held").count() == 1
