"""Planning sessions ahead."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.cadence import MinutesPerMonth, Period, PerPeriod, Ratio
from supervision.commands import hold_session, move_session, plan_ahead, plan_for
from supervision.enums import Reason, Side
from supervision.models import Session
from supervision.tasks import plan_ahead as plan_ahead_task
from tests.factories.people import (
    HolidayFactory,
    LeaveFactory,
    OrganisationFactory,
    PersonFactory,
    SupervisionLineFactory,
    TeamFactory,
)
from tests.factories.supervision import NOON, PHASE_IN, SessionFactory, publish
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.escalations.commands import ship_ladders

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _organisation():
    OrganisationFactory()
    ship_ladders(now=NOON)


def a_worker(**values):
    """Somebody with a supervisor who came to the register on 1 March 2027 and is nobody's supervisor."""
    supervisor = values.pop("supervisor", None) or PersonFactory(receives_supervision=False)
    return PersonFactory(date_joined=values.pop("date_joined", NOON), supervisor=supervisor, **values)


def due_dates(worker):
    return list(Session.objects.filter(worker=worker).order_by("due_on").values_list("due_on", flat=True))


def test_sessions_are_planned_up_to_the_horizon():
    publish(longest_gap_days=14)
    worker = a_worker()
    plan_ahead(now=NOON)
    assert due_dates(worker) == [date(2027, 3, 15), date(2027, 3, 29), date(2027, 4, 12)]


def test_the_next_session_is_planned_even_beyond_the_horizon():
    publish(longest_gap_days=90)
    worker = a_worker()
    plan_ahead(now=NOON)
    assert due_dates(worker) == [date(2027, 5, 30)]


def test_a_planned_session_has_its_time_its_clock_and_its_reason():
    policy = publish()
    HolidayFactory(day=date(2027, 3, 29), name="Easter Monday")
    worker = a_worker(team=TeamFactory())
    plan_ahead(now=NOON)
    session = Session.objects.get(worker=worker)
    assert session.due_because == ("Due by 29 March: 28 days after planning began on 1 March (Organisation standard).")
    # A bank holiday, so it is planned on the working day before; due at the midnight of summer time.
    assert session.planned_at == datetime(2027, 3, 26, 10, tzinfo=UTC)
    assert session.reminder_at == session.next_check == datetime(2027, 3, 25, 8, tzinfo=UTC)
    assert session.due_at == datetime(2027, 3, 29, 23, tzinfo=UTC)
    assert session.on_time_until == date(2027, 4, 5)
    assert session.missed_after == datetime(2027, 4, 5, 23, tzinfo=UTC)
    assert (session.policy, session.minutes, session.team_id is None) == (policy, 90, False)


def test_a_starter_is_weekly_at_first():
    publish(phase_in=PHASE_IN)
    worker = a_worker(started_on=date(2027, 3, 1))
    plan_ahead(now=NOON)
    assert due_dates(worker) == [date(2027, 3, 8) + week * 7 * DAY for week in range(6)]


def test_planning_twice_changes_nothing():
    publish(longest_gap_days=7)
    worker = a_worker()
    plan_ahead(now=NOON)
    before = list(Session.objects.order_by("pk").values())
    assert not plan_ahead(now=NOON + timedelta(hours=1))
    assert list(Session.objects.order_by("pk").values()) == before
    assert len(due_dates(worker)) == 6


def test_planning_late_plans_from_where_it_was_left():
    publish()
    worker = a_worker()
    plan_ahead(now=NOON)
    plan_ahead(now=NOON + 20 * DAY)
    assert due_dates(worker) == [date(2027, 3, 29), date(2027, 4, 26)]


def test_planning_after_a_long_silence_makes_no_due_date_in_the_past():
    publish()
    worker = a_worker()
    plan_ahead(now=NOON + 100 * DAY)
    assert due_dates(worker)[0] == (NOON + 100 * DAY).date()
    assert Session.objects.order_by("due_on").first().planned_at > NOON + 100 * DAY


