"""Where times and places are chosen: free times, warnings, rooms and links."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.models import Series, Session
from tests.factories.people import HolidayFactory, LeaveFactory, PersonFactory
from tests.factories.supervision import SessionFactory

LINK = "https://call.example/quay"
WHY = {"side": "service", "reason": "cover", "place": "", "call_link": ""}


@pytest.fixture
def session(house):
    return SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team)


def page_of(session, part=""):
    return f"/supervision/{session.pk}/{part}"


def words_of(answer):
    return answer.content.decode()


def test_the_move_page_offers_free_times_before_the_due_date(house, session):
    LeaveFactory(person=house.worker, starts_on=date(2027, 3, 12), ends_on=date(2027, 3, 12))
    SessionFactory(
        supervisor=house.supervisor, due_on=date(2027, 3, 15), planned_at=datetime(2027, 3, 15, 14, tzinfo=UTC)
    )
    page = words_of(house.client("supervisor").get(page_of(session, "move/")))
    assert "Mon 15 Mar 2027, 10:00" in page
    assert 'value="2027-03-15T14:00:00+00:00"' not in page
    assert "Fri 12 Mar" not in page
    assert "Thu 11 Mar 2027, 10:00" in page


def test_a_free_time_is_chosen_by_a_radio(house, session):
    slot = "2027-03-11T14:00:00+00:00"
    house.client("supervisor").post(page_of(session, "move/"), {"slot": slot, **WHY})
    session.refresh_from_db()
    assert session.planned_at.isoformat() == slot


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"slot": "2027-03-14T03:00:00+00:00"}, "This time is no longer free."),
        ({"slot": "own"}, "Choose a time above, or give the day."),
        ({"slot": "own", "day": "9999-99-99", "clock": "25:00"}, "Enter a day that exists"),
        (
            {"slot": "own", "day": "2027-03-18", "clock": "14:00", "call_link": "http://call.example"},
            "beginning with https",
        ),
        ({"slot": "own", "day": "2027-03-18", "clock": "14:00", "call_link": "https://[::1"}, "beginning with https"),
        (
            {"slot": "own", "day": "2027-03-18", "clock": "14:00", "call_link": "javascript:alert(1)"},
            "beginning with https",
        ),
        (
            {"slot": "own", "day": "2027-03-18", "clock": "14:00", "call_link": "https://a:b@call.example"},
            "password out",
        ),
        ({"slot": "own", "day": "2027-03-18", "clock": "14:00", "place": "\x00"}, "cannot be stored"),
    ],
)
def test_wrong_words_are_said_and_kept(house, session, typed, words):
    answer = house.client("supervisor").post(page_of(session, "move/"), {**WHY, **typed})
    assert words in words_of(answer)
    session.refresh_from_db()
    assert session.planned_at == datetime(2027, 3, 15, 10, tzinfo=UTC)


def test_a_time_in_the_way_is_taken_with_a_warning(house, session):
    HolidayFactory(day=date(2027, 3, 18), name="Founders' day")
    LeaveFactory(person=house.worker, starts_on=date(2027, 3, 18), ends_on=date(2027, 3, 18))
    typed = {"slot": "own", "day": "2027-03-18", "clock": "14:00", **WHY}
    page = words_of(house.client("supervisor").post(page_of(session, "move/"), typed, follow=True))
    assert "The session is moved to Thu 18 Mar 2027, 14:00." in page
    assert "That day is a holiday: Founders&#x27; day. Sam Okoro is away that day." in page


def test_a_time_can_be_checked_without_saving(house, session):
    LeaveFactory(person=house.supervisor, starts_on=date(2027, 3, 18), ends_on=date(2027, 3, 18))
    typed = {"slot": "own", "day": "2027-03-18", "clock": "14:00", "check": "1", **WHY}
    page = words_of(house.client("supervisor").post(page_of(session, "move/"), typed))
    assert "Sasha Reed is away that day." in page
    assert 'value="2027-03-18"' in page
    session.refresh_from_db()
    assert session.planned_at == datetime(2027, 3, 15, 10, tzinfo=UTC)


def test_what_speaks_against_the_planned_time_stands_on_the_session_s_page(house, session):
    LeaveFactory(person=house.worker, starts_on=date(2027, 3, 15), ends_on=date(2027, 3, 15))
    assert "Sam Okoro is away that day." in words_of(house.client("supervisor").get(page_of(session)))


@pytest.mark.parametrize(
    ("who", "sees"), [("supervisor", True), ("worker", True), ("manager", False), ("governance", False)]
)
def test_the_link_of_a_call_is_for_the_two_who_meet(house, session, who, sees):
    Session.objects.update(call_link=LINK)
    page = words_of(house.client(who).get(page_of(session)))
    assert (LINK in page) is sees
    assert sees or "By a call" in page


def test_a_manager_moves_a_session_and_leaves_its_link(house, session):
    Session.objects.update(call_link=LINK)
    client = house.client("manager")
    assert LINK not in words_of(client.get(page_of(session, "move/")))
    client.post(page_of(session, "move/"), {"slot": "own", "day": "2027-03-18", "clock": "14:00", **WHY})
    session.refresh_from_db()
    assert (session.call_link, session.planned_at.day) == (LINK, 18)


def test_a_room_is_changed_without_moving(house, session):
    client = house.client("supervisor")
    assert client.get(page_of(session, "place/")).status_code == 200
    client.post(page_of(session, "place/"), {"place": "Room 2", "call_link": LINK})
    session.refresh_from_db()
    assert (session.place, session.call_link) == ("Room 2", LINK)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_move_page_costs_the_same_for_any_diary(house, session, rows):
    client = house.client("supervisor")
    for n in range(rows):
        SessionFactory(supervisor=house.supervisor, due_on=date(2027, 3, 10 + n))
        LeaveFactory(person=house.worker, starts_on=date(2027, 4, 1 + 2 * n), ends_on=date(2027, 4, 1 + 2 * n))
    client.get(page_of(session, "move/"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page_of(session, "move/")).status_code == 200
    assert len(queries) <= 16


SERIES = {
    "weekday": "1",
    "clock": "11:00",
    "every_weeks": "4",
    "starts_on": "2027-03-02",
    "minutes": "",
    "place": "Room 2",
    "call_link": LINK,
}


def usual_time_of(worker, part=""):
    return f"/supervision/workers/{worker.pk}/usual-time/{part}"


@pytest.mark.parametrize("who", ["supervisor", "manager"])
def test_a_usual_time_is_set_by_the_supervisor_or_the_manager(house, who):
    client = house.client(who)
    assert client.get(usual_time_of(house.worker)).status_code == 200
    page = words_of(client.post(usual_time_of(house.worker), SERIES, follow=True))
    assert "The usual time is saved: Tuesdays at 11:00, every 4 weeks." in page
    assert Series.objects.get().call_link == (LINK if who == "supervisor" else "")


def test_a_usual_time_that_another_one_has_is_saved_with_a_warning(house):
    client = house.client("supervisor")
    other = PersonFactory(supervisor=house.supervisor)
    assert "another usual time" not in words_of(client.post(usual_time_of(other), SERIES, follow=True))
    page = words_of(client.post(usual_time_of(house.worker), {**SERIES, "clock": "11:30"}, follow=True))
    assert "The usual time is saved" in page
    assert "the supervisor has another usual time within the hour" in page


@pytest.mark.parametrize("who", ["worker", "peer", "stranger", "governance", "administrator"])
def test_to_everybody_else_there_is_no_usual_time_page(house, who):
    assert house.client(who).get(usual_time_of(house.worker)).status_code == 404


@pytest.mark.parametrize(
    "typed",
    [
        {"weekday": "9"},
        {"clock": "late"},
        {"every_weeks": "13"},
        {"starts_on": "0001-01-01"},
        {"minutes": "9"},
        {"call_link": "ftp://x"},
    ],
)
def test_a_series_with_wrong_words_is_not_saved(house, typed):
    answer = house.client("supervisor").post(usual_time_of(house.worker), {**SERIES, **typed})
    assert answer.status_code == 200
    assert "There is something to put right" in words_of(answer)
    assert not Series.objects.exists()


def test_the_manager_changes_a_series_without_seeing_or_losing_its_link(house):
    house.client("supervisor").post(usual_time_of(house.worker), SERIES)
    manager = house.client("manager")
    assert LINK not in words_of(manager.get(usual_time_of(house.worker)))
    manager.post(usual_time_of(house.worker), {**SERIES, "clock": "12:00", "call_link": "https://other.example"})
    assert Series.objects.get().call_link == LINK


def test_a_series_is_ended(house):
    client = house.client("supervisor")
    client.post(usual_time_of(house.worker), SERIES)
    assert "End the usual time" in words_of(client.get(usual_time_of(house.worker)))
    assert "no usual time any more" in words_of(client.post(usual_time_of(house.worker, "end/"), follow=True))
    assert not Series.objects.exists()


def test_a_worker_without_supervisor_is_told_what_is_missing(house):
    alone = PersonFactory(team=house.team, full_name="Jo Alone")
    page = words_of(house.client("manager").post(usual_time_of(alone), SERIES))
    assert "This worker has no supervisor yet." in page
