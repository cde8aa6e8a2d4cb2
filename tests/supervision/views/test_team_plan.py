"""Planning a team's sessions in one form."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.commands import hold_session
from supervision.models import Session, SessionMove
from tests.factories.people import LeaveFactory, PersonFactory
from tests.factories.supervision import NOON, SessionFactory
from workforce_assurance.audit.models import TrailEntry

PLAN = "/supervision/plan/"


@pytest.fixture
def two(house):
    """Two sessions of the supervisor's workers, due on 15 and 17 March."""
    other = PersonFactory(full_name="Alex Doe", team=house.team, supervisor=house.supervisor)
    return [
        SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team),
        SessionFactory(worker=other, supervisor=house.supervisor, team=house.team, due_on=date(2027, 3, 17)),
    ]


def typed(*sessions, **changes):
    """The form as it is sent: `<number>_<field>=value` changes a row, anything else stands beside the rows."""
    found = {"session": [str(session.pk) for session in sessions], "side": "", "reason": ""}
    for number, session in enumerate(sessions):
        at = session.planned_at
        row = {"day": at.date().isoformat(), "clock": f"{at:%H:%M}", "place": session.place, "seen": at.isoformat()}
        row |= {key.partition("_")[2]: value for key, value in changes.items() if key.startswith(f"{number}_")}
        found |= {f"{session.pk}-{field}": value for field, value in row.items()}
    return found | {key: value for key, value in changes.items() if not key[0].isdigit()}


def words_of(answer):
    return answer.content.decode()


def times(*sessions):
    return [Session.objects.get(pk=session.pk).planned_at for session in sessions]


def test_the_plan_shows_due_dates_times_leave_and_clashes(house, two):
    LeaveFactory(person=house.worker, starts_on=date(2027, 3, 15), ends_on=date(2027, 3, 16))
    page = words_of(house.client("supervisor").get(PLAN))
    assert "Sam Okoro, due Mon 15 Mar 2027" in page
    assert "Sam Okoro is away that day." in page
    assert "We propose Fri 12 Mar 2027, 14:00 instead." in page
    assert "Alex Doe, due Wed 17 Mar 2027" in page


def test_pressing_save_never_changes_what_a_person_chose_or_whose_time_has_passed(house, two):
    LeaveFactory(person=house.worker, starts_on=date(2027, 3, 15), ends_on=date(2027, 3, 15))
    Session.objects.filter(pk=two[0].pk).update(set_by_hand=True)
    Session.objects.filter(pk=two[1].pk).update(planned_at=datetime(2027, 3, 1, 10, tzinfo=UTC))
    rows = house.client("supervisor").get(PLAN).context["rows"]
    assert [(row.form.initial["day"], row.proposed[:21]) for row in rows] == [
        (date(2027, 3, 15), "A free time would be "),
        (date(2027, 3, 1), "A free time would be "),
    ]
    assert "Its time has passed" in rows[1].clashes[0]


def test_all_times_are_saved_together(house, two):
    sent = typed(*two, **{"0_clock": "11:00", "1_day": "2027-03-16", "1_place": "Room 2"})
    page = words_of(house.client("supervisor").post(PLAN, sent, follow=True))
    assert "2 sessions got another time." in page
    assert times(*two) == [datetime(2027, 3, 15, 11, tzinfo=UTC), datetime(2027, 3, 16, 10, tzinfo=UTC)]
    two[1].refresh_from_db()
    assert (two[1].place, two[1].set_by_hand, SessionMove.objects.count()) == ("Room 2", True, 0)
    assert TrailEntry.objects.filter(action="session time chosen").count() == 2


def test_what_is_not_changed_stays_with_planning(house, two):
    house.client("supervisor").post(PLAN, typed(*two, **{"0_clock": "11:00"}))
    two[1].refresh_from_db()
    assert two[1].set_by_hand is False


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"1_day": "31/31/2027"}, "Enter a day that exists"),
        ({"1_clock": "late"}, "Enter a time, such as 10:00."),
        ({"1_day": "2027-02-01"}, "Choose a date and time from now on"),
        ({"1_day": "2029-01-01"}, "Choose a date and time from now on"),
        ({"1_place": "x" * 121}, "Shorten it to 120"),
    ],
)
def test_one_wrong_row_saves_nothing_and_keeps_everything_typed(house, two, wrong, words):
    answer = house.client("supervisor").post(PLAN, typed(*two, **{"0_clock": "11:15"}, **wrong))
    assert words in words_of(answer)
    assert 'value="11:15"' in words_of(answer)
    assert words_of(answer).count("<title>Error: ") == 1
    assert times(*two) == [session.planned_at for session in two]