def test_a_worker_without_supervisor_is_not_planned():
    publish()
    PersonFactory()
    plan_ahead(now=NOON)
    assert not Session.objects.exists()


def test_nothing_is_planned_without_a_policy():
    a_worker()
    plan_ahead(now=NOON)
    assert not Session.objects.exists()


def test_somebody_who_receives_no_supervision_is_not_planned():
    publish()
    a_worker(receives_supervision=False)
    plan_ahead(now=NOON)
    assert not Session.objects.exists()


def test_leave_entered_later_moves_what_nobody_touched():
    publish()
    worker = a_worker()
    plan_ahead(now=NOON)
    LeaveFactory(person=worker, starts_on=date(2027, 3, 22), ends_on=date(2027, 3, 31))
    plan_ahead(now=NOON)
    assert due_dates(worker) == [date(2027, 4, 8)]


def test_sickness_entered_after_the_due_date_moves_it_too():
    publish()
    worker = a_worker()
    plan_ahead(now=NOON)
    LeaveFactory(person=worker, starts_on=date(2027, 3, 29), ends_on=date(2027, 3, 31))
    plan_ahead(now=datetime(2027, 4, 1, 12, tzinfo=UTC))
    assert due_dates(worker)[0] == date(2027, 4, 1)


def test_leave_of_the_supervisor_moves_no_due_date():
    publish()
    worker = a_worker()
    plan_ahead(now=NOON)
    supervisor = Session.objects.get().supervisor
    LeaveFactory(person=supervisor, starts_on=date(2027, 3, 1), ends_on=date(2027, 4, 30))
    plan_ahead(now=NOON)
    assert due_dates(worker) == [date(2027, 3, 29)]


def test_leave_without_an_end_withdraws_what_nobody_touched():
    publish()
    worker = a_worker()
    plan_ahead(now=NOON)
    LeaveFactory(person=worker, starts_on=date(2027, 3, 2), ends_on=None)
    plan_ahead(now=NOON + DAY)
    assert due_dates(worker) == []


def test_a_new_supervisor_takes_over_the_open_sessions():
    publish()
    worker = a_worker()
    plan_ahead(now=NOON)
    worker.supervised_by.update(ends_on=date(2027, 3, 1))
    new = SupervisionLineFactory(worker=worker, starts_on=date(2027, 3, 2)).supervisor
    plan_ahead(now=NOON + DAY)
    assert Session.objects.get(worker=worker).supervisor == new


def test_a_record_that_was_opened_stays_with_its_two_people():
    publish()
    worker = a_worker()
    plan_ahead(now=NOON)
    Session.objects.update(started_at=NOON)
    first = Session.objects.get().supervisor
    worker.supervised_by.update(ends_on=date(2027, 3, 1))
    SupervisionLineFactory(worker=worker, starts_on=date(2027, 3, 2))
    plan_ahead(now=NOON + DAY)
    assert Session.objects.get(worker=worker).supervisor == first


def test_a_session_set_by_hand_stays():
    publish()
    worker = a_worker()
    plan_ahead(now=NOON)
    to = datetime(2027, 3, 31, 14, tzinfo=UTC)
    session = Session.objects.get()
    move_session(session=session, to=to, side=Side.WORKER, reason=Reason.TRAINING, by=session.supervisor, now=NOON)
    LeaveFactory(person=worker, starts_on=date(2027, 3, 22), ends_on=date(2027, 3, 24))
    plan_ahead(now=NOON)
    session.refresh_from_db()
    assert (session.planned_at, session.due_on) == (to, date(2027, 3, 29))


def test_a_policy_for_the_team_replaces_the_dates_that_nobody_touched():
    publish()
    team = TeamFactory()
    worker = a_worker(team=team)
    plan_ahead(now=NOON)
    publish(name="Night team", longest_gap_days=21, team_id=team.pk)
    plan_ahead(now=NOON)
    assert due_dates(worker) == [date(2027, 3, 22), date(2027, 4, 12)]
    assert "(Night team)" in Session.objects.first().due_because


