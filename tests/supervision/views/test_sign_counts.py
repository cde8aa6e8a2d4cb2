"""Drift signs in counts: by month for the organisation, by quarter for services and teams, small ones suppressed."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.shipped import record_template, ship
from supervision.sign_counts import quarters_over, signs_of_every_team
from tests.factories.people import ServiceFactory, TeamFactory
from tests.factories.supervision import NOON, SessionFactory
from workforce_assurance.structured_templates.commands import ship_template
from workforce_assurance.structured_templates.models import Answer, Question, Response

URL, CSV = "/supervision/signs/", "/supervision/signs.csv"
NOVEMBER = datetime(2026, 11, 16, 12, tzinfo=UTC)
JANUARY = datetime(2027, 1, 16, 12, tzinfo=UTC)


def records(team, number, *, worker=(), supervisor=(), at=NOVEMBER, layer="assurance"):
    """So many finished records of so many people in that team, each with these signs in the two views."""
    question = Question.objects.get(key="signs", layer=layer, section__version__template__key="supervision")
    for _ in range(number):
        session = SessionFactory(team=team, due_on=at.date(), held=True)
        response = Response.objects.create(
            version=question.section.version, purpose="supervision", subject_id=session.pk, state="to_sign",
            opened_at=at, finished_at=at, content_sha256="0" * 64,
        )  # fmt: skip
        coded = {"worker": list(worker), "supervisor": list(supervisor)}
        Answer.objects.create(
            response=response, question=question, author=session.supervisor, coded=coded, answered_at=at
        )


@pytest.fixture
def shipped(house):
    ship(NOON)
    return house


@pytest.fixture
def other(shipped):
    return TeamFactory(name="Hillside team", service=ServiceFactory(name="Zeal"))


def rows(house, who, query="", key="rows"):
    found = house.client(who).get(URL + query).context[key]
    return {row.name: {cell.label: cell.words for cell in row.cells} for row in found}


def test_a_record_counts_once_whichever_of_the_two_noted_the_sign(shipped, other):
    records(shipped.team, 12, worker=["avoidance"], supervisor=["avoidance", "rushing"])
    records(other, 11, supervisor=["avoidance"])
    team = rows(shipped, "governance")["Harbour outreach"]
    assert (team["Records finished"], team["Avoidance"], team["Rushing"], team["Irritation"]) == ("12", "12", "12", "0")
    months = rows(shipped, "governance", key="month_rows")
    assert months["Avoidance"] == {"Oct 2026": "0", "Nov 2026": "23", "Dec 2026": "0", "The quarter": "23"}


def test_small_counts_read_as_less_than_five_and_take_others_with_them(shipped, other):
    records(shipped.team, 9)
    records(shipped.team, 3, worker=["irritation"])
    records(other, 12, worker=["irritation"])
    found = rows(shipped, "governance")
    assert (found["Harbour outreach"]["Irritation"], found["Hillside team"]["Irritation"]) == ("<5", "Suppressed")
    months = rows(shipped, "governance", key="month_rows")["Irritation"]
    assert months["The quarter"] == "15"


def test_a_team_of_fewer_than_ten_people_is_suppressed_and_so_is_what_would_give_it_away(shipped, other):
    records(shipped.team, 9, worker=["avoidance"])
    records(other, 30, worker=["avoidance"])
    found = rows(shipped, "governance")
    assert {team["Records finished"] for team in found.values()} == {"Suppressed"}


def test_months_and_quarters_that_are_not_over_are_not_counted(shipped, other):
    records(shipped.team, 12, worker=["avoidance"], at=JANUARY)
    assert "No record of your teams was finished in this quarter." in (
        shipped.client("governance").get(URL).content.decode()
    )
    assert quarters_over(today=date(2027, 3, 31), number=2) == [date(2026, 10, 1), date(2026, 7, 1)]
    assert quarters_over(today=date(2027, 4, 1), number=1) == [date(2027, 1, 1)]


def test_a_manager_sees_their_own_teams_alone(shipped, other):
    records(shipped.team, 12, worker=["avoidance"])
    records(other, 12, worker=["avoidance"])
    names = set(rows(shipped, "manager"))
    assert ("Hillside team" in names, "Harbour outreach" in names) == (False, True)
    assert rows(shipped, "manager", key="month_rows") == {}
    file = shipped.client("manager").get(CSV).content.decode()
    assert ("Hillside" in file, "organisation" in file) == (False, False)


def test_a_question_that_its_template_keeps_for_two_is_not_counted(shipped, other):
    ship_template(description=kept_for_two(), now=NOON)
    records(shipped.team, 12, worker=["avoidance"], layer="shared")
    found = rows(shipped, "governance")["Harbour outreach"]
    assert (found["Records finished"], found["Avoidance"]) == ("12", "0")


def test_a_job_counts_signs_and_records_of_every_team_by_the_month_in_which_they_were_finished(shipped, other):
    records(shipped.team, 3, worker=["avoidance", "none"], supervisor=["avoidance", "rushing"])
    records(shipped.team, 2)
    records(other, 1, worker=["irritation"], at=JANUARY)
    found = signs_of_every_team(first=date(2026, 11, 1), end=date(2027, 2, 1), zone=ZoneInfo("Europe/London"))
    assert found == {(shipped.team.pk, date(2026, 11, 1)): (6, 5), (other.pk, date(2027, 1, 1)): (1, 1)}


def kept_for_two():
    """The shipped record with its question about drift signs for its two people alone."""
    description = record_template()
    for section in description["sections"]:
        for question in section["questions"]:
            if question["key"] == "signs":
                question["layer"] = "shared"
    return description


def test_none_of_these_is_no_sign(shipped, other):
    records(shipped.team, 12, worker=["none"], supervisor=["none"])
    assert "None of these" not in rows(shipped, "governance")["Harbour outreach"]


def test_the_file_says_the_same_as_the_page(shipped, other):
    records(shipped.team, 12, worker=["avoidance"])
    records(other, 9, worker=["avoidance"])
    file = shipped.client("governance").get(CSV).content.decode()
    page = rows(shipped, "governance")["Harbour outreach"]
    assert f",Harbour outreach,,Avoidance,{page['Avoidance']},{page['Records finished']}" in file


@pytest.mark.parametrize("who", ["worker", "supervisor", "peer", "stranger", "administrator"])
def test_nobody_else_finds_it(shipped, who):
    for url in (URL, CSV):
        assert shipped.client(who).get(url).status_code == 404


@pytest.mark.parametrize("query", ["?quarter=2026-11-01", "?quarter=x", "?quarter=2027-01-01"])
def test_another_time_than_a_quarter_that_is_over_is_answered_in_words(shipped, query):
    answer = shipped.client("governance").get(URL + query)
    assert (answer.status_code, b"Select a valid choice" in answer.content or b"Choose" in answer.content) == (
        200,
        True,
    )


def test_the_page_costs_the_same_for_one_and_for_three_teams(shipped, other):
    costs = []
    for team in (shipped.team, other, TeamFactory(name="Third", service=other.service)):
        records(team, 1, worker=["avoidance"])
        client = shipped.client("governance")
        client.get(URL)
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        costs.append(len(asked))
    assert costs[0] == costs[2]
