"""The usual time of a worker's sessions."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from supervision.commands import end_series, move_session, plan_ahead, set_series, start_session
from supervision.enums import Reason, Side
from supervision.exceptions import NoSupervisorYet
from supervision.models import Series, Session
from supervision.slots import Usual
from tests.factories.people import OrganisationFactory, PersonFactory, SupervisionLineFactory
from tests.factories.supervision import NOON, SessionFactory, publish
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.shipped import load_shipped

pytestmark = pytest.mark.django_db
TUESDAYS = Usual(
    1, time(11), date(2027, 3, 2), every_weeks=2, minutes=120, place="Room 2", call_link="https://call.example/a"
)


@pytest.fixture(autouse=True)
def _organisation():
    OrganisationFactory()
    publish(longest_gap_days=14)


@pytest.fixture
def worker():
    return PersonFactory(date_joined=NOON, supervisor=PersonFactory(receives_supervision=False))


def supervisor_of(worker):
    return worker.supervised_by.get().supervisor


def times(worker):
    return list(Session.objects.filter(worker=worker).order_by("due_on").values_list("planned_at", flat=True))


def tuesdays(*days):
    return [datetime(2027, month, day, hour, tzinfo=UTC) for month, day, hour in days]


def test_planning_ahead_takes_the_usual_time_before_each_due_date(worker):
    set_series(worker=worker, usual=TUESDAYS, by=supervisor_of(worker), now=NOON)
    plan_ahead(now=NOON)
    # Due by 15 March, 29 March and 12 April; in turn are 2, 16 and 30 March.
    assert times(worker) == tuesdays((3, 2, 11), (3, 16, 11), (3, 30, 10))
    session = Session.objects.filter(worker=worker).order_by("due_on").first()
    assert (session.minutes, session.place, session.call_link) == (120, "Room 2", "https://call.example/a")
    assert all(s.planned_at <= s.due_at for s in Session.objects.filter(worker=worker))


def test_planning_twice_with_a_series_changes_nothing(worker):
    set_series(worker=worker, usual=TUESDAYS, by=supervisor_of(worker), now=NOON)
    plan_ahead(now=NOON)
    before = list(Session.objects.order_by("pk").values())
    assert not plan_ahead(now=NOON + timedelta(hours=1))
    assert list(Session.objects.order_by("pk").values()) == before


def test_the_length_is_never_below_what_the_policy_asks_for(worker):
    set_series(worker=worker, usual=replace(TUESDAYS, minutes=30), by=supervisor_of(worker), now=NOON)
    plan_ahead(now=NOON)
    assert set(Session.objects.values_list("minutes", flat=True)) == {90}


def test_setting_a_series_moves_what_planning_placed_and_keeps_the_due_dates(worker):
    plan_ahead(now=NOON)
    due = list(Session.objects.order_by("due_on").values_list("due_on", "due_at", "reminder_at"))
    done = set_series(worker=worker, usual=TUESDAYS, by=supervisor_of(worker), now=NOON)
    assert done.moved == 3
    assert times(worker)[:2] == tuesdays((3, 2, 11), (3, 16, 11))
    assert list(Session.objects.order_by("due_on").values_list("due_on", "due_at", "reminder_at")) == due


def test_a_changed_series_leaves_what_somebody_set_by_hand_or_began(worker):
    load_shipped(now=NOON)
    plan_ahead(now=NOON)
    first, second, _ = Session.objects.filter(worker=worker).order_by("due_on")
    at = datetime(2027, 3, 11, 15, tzinfo=UTC)
    supervisor = supervisor_of(worker)
    move_session(session=first, to=at, side=Side.WORKER, reason=Reason.TRAINING, by=supervisor, now=NOON)
    start_session(session=second, by=supervisor, now=NOON)
    before = times(worker)[:2]
    set_series(worker=worker, usual=TUESDAYS, by=supervisor, now=NOON)
    assert times(worker)[:2] == before


def test_two_series_at_one_hour_do_not_share_it(worker):
    supervisor = supervisor_of(worker)
    other = PersonFactory(date_joined=NOON, supervisor=supervisor)
    for each in (worker, other):
        set_series(worker=each, usual=TUESDAYS, by=supervisor, now=NOON)
    plan_ahead(now=NOON)
    assert len(set(times(worker)) & set(times(other))) == 0


def test_with_another_supervisor_a_series_counts_no_more(worker):
    set_series(worker=worker, usual=TUESDAYS, by=supervisor_of(worker), now=NOON)
    worker.supervised_by.update(ends_on=date(2027, 2, 28))
    SupervisionLineFactory(
        worker=worker, supervisor=PersonFactory(receives_supervision=False), starts_on=date(2027, 3, 1)
    )
    plan_ahead(now=NOON)
    assert times(worker)[0] == datetime(2027, 3, 15, 10, tzinfo=UTC)
    assert set(Session.objects.values_list("call_link", flat=True)) == {""}


def test_a_new_supervisor_does_not_inherit_the_link_of_the_call(worker):
    set_series(worker=worker, usual=TUESDAYS, by=supervisor_of(worker), now=NOON)
    plan_ahead(now=NOON)
    worker.supervised_by.update(ends_on=date(2027, 2, 28))
    SupervisionLineFactory(
        worker=worker, supervisor=PersonFactory(receives_supervision=False), starts_on=date(2027, 3, 1)
    )
    plan_ahead(now=NOON + timedelta(hours=1))
    assert set(Session.objects.values_list("call_link", flat=True)) == {""}


def test_a_worker_without_supervisor_has_no_series():
    with pytest.raises(NoSupervisorYet):
        set_series(worker=PersonFactory(), usual=TUESDAYS, by=PersonFactory(), now=NOON)


def test_the_trail_keeps_when_and_never_where(worker):
    set_series(worker=worker, usual=TUESDAYS, by=supervisor_of(worker), now=NOON)
    entry = TrailEntry.objects.get(action="series set")
    assert entry.facts == {"weekday": 1, "clock": "11:00", "every_weeks": 2, "moved": 0}
    assert entry.subject_id == str(worker.pk)


def test_ending_a_series_leaves_what_is_planned(worker):
    set_series(worker=worker, usual=TUESDAYS, by=supervisor_of(worker), now=NOON)
    plan_ahead(now=NOON)
    before = times(worker)
    for _ in range(2):
        end_series(worker=worker, by=supervisor_of(worker), now=NOON)
    plan_ahead(now=NOON)
    assert times(worker) == before
    assert (Series.objects.count(), TrailEntry.objects.filter(action="series ended").count()) == (0, 1)


def test_calendars_hear_of_a_new_time_and_of_nothing_else(worker):
    session = SessionFactory(worker=worker, supervisor=supervisor_of(worker))
    Session.objects.filter(pk=session.pk).update(place="Room 3", missed_flagged_at=NOON)
    session.refresh_from_db()
    assert session.calendar_revision == 0
    session.planned_at += timedelta(hours=1)
    session.save()
    session.save()
    session.refresh_from_db()
    assert session.calendar_revision == 1
