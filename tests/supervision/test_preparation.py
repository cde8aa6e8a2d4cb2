"""Reminders to prepare: when they come, once each, and what is asked again at the door."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from supervision.commands import (
    hold_session,
    move_session,
    prefer_reminders,
    remind_to_prepare,
    set_preparation_times,
)
from supervision.enums import Reason, Side
from supervision.models import PreparationReminder, PreparationTimes, Session
from supervision.preparation import last_day, write
from tests.factories.people import (
    DeputyFactory,
    HolidayFactory,
    LeaveFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
)
from tests.factories.supervision import SessionFactory
from workforce_assurance.common.dates import WorkingCalendar
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db
# A Monday; the worker hears on Thursday the 11th, the supervisor on Friday the 12th.
PLANNED = datetime(2027, 3, 15, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _organisation():
    OrganisationFactory()


@pytest.fixture
def session():
    return SessionFactory(due_on=date(2027, 3, 15), planned_at=PLANNED)


def march(day, hour=9, minute=0):
    return datetime(2027, 3, day, hour, minute, tzinfo=UTC)


def told():
    return sorted(PreparationReminder.objects.values_list("person__full_name", "planned_at"))


def sent(now):
    send_waiting(clock=lambda: now)
    return list(Mail.objects.order_by("created_at").values_list("state", "why"))


@pytest.mark.parametrize(
    ("today", "days", "last"),
    [
        (10, 2, 12),  # a Wednesday reaches Friday
        (11, 2, 15),  # a Thursday reaches Monday, and the weekend before it
        (12, 1, 15),
        (13, 1, 15),  # on Saturday no later than on Friday
        (24, 1, 25),
        (25, 1, 30),  # over Good Friday and Easter Monday
    ],
)
def test_the_reminder_counts_working_days(today, days, last):
    calendar = WorkingCalendar(frozenset({date(2027, 3, 26), date(2027, 3, 29)}))
    assert last_day(date(2027, 3, today), days, calendar) == date(2027, 3, last)


def test_the_worker_hears_two_working_days_before_and_the_supervisor_one(session):
    worker, supervisor = session.worker.full_name, session.supervisor.full_name
    assert (remind_to_prepare(now=march(10)), told()) == (0, [])
    remind_to_prepare(now=march(11))
    assert told() == [(worker, PLANNED)]
    remind_to_prepare(now=march(12))
    assert told() == sorted([(worker, PLANNED), (supervisor, PLANNED)])


def test_holidays_put_the_reminder_forward(session):
    HolidayFactory(day=date(2027, 3, 12), name="Founders' day")
    assert remind_to_prepare(now=march(10)) == 1


@pytest.mark.parametrize("now", [march(12, 7, 59), march(12, 18), march(13, 12)])
def test_nothing_is_queued_at_night_or_on_days_off(session, now):
    assert remind_to_prepare(now=now) == 0


def test_after_a_silence_the_reminder_comes_late_and_once(session):
    assert remind_to_prepare(now=march(15, 8, 30)) == 2
    assert remind_to_prepare(now=march(15, 8, 45)) == 0


def test_once_the_session_has_begun_nobody_is_reminded(session):
    assert remind_to_prepare(now=march(15, 10)) == 0


def test_twice_changes_nothing(session):
    remind_to_prepare(now=march(12))
    before = (told(), Mail.objects.count())
    assert remind_to_prepare(now=march(12, 9, 15)) == 0
    assert (told(), Mail.objects.count()) == before


@pytest.mark.django_db(transaction=True)
def test_two_runs_beside_each_other_tell_everybody_once():
    OrganisationFactory()
    for n in range(12):
        SessionFactory(due_on=date(2027, 3, 15), planned_at=PLANNED + timedelta(minutes=n))

    def run(_number):
        try:
            return remind_to_prepare(now=march(12))
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=3) as pool:
        counts = list(pool.map(run, range(3)))
    assert (sum(counts), PreparationReminder.objects.count(), Mail.objects.count()) == (24, 24, 24)


def test_one_mail_lists_all_sessions_of_a_person(session, mail_server):
    SessionFactory(supervisor=session.supervisor, due_on=date(2027, 3, 15), planned_at=PLANNED + timedelta(hours=3))
    remind_to_prepare(now=march(12))
    sent(march(12, 9, 1))
    mine = [m for m in mail_server.messages if session.supervisor.email in m["To"]]
    assert len(mine) == 1
    assert mine[0]["Subject"] == "Time to prepare for 2 supervision sessions"
    text = mine[0].get_body(("plain",)).get_content()
    assert "Mon 15 Mar 2027, 10:00" in text
    assert "Mon 15 Mar 2027, 13:00" in text


def test_a_mail_holds_no_name_place_or_link_of_a_call(session, mail_server):
    Session.objects.update(place="Sentinel room", call_link="https://sentinel.example")
    remind_to_prepare(now=march(12))
    sent(march(12, 9, 1))
    whole = "".join(part.get_content() for m in mail_server.messages for part in m.walk() if not part.is_multipart())
    assert len(mail_server.messages) == 2
    for secret in (session.worker.full_name, session.supervisor.full_name, "Sentinel", "sentinel.example"):
        assert secret not in whole


def links(mail_server, person):
    """Where the one mail to this person leads, of supervision's pages."""
    (mail,) = (mail for mail in mail_server.messages if mail["to"] == person.email)
    words = mail.get_body(("plain",)).get_content().split()
    return [word.partition("/supervision/")[2] for word in words if "/supervision/" in word]


