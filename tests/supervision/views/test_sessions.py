"""The list of sessions and one session's page."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.models import Session
from supervision.shipped import ship
from tests.factories.supervision import NOON, AdjustmentFactory, SessionFactory
from workforce_assurance.common.tables import Cell
from workforce_assurance.structured_templates.queries import response_for

LIST = "/supervision/"


@pytest.fixture
def session(house):
    return SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team)


def page_of(session, part=""):
    return f"/supervision/{session.pk}/{part}"


def sessions_on(answer):
    return [uuid.UUID(worker.url.split("/")[-2]) for worker, *_ in answer.context["rows"]]


@pytest.mark.parametrize("who", ["worker", "supervisor", "manager", "governance"])
def test_whoever_may_know_of_a_session_sees_when_it_takes_place(house, session, who):
    answer = house.client(who).get(page_of(session))
    assert answer.status_code == 200
    assert "Mon 15 Mar 2027" in answer.content.decode()


@pytest.mark.parametrize("who", ["peer", "stranger", "administrator"])
def test_to_everybody_else_a_session_is_missing(house, session, who):
    assert house.client(who).get(page_of(session)).status_code == 404


def test_a_manager_sees_dates_and_no_way_into_the_record(house, session):
    page = house.client("manager").get(page_of(session)).content.decode()
    assert "You see that and when this session takes place." in page
    assert "/start/" not in page


def test_the_page_explains_the_due_date_and_says_who_reads(house, session):
    page = house.client("worker").get(page_of(session)).content.decode()
    assert session.due_because in page
    assert "Sam Okoro and Sasha Reed read the record." in page


def test_starting_opens_the_record_once(house, session):
    ship(NOON)
    client = house.client("supervisor")
    first = client.post(page_of(session, "start/"))
    again = client.post(page_of(session, "start/"))
    response = response_for("supervision", session.pk)
    assert first.url == again.url == f"/records/{response.pk}/"
    session.refresh_from_db()
    assert session.started_at == NOON


def test_starting_without_a_published_template_says_what_to_do(house, session):
    answer = house.client("supervisor").post(page_of(session, "start/"), follow=True)
    assert "Ask an administrator to publish one." in answer.content.decode()


def test_starting_is_never_a_get(house, session):
    assert house.client("supervisor").get(page_of(session, "start/")).status_code == 405


def test_the_task_list_follows_the_record(house, session):
    ship(NOON)
    client = house.client("supervisor")
    client.post(page_of(session, "start/"))
    page = client.get(page_of(session)).content.decode()
    assert "0 of 10 sections done" in page
    assert "Carry on with the record" in page


def test_from_last_time_is_ready_before_the_record_is_opened(house, session):
    before = SessionFactory(worker=house.worker, supervisor=house.supervisor, held=True, due_on=date(2027, 2, 15))
    AdjustmentFactory(session=before, starts_on=date(2027, 2, 15), check_on=date(2027, 2, 22))
    page = house.client("supervisor").get(page_of(session)).content.decode()
    assert "Peer support" in page
    assert "7 days past its check" in page
    assert "open for 14 days" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_session_costs_the_same_for_any_history(house, session, rows):
    ship(NOON)
    client = house.client("supervisor")
    client.post(page_of(session, "start/"))
    for n in range(rows):
        before = SessionFactory(
            worker=house.worker, supervisor=house.supervisor, held=True, due_on=date(2026, 6 + n, 15)
        )
        AdjustmentFactory(session=before)
    client.get(page_of(session))
    with CaptureQueriesContext(connection) as queries:
        client.get(page_of(session))
    assert len(queries) <= 22


@pytest.mark.parametrize("rows", [1, 3])
def test_a_section_of_its_record_costs_the_same_for_any_history(house, session, rows):
    ship(NOON)
    client = house.client("supervisor")
    client.post(page_of(session, "start/"))
    for n in range(rows):
        before = SessionFactory(
            worker=house.worker, supervisor=house.supervisor, held=True, due_on=date(2026, 6 + n, 15)
        )
        AdjustmentFactory(session=before)
    section = reverse("record_section", args=[response_for("supervision", session.pk).pk, "case_review"])
    client.get(section)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(section).status_code == 200
    assert len(queries) <= 15


def test_the_list_opens_on_the_supervisor_s_sessions(house, session):
    page = house.client("supervisor").get(LIST).content.decode()
    assert "Sam Okoro" in page
    assert 'href="?as=supervisor" aria-current="page"' in page


def test_the_list_of_a_worker_holds_their_own_and_no_others(house, session):
    SessionFactory(due_on=date(2027, 3, 20))
    answer = house.client("worker").get(LIST)
    assert sessions_on(answer) == [session.pk]


def test_what_is_past_its_date_stands_first(house, session):
    late = SessionFactory(worker=house.worker, supervisor=house.supervisor, due_on=date(2027, 2, 20))
    held = SessionFactory(worker=house.worker, supervisor=house.supervisor, held=True, due_on=date(2027, 1, 20))
    answer = house.client("supervisor").get(LIST)
    assert sessions_on(answer) == [late.pk, session.pk, held.pk]
    assert answer.context["rows"][0][-1] == Cell("9 days past its date", tone="past_date")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=open", ["late", "open"]),
        ("state=past", ["late"]),
        ("state=held", ["held"]),
        ("state=not_held", []),
        ("name=okoro", ["late", "open", "held"]),
        ("name=nobody", []),
        ("due_from=2027-03-01", ["open"]),
        ("due_to=2027-02-01", ["held"]),
    ],
)
def test_the_list_can_be_narrowed(house, session, query, found):
    people = {"worker": house.worker, "supervisor": house.supervisor}
    rows = {
        "open": session,
        "late": SessionFactory(**people, due_on=date(2027, 2, 20)),
        "held": SessionFactory(**people, held=True, due_on=date(2027, 1, 20)),
    }
    answer = house.client("supervisor").get(f"{LIST}?as=supervisor&{query}")
    assert sessions_on(answer) == [rows[name].pk for name in found]


@pytest.mark.parametrize(
    "query",
    [
        "due_from=0001-01-01",
        "due_to=9999-12-31",
        "due_from=%00",
        "state=%00",
        "as=%00",
        "page=NaN",
        "name=%00",
        "name=%ED%A0%80",
        "due_from=" + "9" * 5000,
    ],
)
def test_an_address_cannot_break_the_list(house, session, query):
    assert house.client("supervisor").get(f"{LIST}?{query}").status_code in (200, 400)


@pytest.mark.parametrize("tab", ["supervisor", "worker", "reach"])
def test_the_list_costs_the_same_for_one_row_and_for_three(house, tab):
    who = {"supervisor": "supervisor", "worker": "worker", "reach": "manager"}[tab]
    client = house.client(who)
    client.get("/")
    counts = []
    for n in range(3):
        SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team, due_on=date(2027, 3, 10 + n))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{LIST}?as={tab}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 10


def test_the_file_holds_what_the_list_holds_and_no_formula(house, session):
    house.worker.full_name = "=cmd()"
    house.worker.save()
    answer = house.client("supervisor").get("/supervision/sessions.csv?as=supervisor&state=open")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith(f"{session.reference},'=cmd(),Sasha Reed,Harbour outreach,2027-03-15,")
    assert len(lines) == 2


def test_the_file_of_a_stranger_is_empty(house, session):
    answer = house.client("stranger").get("/supervision/sessions.csv?as=reach")
    assert len(answer.content.decode("utf-8-sig").splitlines()) == 1


def test_today_shows_each_part_its_own(house, session):
    late = SessionFactory(worker=house.worker, supervisor=house.supervisor, due_on=date(2027, 2, 20))
    Session.objects.filter(pk=session.pk).update(planned_at=NOON + timedelta(hours=2))
    supervisor = house.client("supervisor").get("/").content.decode()
    assert "Today at 14:00" in supervisor
    assert f'href="/supervision/{late.pk}/"' in supervisor
    worker = house.client("worker").get("/").content.decode()
    assert "My next supervision" in worker
    manager = house.client("manager").get("/").content.decode()
    assert "Sessions past their date in my teams" in manager
    governance = house.client("governance").get("/").content.decode()
    assert "Supervision held on time" in governance