def test_holding_early_moves_the_sessions_that_follow():
    publish(longest_gap_days=14)
    worker = a_worker()
    plan_ahead(now=NOON)
    session = Session.objects.order_by("due_on").first()
    now = NOON + 7 * DAY
    hold_session(session=session, held_at=now, minutes=60, by=session.supervisor, now=now)
    assert due_dates(worker)[1:] == [date(2027, 3, 22), date(2027, 4, 5), date(2027, 4, 19)]
    assert Session.objects.open().order_by("due_on").first().due_because == (
        "Due by 22 March: 14 days after the session of 8 March (Organisation standard)."
    )


def test_what_is_open_of_somebody_who_left_is_withdrawn_or_asked_about_no_more():
    publish(longest_gap_days=14)
    worker = a_worker()
    plan_ahead(now=NOON)
    kept = Session.objects.order_by("due_on").first()
    Session.objects.filter(pk=kept.pk).update(set_by_hand=True)
    worker.left_on = date(2027, 3, 2)
    worker.save()
    plan_ahead(now=NOON + 2 * DAY)
    assert list(Session.objects.values_list("pk", "next_check")) == [(kept.pk, None)]


def test_a_session_past_its_due_date_stands():
    publish()
    worker = a_worker()
    plan_ahead(now=NOON)
    plan_ahead(now=NOON + 30 * DAY)
    assert due_dates(worker) == [date(2027, 3, 29), date(2027, 4, 26)]


def test_a_run_that_changed_something_is_in_the_trail_and_one_that_did_not_is_not():
    publish()
    a_worker()
    plan_ahead(now=NOON)
    plan_ahead(now=NOON)
    entry = TrailEntry.objects.get(action="sessions planned")
    assert (entry.actor, entry.facts) == (None, {"planned": 1, "changed": 0, "withdrawn": 0})


def test_planning_costs_the_same_for_one_worker_and_for_many():
    publish()
    a_worker()
    with CaptureQueriesContext(
        connection,
    ) as one:
        plan_ahead(now=NOON)
    Session.objects.all().delete()
    for _ in range(7):
        a_worker()
    with CaptureQueriesContext(connection) as many:
        plan_ahead(now=NOON)
    assert len(many) == len(one)
    assert Session.objects.count() == 8


@pytest.mark.django_db(transaction=True)
def test_planners_beside_each_other_make_each_session_once():
    publish(longest_gap_days=7)
    workers = [a_worker() for _ in range(20)]

    def plan(_):
        try:
            plan_ahead(now=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(plan, range(4)))
    assert Session.objects.count() == 6 * len(workers)


def test_plan_for_plans_these_workers_alone():
    publish()
    one, _ = a_worker(), a_worker()
    plan_for(worker_ids=[one.pk], now=NOON)
    assert list(Session.objects.values_list("worker", flat=True)) == [one.pk]


def test_the_task_reads_the_clock_and_plans(time_machine):
    publish()
    worker = a_worker()
    time_machine.move_to(NOON, tick=False)
    plan_ahead_task()
    assert due_dates(worker) == [date(2027, 3, 29)]


def test_a_due_date_that_a_closed_session_has_is_not_planned_again():
    publish()
    worker = a_worker()
    SessionFactory(worker=worker, missed=True, due_on=date(2027, 3, 2), closed_at=NOON, supervisor=PersonFactory())
    plan_ahead(now=NOON)
    assert due_dates(worker)[1] == date(2027, 3, 8)


def test_one_supervisor_s_sessions_are_planned_for_different_hours():
    publish()
    supervisor = PersonFactory(receives_supervision=False)
    for _ in range(5):
        a_worker(supervisor=supervisor)
    plan_ahead(now=NOON)
    first = Session.objects.filter(due_on=date(2027, 3, 29))
    assert first.values("planned_at").distinct().count() == 5


