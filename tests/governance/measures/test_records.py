"""The records behind a measure: the link keeps the place and the months, and the list on its other side understands both."""

from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from governance.measures.places import words_of
from governance.measures.records import COMPLETION, INCIDENTS, NOWHERE, Records
from governance.measures.shown import ORGANISATION, Place
from tests.factories.debriefs import log
from tests.factories.people import ServiceFactory, TeamFactory

from .conftest import SUMMER, store

APRIL, FEBRUARY = date(2027, 4, 1), date(2027, 2, 1)


@pytest.fixture
def place(house, time_machine):
    """The team of the house, another of its service, and one elsewhere."""
    time_machine.move_to(SUMMER, tick=False)
    house.beside = TeamFactory(name="Beside", service=house.team.service)
    house.elsewhere = TeamFactory(name="Elsewhere", service=ServiceFactory(name="Far away"))
    return house


def links_of(house, who, key, place=ORGANISATION, months=12):
    page = house.client(who).get(
        reverse("governance:measure", args=[key]), {"place": words_of(place), "months": months}
    )
    return page.context["records"]


def at(month, day=10):
    return datetime(month.year, month.month, day, 12, tzinfo=ZoneInfo("UTC"))


def test_the_links_are_of_the_latest_month_and_of_all_that_are_shown(place):
    store("incidents", place.team, [8, 9, 7] * 12)
    (latest, words), (every, others) = links_of(place, "governance", "incidents")
    assert (words, others) == ("Incidents, Apr 2027", "Incidents of all the months shown")
    assert parse_qs(urlsplit(latest).query) == {"first": ["2027-04-01"], "last": ["2027-04-30"]}
    first = parse_qs(urlsplit(every).query)["first"]
    assert date.fromisoformat(first[0]) == date(2026, 5, 1)


@pytest.mark.parametrize(("kind", "found"), [("team", 1), ("service", 2), ("", 3)])
def test_the_list_shows_the_incidents_of_that_place_and_month_alone(place, kind, found):
    store("incidents", place.team, [8, 9, 7] * 12)
    for team in (place.team, place.beside, place.elsewhere):
        log(place.worker, team, happened_at=at(APRIL), now=SUMMER)
        log(place.worker, team, happened_at=at(FEBRUARY), now=SUMMER)
    where = {"team": Place("team", place.team.pk), "service": Place("service", place.team.service.pk)}.get(
        kind, ORGANISATION
    )

    page = place.client("governance").get(INCIDENTS.address(where, APRIL, APRIL, number=12))
    assert not page.context["filter_form"].errors
    assert len(page.context["rows"]) == found


def test_the_manager_of_a_team_finds_its_months_too(place):
    store("incidents", place.team, [8, 9, 7] * 12)
    log(place.worker, place.team, happened_at=at(APRIL), now=SUMMER)
    log(place.worker, place.team, happened_at=at(FEBRUARY), now=SUMMER)
    (latest, _), (every, _) = links_of(place, "manager", "incidents", Place("team", place.team.pk))
    counts = []
    for url in (latest, every):
        page = place.client("manager").get(url)
        assert not page.context["filter_form"].errors
        counts.append(len(page.context["rows"]))
    assert counts == [1, 2]


def test_every_list_understands_what_it_is_asked(place):
    """Of every measure, in every kind of place: no address leads to a page that is missing or says that it does not understand."""
    from governance.measures.registry import MEASURES

    for measure in MEASURES.values():
        if measure.records_for or not measure.records.path:
            continue
        for where in (ORGANISATION, Place("service", place.team.service.pk), Place("team", place.team.pk)):
            page = place.client("governance").get(measure.records.address(where, FEBRUARY, APRIL, number=24))
            assert page.status_code == 200, (measure.key, where)
            form = page.context.get("filter_form")
            assert not (form and form.errors), (measure.key, where, form.errors)


def test_a_page_of_a_team_keeps_the_period():
    team = Place("team", "5b7e5c7e-0000-4000-8000-000000000000")
    assert COMPLETION.address(team, FEBRUARY, APRIL, number=36) == f"/supervision/completion/{team.key}/?months=36"


def test_what_cannot_be_narrowed_is_the_list_itself():
    assert Records("/a/", "A").address(ORGANISATION, FEBRUARY, APRIL, number=12) == "/a/"
    assert NOWHERE.path == ""