def test_the_mail_leads_the_worker_to_prepare_and_the_supervisor_to_the_session(session, mail_server):
    remind_to_prepare(now=march(12))
    sent(march(12, 9, 1))
    assert links(mail_server, session.worker) == [f"{session.pk}/preparation/"]
    assert links(mail_server, session.supervisor) == [f"{session.pk}/"]


def test_the_mail_about_several_sessions_leads_to_the_calendar(session, mail_server):
    SessionFactory(supervisor=session.supervisor, due_on=date(2027, 3, 15), planned_at=PLANNED)
    remind_to_prepare(now=march(12))
    sent(march(12, 9, 1))
    assert links(mail_server, session.supervisor) == ["calendar/"]


def test_what_was_held_or_moved_meanwhile_is_not_sent(session, mail_server):
    other = SessionFactory(due_on=date(2027, 3, 15), planned_at=PLANNED)
    remind_to_prepare(now=march(12))
    hold_session(session=session, held_at=march(12), minutes=60, by=session.supervisor, now=march(12, 9, 30))
    to = PLANNED + timedelta(days=7)
    move_session(session=other, to=to, side=Side.WORKER, reason=Reason.TRAINING, by=other.supervisor, now=march(12))
    assert {state for state, _ in sent(march(12, 9, 31))} == {"superseded"}
    assert mail_server.messages == []


def test_a_moved_session_is_another_time_to_prepare_for(session):
    remind_to_prepare(now=march(12))
    to = PLANNED + timedelta(hours=4)
    move_session(session=session, to=to, side=Side.WORKER, reason=Reason.TRAINING, by=session.supervisor, now=march(12))
    assert remind_to_prepare(now=march(12, 10)) == 2


def test_whoever_is_on_leave_is_not_told_and_is_told_when_back(session):
    leave = LeaveFactory(person=session.worker, starts_on=date(2027, 3, 10), ends_on=date(2027, 3, 14))
    assert remind_to_prepare(now=march(12)) == 1
    leave.delete()
    assert remind_to_prepare(now=march(12, 10)) == 1


def test_the_deputy_prepares_while_the_supervisor_is_away(session, mail_server):
    deputy = DeputyFactory(person=session.supervisor, deputy=PersonFactory(full_name="Robin Vale")).deputy
    LeaveFactory(person=session.supervisor, starts_on=date(2027, 3, 12), ends_on=date(2027, 3, 19))
    assert (remind_to_prepare(now=march(12)), remind_to_prepare(now=march(12, 10))) == (2, 0)
    assert told() == sorted([(session.worker.full_name, PLANNED), ("Robin Vale", PLANNED)])
    sent(march(12, 10, 1))
    assert Mail.objects.get(recipient=deputy).state == "sent"


