"""Teams beside each other: what is worked out, and what the page shows to whom."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.comparing.filling import compare_teams
from governance.measures.places import words_of
from governance.measures.registry import MEASURES
from governance.measures.shown import Place
from governance.models import HalfYearSpread, HalfYearValue
from tests.factories.people import PersonFactory, ServiceFactory, TeamFactory
from tests.governance.measures.conftest import SUMMER, store

KEY = "supervision.on_time"
TEAMS = reverse("governance:measure_teams", args=[KEY])
# July 2026 to April 2027: the half-year that is settled in June 2027 is July to December 2026.
MONTHS = 10
SHARES = (60, 64, 70, 74, 78, 82, 86, 90, 20)


@pytest.fixture
def place(house, time_machine):
    time_machine.move_to(SUMMER, tick=False)
    house.lead = PersonFactory(full_name="Lee Novak", receives_supervision=False)
    house.team.service.lead = house.lead
    house.team.service.save()
    return house


def fill(place, shares=SHARES, size=100, service=None):
    teams = [TeamFactory(name=f"Team {number}", service=service or place.team.service) for number in range(len(shares))]
    for team, share in zip(teams, shares, strict=True):
        store(KEY, team, [(size * share // 100, size)] * MONTHS)
    compare_teams(measures=[MEASURES[KEY]], smallest=5, today=SUMMER.date())
    return teams


def page_of(place, who="governance", address=TEAMS, **asked):
    return place.client(who).get(address, asked).content.decode()


def test_a_team_beyond_chance_is_named_and_the_others_are_not(place):
    fill(place)
    page = page_of(place)
    said = page[page.index("chart__finding") : page.index("</figcaption>")]
    assert ("Team 8" in said, "Team 4" in said, "July to December 2026" in said) == (True, False, True)


def test_teams_stand_by_name_and_never_by_value(place):
    fill(place)
    page = page_of(place)
    table = page[page.index("<tbody>") :]
    places = [table.index(f"Team {number}") for number in range(len(SHARES))]
    assert places == sorted(places)


def test_fewer_than_eight_teams_are_not_judged(place):
    fill(place, SHARES[:4])
    page = page_of(place)
    assert "fewer than 8 teams, none is judged" in page
    assert "Too few teams to judge any" in page


def test_it_says_how_far_teams_differ_and_whether_it_can_be_compared(place):
    fill(place)
    assert HalfYearSpread.objects.filter(service=None, half="2026-07-01").get().median_ratio > 1.2
    page = page_of(place)
    assert "taken at random, the odds of the higher" in page
    assert "too few teams count enough in both" in page


def test_a_spread_that_fell_is_said_with_how_likely_that_is(place):
    wide, close = (30, 40, 50, 60, 70, 80, 90, 95), (60, 62, 64, 66, 68, 70, 72, 74)
    for number, (before, after) in enumerate(zip(wide, close, strict=True)):
        team = TeamFactory(name=f"Team {number}", service=place.team.service)
        store(KEY, team, [*[(before, 100)] * 6, *[(after, 100)] * 10])
    compare_teams(measures=[MEASURES[KEY]], smallest=5, today=SUMMER.date())
    assert "They differ less than in the half-year before. In 8 teams" in page_of(place)


def test_what_is_suppressed_stands_in_neither_page_nor_file(place):
    few = [(4, 4) if number == 5 else (40, 50) for number in range(MONTHS)]
    teams = [TeamFactory(name=name, service=place.team.service) for name in ("Few", "More", "Most")]
    for team, cells in zip(teams, (few, [(41, 50)] * MONTHS, [(42, 50)] * MONTHS), strict=True):
        store(KEY, team, cells)
    compare_teams(measures=[MEASURES[KEY]], smallest=5, today=SUMMER.date())
    page = page_of(place)
    file = page_of(place, address=reverse("governance:measure_teams_csv", args=[KEY]))
    hidden = HalfYearValue.objects.exclude(suppressed="").filter(half="2026-07-01")
    assert teams[0].pk in set(hidden.values_list("team", flat=True))
    assert "204 of 254" not in page + file
    assert "Not shown" in page
    assert "Suppressed" in file


def test_the_file_says_what_the_page_says(place):
    fill(place)
    text = page_of(place, address=reverse("governance:measure_teams_csv", args=[KEY]))
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert [row[2].split(" (")[0] for row in rows[1:]] == [f"Team {number}" for number in range(len(SHARES))]


def test_the_lead_of_a_service_sees_its_teams_alone(place):
    fill(place)
    elsewhere = TeamFactory(name="Elsewhere", service=ServiceFactory(name="Far away"))
    store(KEY, elsewhere, [(80, 100)] * MONTHS)
    compare_teams(measures=[MEASURES[KEY]], smallest=5, today=SUMMER.date())
    assert "Elsewhere" in page_of(place)
    assert "Elsewhere" not in page_of(place, "lead")


def test_a_count_and_a_team_alone_have_no_funnel(place):
    count = reverse("governance:measure_teams", args=["incidents"])
    assert place.client("governance").get(count).status_code == 404
    team = words_of(Place("team", place.team.pk))
    assert place.client("governance").get(TEAMS, {"place": team}).status_code == 404


@pytest.mark.parametrize("asked", ["half=2026-13-01", "half=x", "place=team:x", "place=&half="])
def test_an_address_that_says_nothing_shows_the_last_half_year(place, asked):
    fill(place)
    assert "July to December 2026" in page_of(place, address=f"{TEAMS}?{asked}")


def test_without_a_settled_half_year_the_page_says_so(place):
    assert "No half-year is settled yet." in page_of(place)


def test_the_page_asks_as_much_of_nine_teams_as_of_two(place, no_banners):
    def asked():
        client = place.client("governance")
        client.get(TEAMS)
        with CaptureQueriesContext(connection) as captured:
            client.get(TEAMS)
        return len(captured)

    fill(place, SHARES[:2], service=ServiceFactory(name="First"))
    few = asked()
    fill(place, service=ServiceFactory(name="Second"))
    assert asked() == few


def test_where_many_teams_are_hidden_none_is_judged(place):
    few = [(4, 4) if number == 5 else (40, 50) for number in range(MONTHS)]
    cells = [few] * 4 + [[(40, 50)] * MONTHS] * 5
    for number, one in enumerate(cells):
        store(KEY, TeamFactory(name=f"Team {number}", service=place.team.service), one)
    compare_teams(measures=[MEASURES[KEY]], smallest=5, today=SUMMER.date())
    page = page_of(place)
    assert "4 of 9 teams are not shown in July to December 2026" in page
    assert ('<svg class="spc"' in page, "Not judged" in page) == (False, True)
    assert not HalfYearSpread.objects.filter(half="2026-07-01").exists()
