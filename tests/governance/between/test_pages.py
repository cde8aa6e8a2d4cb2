"""The page of days between rare events: offered in words, and drawn from what its reader may open."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.measures.places import words_of
from governance.measures.shown import Place
from tests.factories.debriefs import log
from tests.factories.people import ServiceFactory, TeamFactory
from tests.governance.measures.conftest import SUMMER, store

PAGE = reverse("governance:measure_between", args=["incidents.critical"])
MEASURE = reverse("governance:measure", args=["incidents.critical"])
LAST = datetime(2027, 5, 20, 12, tzinfo=UTC)


@pytest.fixture
def place(house, time_machine):
    time_machine.move_to(SUMMER, tick=False)
    house.elsewhere = TeamFactory(name="Elsewhere", service=ServiceFactory(name="Far away"))
    return house


def happened(place, number, *, team=None, apart=10):
    for back in range(number):
        at = LAST - timedelta(days=apart * back)
        log(place.worker, team or place.team, happened_at=at, now=at + timedelta(hours=1))


@pytest.mark.parametrize(("counts", "offered"), [([0, 3, 4, 2], True), ([9, 8, 9, 7], False)])
def test_a_measure_of_rare_events_offers_the_days_between_them(place, counts, offered):
    store("incidents.critical", place.team, counts)
    page = place.client("governance").get(MEASURE).text
    assert (f'href="{PAGE}?place="' in page) is offered


def test_it_says_how_long_it_is_since_the_last_one(place):
    happened(place, 16)
    page = place.client("governance").get(PAGE).text
    assert (
        "Critical incidents: 12 days since the last critical incident, which is not unusual; between two lie typically 10 days."
        in page
    )


def test_a_manager_sees_the_events_of_their_team_alone(place):
    happened(place, 3)
    happened(place, 5, team=place.elsewhere)
    team = words_of(Place("team", place.elsewhere.pk))
    for who, number in (("manager", 3), ("governance", 5)):
        page = place.client(who).get(PAGE, {"place": team})
        assert len(page.context["rows"]) == number


def test_the_file_ends_with_what_is_not_over(place):
    happened(place, 4)
    text = (
        place.client("governance")
        .get(reverse("governance:measure_between_csv", args=["incidents.critical"]))
        .content.decode("utf-8-sig")
    )
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["days between"] for row in rows] == ["10.00", "10.00", "10.00", "12.00"]
    assert rows[-1]["ended on"] == ""


@pytest.mark.parametrize("who", ["worker", "peer", "stranger", "administrator"])
def test_nobody_else_finds_it(place, who):
    assert place.client(who).get(PAGE).status_code == 404


def test_of_a_measure_whose_events_are_not_known_there_is_none(place):
    assert place.client("governance").get(reverse("governance:measure_between", args=["sickness"])).status_code == 404


def test_it_asks_as_much_for_forty_events_as_for_four(place):
    client, found = place.client("governance"), []
    for number in (4, 40):
        happened(place, number, apart=5)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        found.append(len(captured))
    assert found[0] == found[1]


def test_decisions_are_charted_by_whole_days(place):
    page = place.client("governance").get(reverse("governance:measure_between", args=["decisions"]))
    assert page.context["is_g"]
    assert "there is none on record" in page.text