def test_a_session_that_was_moved_meanwhile_is_said_and_nothing_saved(house, two):
    sent = typed(*two, **{"0_clock": "11:00", "1_clock": "12:00"})
    Session.objects.filter(pk=two[1].pk).update(planned_at=datetime(2027, 3, 16, 9, tzinfo=UTC))
    page = words_of(house.client("supervisor").post(PLAN, sent))
    assert "Somebody gave this session another time after you opened the page." in page
    assert times(two[0]) == [two[0].planned_at]


def test_a_session_that_left_the_page_is_said_and_nothing_saved(house, two):
    sent = typed(*two, **{"0_clock": "11:00"})
    hold_session(session=two[1], held_at=NOON, minutes=60, by=house.supervisor, now=NOON)
    page = words_of(house.client("supervisor").post(PLAN, sent))
    assert "Some sessions are no longer on this page" in page
    assert times(two[0]) == [two[0].planned_at]


def test_two_rows_may_swap_their_times(house, two):
    first, second = two
    Session.objects.filter(pk=second.pk).update(worker=house.worker)
    sent = typed(first, second, **{"0_day": "2027-03-17", "1_day": "2027-03-15"})
    house.client("supervisor").post(PLAN, sent)
    assert times(first, second) == [second.planned_at, first.planned_at]


def test_the_same_two_people_are_not_booked_twice(house, two):
    first, second = two
    Session.objects.filter(pk=second.pk).update(worker=house.worker)
    page = words_of(house.client("supervisor").post(PLAN, typed(first, second, **{"0_day": "2027-03-17"})))
    assert "These two have another session at exactly that time." in page
    assert times(first) == [first.planned_at]


def test_another_worker_at_that_hour_is_a_warning_only(house, two):
    page = words_of(house.client("supervisor").post(PLAN, typed(*two, **{"0_day": "2027-03-17"}), follow=True))
    assert "Sasha Reed has another session at 10:00." in page
    assert times(two[0]) == [two[1].planned_at]


def test_times_can_be_checked_without_saving(house, two):
    page = words_of(house.client("supervisor").post(PLAN, typed(*two, **{"0_day": "2027-03-17", "check": "1"})))
    assert "Sasha Reed has another session at 10:00." in page
    assert times(two[0]) == [two[0].planned_at]


def test_changing_what_was_agreed_asks_who_and_why(house, two):
    Session.objects.filter(pk=two[0].pk).update(set_by_hand=True)
    client = house.client("supervisor")
    page = words_of(client.post(PLAN, typed(*two, **{"0_clock": "11:00"})))
    assert "you change a time that was agreed before (Sam Okoro)" in page
    client.post(PLAN, typed(*two, **{"0_clock": "11:00", "side": "worker", "reason": "training"}))
    assert SessionMove.objects.get().reason == "training"


def test_a_session_of_somebody_else_s_cannot_be_slipped_in(house, two):
    foreign = SessionFactory(due_on=date(2027, 3, 16))
    house.client("supervisor").post(PLAN, typed(*two, foreign, **{"2_clock": "11:00"}))
    assert times(foreign) == [foreign.planned_at]


def test_a_manager_plans_a_team_that_they_manage(house, two):
    client = house.client("manager")
    assert "Sam Okoro, due" in words_of(client.get(PLAN))
    client.post(f"{PLAN}?team={house.team.pk}", typed(*two, **{"0_clock": "11:00"}))
    assert times(two[0]) == [datetime(2027, 3, 15, 11, tzinfo=UTC)]


@pytest.mark.parametrize("who", ["worker", "peer", "stranger", "governance", "administrator"])
def test_to_everybody_else_there_is_no_plan(house, who):
    client = house.client(who)
    assert (client.get(PLAN).status_code, client.post(PLAN).status_code) == (404, 404)


def test_without_sessions_the_page_says_what_will_be_there(house):
    assert "Sessions to plan stand here." in words_of(house.client("supervisor").get(PLAN))


@pytest.mark.parametrize("query", ["team=%00", "team=1", "weeks=99", "weeks=x", "team=" + "9" * 3000])
def test_an_address_cannot_break_the_plan(house, two, query):
    assert house.client("supervisor").get(f"{PLAN}?{query}").status_code in (200, 400)


def test_the_plan_costs_the_same_for_one_session_and_for_three(house):
    client = house.client("supervisor")
    client.get("/")
    counts = []
    for n in range(3):
        SessionFactory(supervisor=house.supervisor, due_on=date(2027, 3, 10 + n))
        with CaptureQueriesContext(connection) as queries:
            client.get(PLAN)
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 13