def test_a_deputy_whose_supervisor_is_back_is_not_told(session, mail_server):
    deputy = DeputyFactory(person=session.supervisor).deputy
    leave = LeaveFactory(person=session.supervisor, starts_on=date(2027, 3, 12), ends_on=date(2027, 3, 12))
    remind_to_prepare(now=march(12))
    leave.delete()
    sent(march(12, 9, 1))
    assert Mail.objects.get(recipient=deputy).state == "superseded"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("leave", "The person is on leave."),
        ("wish", "The person wants no reminder to prepare."),
        ("account", "The person has no e-mail address any more, or has left."),
        ("supervisor", "The session was moved, has an outcome, or is no longer theirs to prepare."),
    ],
)
def test_what_changed_meanwhile_is_asked_again_at_the_door(session, mail_server, change, why):
    remind_to_prepare(now=march(12))
    person = session.supervisor
    if change == "leave":
        LeaveFactory(person=person, starts_on=date(2027, 3, 12))
    if change == "wish":
        prefer_reminders(person=person, wants=False, now=march(12))
    if change == "account":
        person.is_active = False
        person.save()
    if change == "supervisor":
        Session.objects.update(supervisor=PersonFactory())
    sent(march(12, 9, 1))
    assert Mail.objects.get(recipient=person).why == why


def test_whoever_wants_no_reminder_gets_none(session):
    prefer_reminders(person=session.worker, wants=False, now=march(1))
    remind_to_prepare(now=march(12))
    assert [name for name, _ in told()] == [session.supervisor.full_name]
    prefer_reminders(person=session.worker, wants=True, now=march(12))
    assert remind_to_prepare(now=march(12)) == 1


def test_the_organisation_sets_the_days_or_switches_them_off(session):
    set_preparation_times(worker=5, supervisor=None, by=None, now=march(1))
    assert (remind_to_prepare(now=march(8)), remind_to_prepare(now=march(15))) == (1, 0)


def test_a_run_costs_the_same_for_one_session_and_for_three():
    counts = []
    for n in (1, 3):
        for k in range(n):
            SessionFactory(due_on=date(2027, 3, 15), planned_at=PLANNED + timedelta(minutes=10 * n + k))
        with CaptureQueriesContext(connection) as queries:
            assert remind_to_prepare(now=march(12)) == 2 * n
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_mails_of_a_batch_are_written_in_the_same_number_of_queries(mail_server):
    counts = []
    for n in (1, 3):
        for k in range(n):
            SessionFactory(due_on=date(2027, 3, 15), planned_at=PLANNED + timedelta(minutes=10 * n + k))
        remind_to_prepare(now=march(12))
        mails = list(Mail.objects.select_related("recipient"))
        with CaptureQueriesContext(connection) as queries:
            write(mails, march(12))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_setting_has_a_page_for_administrators(time_machine):
    time_machine.move_to(march(1), tick=False)
    administrator = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=administrator, role=Role.ADMINISTRATOR)
    client = Client()
    client.force_login(administrator)
    assert 'value="2"' in client.get("/set-up/preparation/").content.decode()
    wrong = client.post("/set-up/preparation/", {"worker": "11", "supervisor": "soon"}).content.decode()
    assert wrong.count("Enter a whole number from 1 to 10.") >= 2
    client.post("/set-up/preparation/", {"worker": "3", "supervisor": ""})
    times = PreparationTimes.objects.get()
    assert (times.worker_working_days, times.supervisor_working_days) == (3, None)


def test_one_s_own_reminder_is_switched_on_one_s_own_page(time_machine):
    time_machine.move_to(march(1), tick=False)
    client = Client()
    client.force_login(PersonFactory())
    assert "Do not remind me to prepare" in client.get("/my/calendar/").content.decode()
    client.post("/my/calendar/reminders/", {"reminded": "no"})
    assert "2 working days before a session as worker" in client.get("/my/calendar/").content.decode()
    assert "Do not remind me" not in client.get("/my/calendar/").content.decode()
