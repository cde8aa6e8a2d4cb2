"""The calendar: month, week and list."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.people import HolidayFactory, LeaveFactory
from tests.factories.supervision import SessionFactory

CALENDAR = "/supervision/calendar/"
VIEWS = ["", "month", "week", "list"]


@pytest.fixture
def session(house):
    return SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team, place="Room 2")


def page_of(house, who, query=""):
    return house.client(who).get(f"{CALENDAR}?{query}").content.decode()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("who", "words"), [("worker", "With Sasha Reed"), ("supervisor", "Sam Okoro")])
def test_the_two_people_see_their_session_on_its_day(house, session, view, who, words):
    page = page_of(house, who, f"view={view}&day=2027-03-15")
    assert words in page
    assert f"/supervision/{session.pk}/" in page


@pytest.mark.parametrize("who", ["manager", "governance"])
def test_whoever_may_know_sees_dates_in_their_reach_and_no_place(house, session, who):
    page = page_of(house, who, "whose=reach&day=2027-03-15")
    assert "Sam Okoro, with Sasha Reed" in page
    assert "Room 2" not in page
    assert "Sam Okoro" not in page_of(house, who, "day=2027-03-15")


@pytest.mark.parametrize("who", ["peer", "stranger", "administrator"])
def test_to_everybody_else_the_calendar_is_empty(house, session, who):
    page = page_of(house, who, "whose=reach&day=2027-03-15")
    assert "Sam Okoro" not in page


def test_leave_and_holidays_are_shown_without_the_kind_of_leave(house, session):
    HolidayFactory(day=date(2027, 3, 26), name="Good Friday")
    LeaveFactory(person=house.worker, kind="sickness", starts_on=date(2027, 3, 10), ends_on=None)
    supervisor, worker = page_of(house, "supervisor", "day=2027-03-01"), page_of(house, "worker", "day=2027-03-01")
    assert "Holiday: Good Friday" in supervisor
    assert "Sam Okoro away" in supervisor
    assert "You are away" in worker
    assert "icknes" not in supervisor + worker


def test_in_a_list_leave_is_said_once_and_in_a_week_each_day(house, session):
    LeaveFactory(person=house.worker, starts_on=date(2027, 3, 16), ends_on=date(2027, 3, 19))
    listed = page_of(house, "supervisor", "view=list&day=2027-03-15")
    assert listed.count("Sam Okoro away") == 1
    assert "Sam Okoro away until Fri 19 Mar 2027" in listed
    assert page_of(house, "supervisor", "view=week&day=2027-03-15").count("Sam Okoro away") == 4


def test_leave_that_began_before_the_list_stands_on_its_first_day(house, session):
    LeaveFactory(person=house.supervisor, starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 31))
    page = page_of(house, "worker", "view=list&day=2027-03-15")
    assert "Sasha Reed away until Wed 31 Mar 2027" in page


def test_the_month_is_a_table_with_a_heading_for_each_day(house, session):
    page = page_of(house, "supervisor", "view=month&day=2027-03-15")
    assert page.count('<th scope="col"><abbr title="') == 7
    assert "<h2>March 2027</h2>" in page
    assert "?view=month&amp;day=2027-02-01&amp;whose=mine" in page
    assert "?view=month&amp;day=2027-04-01&amp;whose=mine" in page


def test_a_session_stands_on_the_day_of_the_organisation_s_clock(house):
    late = datetime(2027, 3, 31, 23, 30, tzinfo=UTC)  # half past midnight on 1 April in summer time
    SessionFactory(worker=house.worker, supervisor=house.supervisor, due_on=date(2027, 4, 1), planned_at=late)
    week = house.client("worker").get(f"{CALENDAR}?view=week&day=2027-04-01").context["weeks"][0]
    assert [day.day for day in week if day.items] == [date(2027, 4, 1)]


def test_a_full_day_says_how_many_more_there_are(house):
    for n in range(6):
        SessionFactory(supervisor=house.supervisor, planned_at=datetime(2027, 3, 15, 9 + n, tzinfo=UTC))
    assert "and 2 more" in page_of(house, "supervisor", "view=month&day=2027-03-15")


def test_an_empty_list_says_what_will_be_there(house):
    assert "Sessions, leave and holidays stand here." in page_of(house, "worker", "view=list")


@pytest.mark.parametrize(
    "query",
    [
        "day=0001-01-01",
        "day=9999-12-31",
        "day=NaN",
        "day=%00",
        "view=%00",
        "view=year",
        "whose=all",
        "day=" + "9" * 5000,
    ],
)
def test_an_address_cannot_break_the_calendar(house, session, query):
    for view in VIEWS:
        assert house.client("supervisor").get(f"{CALENDAR}?{query}&view={view}").status_code in (200, 400)


@pytest.mark.parametrize("whose", ["mine", "reach"])
def test_the_calendar_costs_the_same_for_one_session_and_for_three(house, whose):
    client = house.client("supervisor" if whose == "mine" else "manager")
    client.get("/")
    counts = []
    for n in range(3):
        SessionFactory(worker=house.worker, supervisor=house.supervisor, due_on=date(2027, 3, 10 + n))
        LeaveFactory(person=house.worker, starts_on=date(2027, 3, 1 + 2 * n), ends_on=date(2027, 3, 1 + 2 * n))
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{CALENDAR}?whose={whose}")
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 13
