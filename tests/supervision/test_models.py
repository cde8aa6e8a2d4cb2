"""What must be true of every policy, session, move and adjustment, kept by the database."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from supervision.models import (
    Adjustment,
    AdjustmentDate,
    Attendance,
    CadencePolicy,
    CalendarFeed,
    GroupSession,
    PhaseInStep,
    PreparationReminder,
    PreparationTimes,
    Series,
    Session,
    SignatureDue,
    SigningTime,
    Topic,
)
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.supervision import NOON, AdjustmentCarryFactory, AdjustmentFactory, SessionFactory, publish
from workforce_assurance.outbox.models import Mail

pytestmark = pytest.mark.django_db


def breaks(name, change):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change()


def policy(**changes):
    values = {"name": "x", "longest_gap_days": 28, "grace_working_days": 5, "minutes": 90, "created_at": NOON}
    return CadencePolicy.objects.create(**{**values, **changes})


def published(**changes):
    return policy(state="published", published_at=NOON, **changes)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_gap_is_1_to_366_days", {"longest_gap_days": 0}),
        ("a_policy_says_how_often", {"longest_gap_days": None}),
        (
            "a_policy_has_one_quota_at_most",
            {"minutes_per_month": 90, "practice_hours": 40, "practice_hours_a_week": 37},
        ),
        ("sessions_are_counted_in_a_period", {"sessions_per_period": 2}),
        ("practice_hours_are_those_of_an_hour_and_a_week", {"practice_hours": 40}),
        ("a_quota_asks_for_something", {"minutes_per_month": 0}),
        ("the_least_minutes_fit_into_a_session", {"minimum_minutes": 91}),
        ("long_leave_is_a_week_at_least", {"long_leave_days": 6}),
        ("credit_is_0_to_100_percent", {"small_group_percent": 101}),
        ("grace_is_at_most_60_working_days", {"grace_working_days": 61}),
        ("a_session_lasts_10_to_480_minutes", {"minutes": 9}),
        ("a_policy_says_when_it_was_published", {"state": "published"}),
        ("a_retired_policy_says_when", {"state": "retired", "published_at": NOON}),
    ],
)
def test_a_policy(name, changes):
    breaks(name, lambda: policy(**changes))


@pytest.mark.parametrize(
    "two",
    [
        lambda: {"team": TeamFactory(), "person": PersonFactory()},
        lambda: {"team": TeamFactory(), "job_title": "Support worker"},
        lambda: {"service": TeamFactory().service, "person": PersonFactory()},
        lambda: {"service": TeamFactory().service, "job_title": "Support worker"},
    ],
)
def test_a_policy_has_one_reach(two):
    breaks("a_policy_has_one_reach", lambda: policy(**two()))


def test_there_is_one_published_policy_for_each_reach():
    publish()
    breaks("one_published_policy_for_each_reach", published)


def test_one_step_of_the_phase_in_ends_on_a_day():
    draft = policy()
    PhaseInStep.objects.create(policy=draft, until_day=42, gap_days=7)
    breaks("one_phase_in_step_until_a_day", lambda: PhaseInStep.objects.create(policy=draft, until_day=42, gap_days=14))


def test_a_step_has_a_gap_of_at_least_a_day():
    draft = policy()
    breaks(
        "a_phase_in_gap_is_at_least_a_day", lambda: PhaseInStep.objects.create(policy=draft, until_day=42, gap_days=0)
    )


def test_there_is_one_session_per_worker_and_due_date():
    session = SessionFactory()
    breaks("one_session_per_worker_and_due_date", lambda: SessionFactory(worker=session.worker, due_on=session.due_on))


def test_nobody_is_their_own_supervisor():
    person = PersonFactory()
    breaks("nobody_is_their_own_supervisor", lambda: SessionFactory(worker=person, supervisor=person))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("an_open_session_is_not_closed", {"closed_at": NOON}),
        ("an_open_session_is_not_closed", {"state": "missed", "next_check": None}),
        ("a_held_session_says_when_and_how_long", {"held_at": NOON}),
        ("grace_follows_the_due_date", {"on_time_until": date(2027, 3, 14)}),
        ("a_session_runs_out_after_it_is_due", {"missed_after": NOON}),
    ],
)
def test_a_session(name, changes):
    session = SessionFactory()
    breaks(name, lambda: Session.objects.filter(pk=session.pk).update(**changes))


def test_a_cancelled_session_says_by_whom_and_why():
    session = SessionFactory()
    changes = {"state": "cancelled", "closed_at": NOON, "closed_by": session.supervisor, "next_check": None}
    breaks("a_cancelled_session_says_by_whom_and_why", lambda: Session.objects.filter(pk=session.pk).update(**changes))


def test_a_closed_session_is_not_checked():
    session = SessionFactory(held=True)
    breaks("a_closed_session_is_not_checked", lambda: Session.objects.filter(pk=session.pk).update(next_check=NOON))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("an_adjustment_ends_after_it_starts", {"ends_on": date(2027, 2, 1)}),
        ("an_adjustment_is_checked_after_it_starts", {"check_on": date(2027, 2, 1)}),
        ("a_checked_adjustment_says_what_by_whom_and_when", {"outcome": "kept"}),
        ("whether_an_adjustment_helped_is_said_when_it_is_checked", {"helped": "yes"}),
    ],
)
def test_an_adjustment(name, changes):
    adjustment = AdjustmentFactory()
    breaks(name, lambda: Adjustment.objects.filter(pk=adjustment.pk).update(**changes))


def test_there_is_one_adjustment_for_a_row_of_a_session():
    adjustment = AdjustmentFactory()
    breaks(
        "one_adjustment_for_a_row_of_a_session",
        lambda: AdjustmentFactory(session=adjustment.session, row=adjustment.row),
    )


def series(**changes):
    values = {
        "worker": PersonFactory(),
        "supervisor": PersonFactory(),
        "weekday": 1,
        "clock": time(10),
        "every_weeks": 4,
    }
    values |= {"starts_on": date(2027, 3, 1), "set_by": PersonFactory(), "set_at": NOON}
    return Series.objects.create(**{**values, **changes})


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_series_is_on_a_day_of_the_week", {"weekday": 7}),
        ("a_series_is_every_1_to_12_weeks", {"every_weeks": 0}),
        ("a_series_is_every_1_to_12_weeks", {"every_weeks": 13}),
        ("a_session_of_a_series_lasts_10_to_480_minutes", {"minutes": 9}),
    ],
)
def test_a_series(name, changes):
    breaks(name, lambda: series(**changes))


def test_nobody_has_a_series_with_themselves():
    person = PersonFactory()
    breaks("nobody_has_a_series_with_themselves", lambda: series(worker=person, supervisor=person))


def test_a_worker_has_one_series():
    worker = series().worker
    breaks("worker_id", lambda: series(worker=worker))


def test_one_calendar_link_at_a_time():
    person = PersonFactory()
    CalendarFeed.objects.create(person=person, token_hash="a", created_at=NOON)
    another = {"person": person, "created_at": NOON}
    breaks("one_calendar_link_at_a_time", lambda: CalendarFeed.objects.create(token_hash="b", **another))


@pytest.mark.parametrize("days", [0, 11])
def test_a_reminder_to_prepare_comes_some_days_before(days):
    name = "a_reminder_to_prepare_comes_1_to_10_working_days_before"
    breaks(name, lambda: PreparationTimes.objects.create(worker_working_days=days))


def test_there_is_one_setting_of_preparation_times():
    breaks("there_is_one_setting_of_preparation_times", lambda: PreparationTimes.objects.create(id=2))


def test_a_person_is_reminded_once_of_a_session_at_a_time():
    session = SessionFactory()
    mail = Mail.objects.create(kind="x", dedupe_key="x", created_at=NOON, next_attempt_at=NOON)
    row = {"session": session, "planned_at": NOON, "person": session.worker, "mail": mail, "noted_at": NOON}
    PreparationReminder.objects.create(**row)
    name = "one_reminder_to_prepare_for_a_time_and_person"
    breaks(name, lambda: PreparationReminder.objects.create(**row))


def signature(**changes):
    session = changes.pop("session", None) or SessionFactory()
    values = {
        "session": session, "signer": session.worker, "responsible": session.supervisor, "finished_at": NOON,
        "due_on": NOON.date(), "due_at": NOON + timedelta(days=5),
    }  # fmt: skip
    return SignatureDue.objects.create(**(values | changes))


def test_a_person_has_one_waiting_signature_in_a_session():
    session = signature().session
    breaks("one_waiting_signature_of_a_person", lambda: signature(session=session))


def test_a_person_has_one_waiting_signature_in_a_group():
    group = a_group()
    of_group = {"session": None, "group": group, "signer": group.facilitator, "responsible": group.facilitator}
    of_group |= {"finished_at": NOON, "due_on": NOON.date(), "due_at": NOON + timedelta(days=5)}
    SignatureDue.objects.create(**of_group)
    breaks("one_waiting_signature_of_a_person_in_a_group", lambda: SignatureDue.objects.create(**of_group))


def test_a_signature_is_to_one_record():
    breaks("a_signature_is_to_one_record", lambda: signature(group=a_group()))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_signature_that_does_not_wait_says_when_it_ended", {"state": "signed"}),
        ("a_signature_that_does_not_wait_is_not_checked", {"state": "signed", "ended_at": NOON, "next_check": NOON}),
        ("a_signature_is_due_after_the_record_is_finished", {"due_at": NOON}),
    ],
)
def test_a_signature_due_is_whole(name, changes):
    breaks(name, lambda: signature(**changes))


def test_there_is_one_time_to_sign():
    breaks("there_is_one_setting_of_the_time_to_sign", lambda: SigningTime.objects.create(id=2))


@pytest.mark.parametrize("days", [0, 31])
def test_a_record_is_signed_within_a_sensible_time(days):
    breaks("a_record_is_signed_within_1_to_30_working_days", lambda: SigningTime.objects.create(working_days=days))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_topic_says_when_and_by_whom_it_was_talked_about", {"talked_at": NOON}),
        ("what_was_talked_about_is_not_for_next_time", {"talked_at": NOON, "is_for_next_time": True}),
    ],
)
def test_a_topic(name, changes):
    session = SessionFactory()
    topic = Topic.objects.create(session=session, added_by=session.worker, added_at=NOON, position=1)
    by = {"talked_by": session.worker} if "is_for_next_time" in changes else {}
    breaks(name, lambda: Topic.objects.filter(pk=topic.pk).update(**changes, **by))


def a_group(**changes):
    person = PersonFactory()
    values = {"reference": PersonFactory().pk.hex[:12], "kind": "group", "facilitator": person, "planned_by": person}
    return GroupSession.objects.create(**{**values, "planned_at": NOON, "minutes": 90, **changes})


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("peers_have_a_note_taker_and_no_facilitator", {"kind": "peer"}),
        ("peers_have_a_note_taker_and_no_facilitator", {"facilitator": None}),
        ("an_open_group_is_not_closed", {"closed_at": NOON}),
        ("a_held_group_says_when_and_how_long", {"held_at": NOON}),
        ("a_cancelled_group_says_why", {"reason": "sickness"}),
        ("a_group_meets_for_10_to_480_minutes", {"minutes": 9}),
    ],
)
def test_a_group(name, changes):
    breaks(name, lambda: a_group(**changes))


def test_whoever_runs_a_group_runs_one_at_a_time():
    person = PersonFactory()
    a_group(facilitator=person)
    breaks("one_group_of_a_facilitator_at_a_time", lambda: a_group(facilitator=person))
    peers = {"kind": "peer", "facilitator": None, "note_taker": person}
    a_group(**peers)
    breaks("one_peer_group_of_a_note_taker_at_a_time", lambda: a_group(**peers))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("whoever_was_there_has_minutes", {"state": "attended"}),
        ("whoever_was_there_has_minutes", {"state": "absent", "minutes": 90, "counted_minutes": 45}),
        ("nothing_counts_for_longer_than_it_lasted", {"state": "attended", "minutes": 60, "counted_minutes": 61}),
    ],
)
def test_an_attendance(name, changes):
    breaks(name, lambda: Attendance.objects.create(group=a_group(), person=PersonFactory(), **changes))


def test_somebody_is_in_a_group_once():
    row = Attendance.objects.create(group=a_group(), person=PersonFactory())
    breaks("somebody_is_in_a_group_once", lambda: Attendance.objects.create(group=row.group, person=row.person))


def test_a_session_carries_an_adjustment_once():
    carry = AdjustmentCarryFactory()
    breaks(
        "a_session_carries_an_adjustment_once",
        lambda: AdjustmentCarryFactory(adjustment=carry.adjustment, session=carry.session),
    )


def test_a_new_date_is_another_one():
    adjustment = AdjustmentFactory()
    same = {"moved_from": adjustment.check_on, "moved_to": adjustment.check_on, "reason": "waits"}
    breaks(
        "a_new_date_is_another_one",
        lambda: AdjustmentDate.objects.create(adjustment=adjustment, by=adjustment.owner, at=NOON, **same),
    )
