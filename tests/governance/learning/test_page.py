"""The page of the learning loop: what it shows, to whom, and for how many questions."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from debriefs.commands import add_policy
from debriefs.models import PolicyMention
from governance.learning import rungs
from governance.learning.page import KEYS
from governance.measures.places import words_of
from governance.measures.registry import MEASURES
from governance.measures.shown import Place
from tests.factories.debriefs import log
from tests.factories.people import PersonFactory, ServiceFactory, TeamFactory
from tests.factories.support import offer
from tests.governance.measures.conftest import SUMMER, store
from tests.governance.measures.test_pages import STEADY
from workforce_assurance.common import banners

PAGE, VALUES = reverse("governance:learning"), reverse("governance:learning_csv")
POLICIES = reverse("governance:learning_policies_csv")
COUNTS = [12, 11, 13, 12] * 6
# Places and roles, the run, values with targets and limits, support, policies.
MOST_QUERIES = 16


@pytest.fixture
def place(house, time_machine):
    time_machine.move_to(SUMMER, tick=False)
    house.service = house.team.service
    house.beside = TeamFactory(name="Beside", service=house.service)
    house.elsewhere = TeamFactory(name="Elsewhere", service=ServiceFactory(name="Far away"))
    return house


@pytest.fixture
def no_banners(monkeypatch):
    monkeypatch.setattr(banners, "BANNERS", {})


def of(team):
    return words_of(Place("team", team.pk))


def everything(team):
    for key in KEYS:
        store(
            key, team, STEADY if MEASURES[key].is_proportion else [(30, 1000)] * 24 if MEASURES[key].per > 1 else COUNTS
        )


def page_of(house, who, **asked):
    return house.client(who).get(PAGE, asked)


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_every_figure_has_a_sentence_a_table_a_file_and_the_way_to_its_measure(place):
    everything(place.team)
    page = page_of(place, "governance")
    figures = [one for group in page.context["groups"] for one in group.figures]
    assert [one.key for one in figures] == list(KEYS)
    for one in figures:
        assert one.finding
        assert len(one.rows) == 24
        assert f'href="{one.url}"'.replace("&", "&amp;") in page.text
        assert f'href="{one.csv_url}"'.replace("&", "&amp;") in page.text


def test_the_measure_that_a_figure_leads_to_leads_to_the_records(place):
    everything(place.team)
    url = page_of(place, "governance").context["groups"][0].figures[0].url
    measure = place.client("governance").get(url).text
    assert 'href="/actions/?as=all&amp;show=all"' in measure[measure.index("The records behind it") :]


def test_what_is_not_known_is_said(place):
    page = page_of(place, "governance").text
    assert "Actions opened: there is no data of this place yet." in page


def test_labels_are_not_said_of_a_team(place):
    everything(place.team)
    page = page_of(place, "governance", place=of(place.team)).text
    assert "Labels per 1,000 notes: it is not shown of a place as small as this." in page


def test_a_small_count_is_hidden_in_the_file_too(place):
    store("actions.opened", place.team, [12, 3, 12])
    store("actions.opened", place.beside, [9, 9, 9])
    found = rows_of(place.client("governance").get(VALUES, {"place": of(place.team)}))
    opened = [row for row in found if row["measure"] == "Actions opened"]
    assert [(row["value"], row["numerator"]) for row in opened] == [("12.0", "12"), ("", "<5"), ("12.0", "12")]


def test_the_period_is_that_of_the_address(place):
    everything(place.team)
    page = page_of(place, "governance", months=12)
    assert {len(one.rows) for group in page.context["groups"] for one in group.figures} == {12}
    months = {row["month"] for row in rows_of(place.client("governance").get(VALUES, {"months": 12}))}
    assert len(months) <= 13


@pytest.mark.parametrize("who", ["worker", "peer", "stranger", "administrator"])
@pytest.mark.parametrize("address", [PAGE, VALUES, POLICIES])
def test_nobody_else_finds_it(place, who, address):
    assert place.client(who).get(address).status_code == 404


def test_a_manager_sees_their_team_and_nothing_of_another(place):
    everything(place.team)
    store("actions.opened", place.elsewhere, [77] * 24)
    page = page_of(place, "manager", place=of(place.elsewhere)).text
    assert place.team.name in page
    assert ">77<" not in page
    assert "Elsewhere" not in page


@pytest.mark.parametrize("asked", ["team:x", "x", "service:00000000-0000-0000-0000-000000000000", "\u2028"])
def test_an_address_that_says_no_place_is_answered(place, asked):
    assert page_of(place, "governance", place=asked, months=asked).status_code == 200


def escalations(place, *cells):
    for key, cell in zip(rungs.KEYS, cells, strict=True):
        store(key, place.team, [cell])


def test_obligations_are_shared_out_over_the_rungs_at_which_they_were_done(place):
    """Of 40, 20 after the reminder, 10 more at the first rung, 4 more at the second; 6 later or never."""
    escalations(place, (20, 40), (30, 40), (34, 40))
    table = next(group.table for group in page_of(place, "governance").context["groups"] if group.table)
    assert [row[1] for row in table["rows"]] == [
        "50 % (20 of 40)",
        "25 % (10 of 40)",
        "10 % (4 of 40)",
        "15 % (6 of 40)",
    ]
    assert [row[2] for row in table["rows"]] == ["50 % (20 of 40)", "75 % (30 of 40)", "85 % (34 of 40)", ""]


def test_rungs_of_which_one_is_hidden_are_not_shared_out(place):
    escalations(place, (5, 7), (7, 7), (7, 7))
    assert not any(group.table for group in page_of(place, "governance").context["groups"])


def spoken_of(place, *, name, team, times, effect="hindered"):
    policy = add_policy(name=name, owner=place.manager, by=place.administrator, now=datetime(2026, 1, 1, tzinfo=UTC))
    for day in range(times):
        at = datetime(2026, 3, 1 + day, 12, tzinfo=UTC)
        debrief = log(place.worker, team, happened_at=at, now=at).debriefs.first()
        type(debrief).objects.filter(pk=debrief.pk).update(
            held_at=at, state="held", closed_at=at, closed_by=place.supervisor, head_count=3, next_check=None
        )
        PolicyMention.objects.create(policy=policy, debrief=debrief, effect=effect)


def test_the_policy_that_was_in_the_way_most_often_is_named_where_that_may_be_shown(place):
    spoken_of(place, name="Lone working", team=place.team, times=9)
    spoken_of(place, name="Visits", team=place.team, times=6)
    spoken_of(place, name="Keys", team=place.team, times=3)
    page = page_of(place, "governance")
    assert "January 2026 to December 2026 most often in the way: Lone working, in 9 debriefs." in page.text
    found = {
        (row["policy"], row["where"]): row["in the way"] for row in rows_of(place.client("governance").get(POLICIES))
    }
    assert found["Lone working", "organisation"] == "9"
    assert found["Keys", "organisation"] == "<5"


def test_a_team_is_shown_its_own_policies_alone(place):
    spoken_of(place, name="Lone working", team=place.elsewhere, times=9)
    page = page_of(place, "manager", place=of(place.team)).text
    assert "No debrief of January 2026 to December 2026 spoke of a policy here." in page
    assert "9 in the way" not in page


def test_offers_that_were_accepted_are_counted_of_all_services_alone(place):
    for _ in range(6):
        worker = PersonFactory(team=place.team, supervisor=place.supervisor)
        offer(worker, place.supervisor, now=datetime(2027, 2, 1, 12, tzinfo=UTC))
    whole = page_of(place, "governance").text
    assert "6 offers of support were made, of which" in whole
    of_service = page_of(place, "governance", place=words_of(Place("service", place.service.pk))).text
    assert "6 offers of support were made. Any answer is right." in of_service
    assert "offers of support were made" not in page_of(place, "governance", place=of(place.team)).text


@pytest.mark.parametrize("who", ["governance", "manager"])
def test_it_asks_as_much_with_many_teams_as_with_one(place, no_banners, who):
    client, found = place.client(who), []
    for number in (1, 3):
        for _ in range(number):
            team = TeamFactory(service=place.service, manager=place.manager)
            everything(team)
            client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).status_code == 200
        found.append(len(captured))
    assert found[0] == found[1] <= MOST_QUERIES