def test_the_narrowest_of_five_policies_counts():
    team = TeamFactory()
    worker = a_worker(team=team, job_title="Crisis worker")
    publish()
    first = []
    for days, reach in (
        (24, {"service_id": team.service_id}), (20, {"team_id": team.pk}), (16, {"job_title": "crisis WORKER"}),
        (12, {"person_id": worker.pk}),
    ):  # fmt: skip
        publish(name=f"Every {days} days", longest_gap_days=days, **reach)
        plan_ahead(now=NOON)
        first.append(Session.objects.order_by("due_on").first().due_because)
    assert [words.partition(": ")[2] for words in first] == [
        f"{days} days after planning began on 1 March (Every {days} days)." for days in (24, 20, 16, 12)
    ]


def test_minutes_a_month_are_planned_and_what_was_held_is_credited():
    publish(longest_gap_days=None, minutes=60, quota=MinutesPerMonth(90))
    worker = a_worker()
    plan_ahead(now=NOON)
    assert due_dates(worker) == [date(2027, 3, 15), date(2027, 3, 31)]
    session = Session.objects.order_by("due_on").first()
    now = NOON + 2 * DAY
    hold_session(session=session, held_at=now, minutes=90, by=session.supervisor, now=now)
    assert list(Session.objects.open().values_list("due_on", "due_because")) == [
        (
            date(2027, 4, 15),
            "Due by 15 April: 90 of the 90 minutes for April 2027 are still to come (Organisation standard).",
        )
    ]


def test_a_session_that_was_too_short_is_made_up_for():
    publish(minimum_minutes=60)
    worker = a_worker()
    plan_ahead(now=NOON)
    session, now = Session.objects.get(), datetime(2027, 3, 29, 12, tzinfo=UTC)
    hold_session(session=session, held_at=now, minutes=25, partly=True, by=session.supervisor, now=now)
    made_up = Session.objects.open().order_by("due_on").first()
    assert (made_up.due_on, made_up.due_because) == (
        date(2027, 4, 5),
        "Due by 5 April: to catch up, as the session due by 29 March was held for 25 of 60 minutes (Organisation standard).",
    )
    hold_session(session=made_up, held_at=now + DAY, minutes=35, by=made_up.supervisor, now=now + DAY)
    assert due_dates(worker)[2:] == [date(2027, 4, 27)]


def test_a_returner_is_phased_in():
    publish(returning=PHASE_IN)
    worker = a_worker(date_joined=NOON - 200 * DAY)
    LeaveFactory(person=worker, starts_on=date(2026, 12, 1), ends_on=date(2027, 2, 28))
    plan_ahead(now=NOON)
    assert due_dates(worker)[:2] == [date(2027, 3, 8), date(2027, 3, 15)]
    assert Session.objects.order_by("due_on").first().due_because == (
        "Due by 8 March: 7 days after the return on 1 March (Organisation standard)."
    )


@pytest.mark.parametrize(
    "quota", [PerPeriod(2, Period.MONTH), PerPeriod(1, Period.WEEK), MinutesPerMonth(200), Ratio(60, 35)]
)
def test_planning_twice_changes_nothing_whatever_the_kind(quota):
    publish(longest_gap_days=None, quota=quota, minimum_minutes=30)
    worker = a_worker()
    SessionFactory(worker=worker, held=True, planned_at=NOON - 3 * DAY, due_on=date(2027, 2, 27), held_minutes=20)
    plan_ahead(now=NOON)
    before = list(Session.objects.order_by("pk").values())
    assert not plan_ahead(now=NOON)
    assert not plan_ahead(now=NOON + timedelta(hours=5))
    assert list(Session.objects.order_by("pk").values()) == before
    for days in range(1, 4):
        plan_ahead(now=NOON + days * DAY)
        assert not plan_ahead(now=NOON + days * DAY + timedelta(hours=2))
