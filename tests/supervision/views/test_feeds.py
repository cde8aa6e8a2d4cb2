"""The calendar feed behind a secret link."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from supervision.commands import cancel_session, make_calendar_link, move_session, revoke_calendar_link
from supervision.enums import Reason, Side
from supervision.models import CalendarFeed, Session
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON, SessionFactory
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.models import Organisation

MINE = "/my/calendar/"


@pytest.fixture
def session(house):
    return SessionFactory(
        worker=house.worker,
        supervisor=house.supervisor,
        team=house.team,
        place="Room 2",
        call_link="https://call.example/a",
    )


@pytest.fixture
def feed(house, session):
    """The worker's link as a calendar program asks for it."""
    return feed_of(house.worker)


def feed_of(person):
    address = f"/calendar/{make_calendar_link(person=person, now=NOON)}.ics"
    return lambda **headers: Client().get(address, headers=headers)


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_file_says_that_and_when_and_nothing_else(house, session, feed):
    answer = feed()
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = events(answer)
    assert str(event["SUMMARY"]) == "Supervision"
    assert event.decoded("DTSTART") == datetime(2027, 3, 15, 10, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2027, 3, 15, 11, 30, tzinfo=UTC)
    assert str(event["UID"]) == f"{session.pk}@workforce-assurance"
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CONFIRMED", 0)
    text = answer.content.decode()
    for secret in ("Sam", "Okoro", "Sasha", "Reed", "Room", "call.example", session.reference, "Harbour"):
        assert secret not in text


def test_instants_are_in_utc_and_the_zone_is_the_organisation_s(house, feed):
    Organisation.objects.update(time_zone="America/New_York")
    text = feed().content.decode()
    assert "DTSTART:20270315T100000Z" in text
    assert "X-WR-TIMEZONE:America/New_York" in text


@pytest.mark.parametrize(
    ("zone", "first", "second"),
    [
        ("Europe/London", datetime(2027, 3, 24, 10, tzinfo=UTC), datetime(2027, 3, 31, 9, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 3, 10, 15, tzinfo=UTC), datetime(2027, 3, 17, 14, tzinfo=UTC)),
        ("Europe/London", datetime(2027, 10, 27, 9, tzinfo=UTC), datetime(2027, 11, 3, 10, tzinfo=UTC)),
    ],
)
def test_over_a_change_of_the_clocks_ten_stays_ten(house, zone, first, second):
    Organisation.objects.update(time_zone=zone)
    for at in (first, second):
        SessionFactory(worker=house.worker, supervisor=house.supervisor, due_on=at.date(), planned_at=at)
    answer = feed_of(house.worker)()
    zone_named = str(Calendar.from_ical(answer.content)["X-WR-TIMEZONE"])
    local = [event.decoded("DTSTART").astimezone(ZoneInfo(zone_named)).hour for event in events(answer)]
    assert local == [10, 10]


def test_a_moved_session_keeps_its_uid_and_counts_up(house, session, feed):
    (before,) = events(feed())
    to = session.planned_at + timedelta(days=1)
    move_session(session=session, to=to, side=Side.WORKER, reason=Reason.TRAINING, by=house.supervisor, now=NOON)
    (after,) = events(feed())
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") >= before.decoded("LAST-MODIFIED")
    assert after.decoded("DTSTART") == to


def test_a_cancelled_session_is_cancelled_in_the_calendar(house, session, feed):
    cancel_session(session=session, side=Side.WORKER, reason=Reason.SICKNESS, by=house.supervisor, now=NOON)
    found = {str(event["UID"]): event for event in events(feed())}
    event = found[f"{session.pk}@workforce-assurance"]
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 1)
    assert "ickness" not in feed().content.decode()


def test_only_one_s_own_sessions_are_in_it(house, session):
    assert len(events(feed_of(house.supervisor)())) == 1
    for who in (house.manager, house.peer, house.governance):
        assert events(feed_of(who)()) == []


def test_a_calendar_asks_again_and_gets_only_what_is_new(house, session, feed):
    first = feed()
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = feed(**{"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    Session.objects.filter(pk=session.pk).update(planned_at=session.planned_at + timedelta(hours=1))
    assert feed(**{"if-none-match": first.headers["ETag"]}).status_code == 200


def test_a_revoked_or_replaced_link_opens_nothing(house, session):
    first = feed_of(house.worker)
    second = feed_of(house.worker)
    assert (first().status_code, second().status_code) == (404, 200)
    revoke_calendar_link(person=house.worker, now=NOON)
    assert second().status_code == 404


@pytest.mark.parametrize("change", [{"is_active": False}, {"left_on": date(2027, 2, 28)}])
def test_the_feed_ends_with_the_account(house, session, feed, change):
    for name, value in change.items():
        setattr(house.worker, name, value)
    house.worker.save()
    assert feed().status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 3000, "%ED%A0%80", "%F0%9F%94%91", "..%2F.."])
def test_an_unknown_link_is_not_there(house, token):
    assert Client().get(f"/calendar/{token}.ics").status_code in (400, 404)


def test_a_feed_only_reads(house, session, feed):
    assert Client().post(f"/calendar/{make_calendar_link(person=house.worker, now=NOON)}.ics").status_code == 405


def test_a_link_is_shown_once_and_kept_as_a_hash(house, session):
    client = house.client("worker")
    page = client.post(f"{MINE}link/").content.decode()
    (token,) = re.findall(r"/calendar/([\w-]{43})\.ics", page)
    assert token not in client.get(MINE).content.decode()
    assert CalendarFeed.objects.get().token_hash != token
    assert Client().get(f"/calendar/{token}.ics").status_code == 200
    assert not any(token in str(entry.facts) for entry in TrailEntry.objects.all())


def test_making_and_revoking_are_in_the_trail(house):
    client = house.client("worker")
    for part in ("link/", "link/", "revoke/", "revoke/"):
        client.post(MINE + part)
    actions = list(TrailEntry.objects.order_by("pk").values_list("action", flat=True))
    made, gone = "calendar link made", "calendar link revoked"
    assert actions == [made, gone, made, gone]


def test_a_link_is_made_by_nobody_s_get(house):
    client = house.client("worker")
    assert [client.get(MINE + part).status_code for part in ("link/", "revoke/", "reminders/")] == [405] * 3


def test_the_feed_costs_the_same_for_one_session_and_for_three(house, session, feed):
    counts = []
    for n in range(3):
        SessionFactory(worker=house.worker, supervisor=PersonFactory(), due_on=date(2027, 4, 1 + n))
        with CaptureQueriesContext(connection) as queries:
            feed()
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 5
