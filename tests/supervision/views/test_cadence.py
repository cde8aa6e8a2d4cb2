"""My team's cadence, and completion by team and month."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.people import LeaveFactory, PersonFactory, TeamFactory
from tests.factories.supervision import NOON, SessionFactory

CADENCE = "/supervision/cadence/"
COMPLETION = "/supervision/completion/"


def rows_of(client, query=""):
    return [(worker.text, status.text) for worker, status, *_ in client.get(CADENCE + query).context["rows"]]


def test_who_is_due_when_past_its_date_first(house):
    another = PersonFactory(full_name="Amara Njie", supervisor=house.supervisor, team=house.team)
    away = PersonFactory(full_name="Tom Weiss", supervisor=house.supervisor, team=house.team)
    LeaveFactory(person=away, starts_on=NOON.date())
    SessionFactory(worker=another, supervisor=house.supervisor, due_on=date(2027, 3, 4))
    SessionFactory(worker=house.worker, supervisor=house.supervisor, due_on=date(2027, 2, 20))
    client = house.client("supervisor")
    everybody = [
        ("Tom Weiss", "Clock paused: on leave"),
        ("Sam Okoro", "9 days past its date"),
        ("Amara Njie", "Due in 3 days"),
    ]
    assert rows_of(client) == everybody
    assert rows_of(client, "?shown=past") == everybody[1:2]
    assert rows_of(client, "?shown=soon") == everybody[2:]
    assert rows_of(client, "?shown=none") == everybody[:1]
    assert rows_of(client, "?name=weiss") == everybody[:1]


def test_a_manager_sees_a_worker_without_supervisor(house):
    alone = PersonFactory(full_name="Li Chen", team=house.team)
    assert (alone.full_name, "No supervisor yet") in rows_of(house.client("manager"))


@pytest.mark.parametrize("who", ["worker", "peer", "stranger", "administrator", "governance"])
def test_whoever_supervises_and_manages_nobody_has_no_cadence_page(house, who):
    assert house.client(who).get(CADENCE).status_code == 404


def test_the_cadence_page_costs_the_same_for_one_worker_and_for_three(house):
    client = house.client("supervisor")
    client.get("/")
    counts = []
    for _ in range(3):
        worker = PersonFactory(supervisor=house.supervisor)
        SessionFactory(worker=worker, supervisor=house.supervisor)
        with CaptureQueriesContext(connection) as queries:
            client.get(CADENCE)
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 12


@pytest.mark.parametrize("who", ["worker", "supervisor", "peer", "stranger", "administrator"])
def test_completion_is_for_managers_and_governance(house, who):
    assert house.client(who).get(COMPLETION).status_code == 404
    assert house.client(who).get("/supervision/completion.csv").status_code == 404


def some_sessions(house, held, missed):
    for n in range(held + missed):
        kind = {"held": True} if n < held else {"missed": True}
        SessionFactory(team=house.team, supervisor=house.supervisor, due_on=date(2027, 1, 4 + n), **kind)


@pytest.mark.parametrize("who", ["manager", "governance"])
def test_completion_shows_numerator_denominator_and_interval(house, who):
    some_sessions(house, 9, 3)
    page = house.client(who).get(COMPLETION).content.decode()
    assert "75 % (9 of 12 sessions; 95 % interval 47 to 91\u00a0%)" in page
    assert '<td data-label="Sessions">9 of 12</td>' in page


def test_small_groups_are_suppressed_on_the_page_and_in_the_file(house):
    some_sessions(house, 3, 1)
    client = house.client("governance")
    assert "Suppressed" in client.get(COMPLETION).content.decode()
    lines = client.get("/supervision/completion.csv").content.decode("utf-8-sig").splitlines()
    assert lines[1].endswith("2027-01" + ",Suppressed" * 9 + ",")
    assert lines[2].endswith("all months" + ",Suppressed" * 10)


def test_the_page_of_a_team_shows_its_months_and_what_was_held_later(house):
    some_sessions(house, 6, 0)
    for n in range(2):
        at = datetime(2027, 2, 3, 10, tzinfo=UTC)
        SessionFactory(team=house.team, held=True, due_on=date(2027, 1, 11 + n), planned_at=at)
    page = house.client("manager").get(f"{COMPLETION}{house.team.pk}/?months=24")
    january = next(row for row in page.context["months"] if row.name == "Jan 2027")
    assert (january.percent, january.counts, january.late, january.not_held) == ("75 %", "6 of 8", "2", "0")
    assert [row.name for row in page.context["months"]][::23] == ["Feb 2027", "Mar 2025"]


def test_the_month_that_is_not_over_is_not_shown_yet(house):
    assert house.client("manager").get(COMPLETION).context["measured"].last == date(2027, 2, 28)


def test_the_page_of_a_team_elsewhere_is_not_there(house):
    assert house.client("manager").get(f"{COMPLETION}{TeamFactory().pk}/").status_code == 404


def test_teams_are_found_by_their_name_in_the_address(house):
    some_sessions(house, 6, 0)
    client = house.client("manager")
    assert [row.name for row in client.get(f"{COMPLETION}?name=harbour").context["rows"]] == ["Harbour outreach"]
    assert client.get(f"{COMPLETION}?name=nowhere").context["rows"] == []


def test_completion_costs_the_same_for_any_number_of_sessions(house):
    client = house.client("manager")
    client.get("/")
    counts = []
    for _ in range(2):
        some_sessions(house, 6, 1)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{COMPLETION}?months=36")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_an_unknown_period_is_said_and_breaks_nothing(house):
    assert house.client("manager").get(f"{COMPLETION}?months=999999").status_code == 200
