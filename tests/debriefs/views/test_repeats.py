"""Themes that repeat: who sees where, what answers them, and what somebody can do at once."""

import csv
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from debriefs.models import IncidentTheme
from tests.factories.action_log import done, look_of, open_one
from tests.factories.debriefs import NOON, IncidentFactory
from tests.factories.people import PersonFactory, TeamFactory
from workforce_assurance.action_log import commands as action_log
from workforce_assurance.action_log.models import Action
from workforce_assurance.action_log.shipped import ship as ship_themes
from workforce_assurance.common.panels import panels_for
from workforce_assurance.people.models import Team

DAY = timedelta(days=1)
PAGE, CSV = "/incidents/themes/", "/incidents/themes/repeats.csv"


@pytest.fixture
def house(catalogue):
    ship_themes(NOON)
    return catalogue


def happened(team, *days_ago, code="handover"):
    rows = [IncidentFactory(team=team, happened_at=NOON - days * DAY) for days in days_ago]
    IncidentTheme.objects.bulk_create(IncidentTheme(incident=row, code=code, came_with_a_factor=True) for row in rows)
    return rows


def action_of(house, opened, closed=None, *, code="handover"):
    """Of the supervisor's, opened and closed so many days ago."""
    now = NOON - opened * DAY
    due = (now + 14 * DAY).date()
    action = open_one(owner=house.supervisor, by=house.manager, theme=code, now=now, due_on=due)
    return done(action, now=NOON - closed * DAY) if closed is not None else action


def states(house, who="manager"):
    rows = csv.DictReader(house.client(who).get(CSV).content.decode("utf-8-sig").splitlines())
    return {row["theme"]: row["status"] for row in rows}


def shown(house, who="manager"):
    return house.client(who).get(PAGE).content.decode()


def test_what_nobody_answers_leads_to_an_action_of_that_theme_that_belongs_to_the_team(house):
    latest = happened(house.team, 60, 30, 10)[-1]
    address = f"/actions/new/?from=debriefs.incident:{latest.pk}&theme=handover"
    assert states(house) == {"handover": "nobody"}
    assert escape(address.replace(":", "%3A")) in shown(house)
    manager = house.client("manager")
    assert '<option value="handover" selected>' in manager.get(address).content.decode()
    words = {"title": "Say it aloud", "kind": "corrective", "strength": "system", "theme": "handover"}
    people = {"owner": house.supervisor.pk, "checker": house.manager.pk, "due_on": "2027-03-20"}
    assert manager.post(address, words | people).status_code == 302
    assert states(house) == {"handover": "under_way"}
    assert "Say it aloud" in shown(house)


def test_what_ended_without_an_action_is_left_out(house):
    happened(house.team, 180, 170, 91)
    assert states(house) == {}
    happened(house.team, 90)
    assert states(house) == {"handover": "nobody"}


def test_what_was_answered_came_back_or_did_not(house):
    for code in ("handover", "staffing"):
        happened(house.team, 200, 190, 180, code=code)
        action_of(house, 175, 150, code=code)
    happened(house.team, 60, code="staffing")
    happened(house.team, 150, 59, code="handover")
    assert states(house) == {"handover": "ended", "staffing": "came_back"}
    page = shown(house)
    assert ("; did not come back" in page, "; came back 1 time; whoever owned it decides by" in page) == (True, True)


def test_the_last_action_says_how_it_stands(house):
    happened(house.team, 200, 190, 180, 120)
    action_of(house, 175, 150)
    assert states(house) == {"handover": "came_back"}
    action_of(house, 110, 100)
    assert states(house) == {"handover": "ended"}


def test_a_repeat_that_came_back_needs_an_action_once_its_owner_decided(house):
    happened(house.team, 120, 110, 100)
    action = action_of(house, 95, 80)
    happened(house.team, 40)
    manager = house.manager
    assert "Open an action" not in shown(house)
    action_log.theme_came_back(
        codes=["handover"], team_id=house.team.pk, happened_on=(NOON - 40 * DAY).date(), by=manager, now=NOON
    )
    assert look_of(action).came_back_on == NOON.date()
    action_log.look_at_action(action=action, decision="adapt", by=manager, now=NOON)
    page = shown(house)
    assert ("Open an action" in page, "came back 1 time; decided: adapt it" in page) == (True, True)


def test_each_sees_the_teams_they_answer_for(house):
    happened(house.team, 30, 20, 10)
    elsewhere = TeamFactory(name="Hillside")
    happened(elsewhere, 30, 20, 10, code="staffing")
    seen = {who: states(house, who) for who in ("manager", "governance")}
    assert seen == {"manager": {"handover": "nobody"}, "governance": {"handover": "nobody", "staffing": "nobody"}}
    for who in ("worker", "supervisor", "peer", "administrator"):
        assert {house.client(who).get(url).status_code for url in (PAGE, CSV)} == {404}


def test_an_action_that_belongs_to_no_team_answers_none(house):
    happened(house.team, 30, 20, 10)
    due = (NOON + 9 * DAY).date()
    open_one(owner=PersonFactory(), theme="handover", now=NOON - 5 * DAY, due_on=due)
    assert states(house) == {"handover": "nobody"}


def test_an_action_that_the_viewer_may_not_open_is_no_more_than_that(house):
    happened(house.team, 30, 20, 10)
    action = action_of(house, 5)
    Action.objects.update(owner=PersonFactory(), opened_by=PersonFactory(), checker=PersonFactory())
    page = shown(house)
    assert ("An action of somebody who is elsewhere by now" in page, action.title in page) == (True, False)


def test_a_theme_in_three_teams_stands_apart(house):
    for name in ("Alder", "Birch", "Cedar"):
        happened(TeamFactory(name=name, manager=house.manager), 5)
    page = shown(house)
    assert ("Alder, Birch, Cedar" in page, "No theme repeats." in page) == (True, True)


def test_the_page_costs_the_same_for_one_as_for_three(house, no_banners):
    client, counts = house.client("manager"), []
    for code in ("handover", "staffing", "training"):
        happened(house.team, 200, 190, 180, 30, 20, 10, code=code)
        action_of(house, 175, 150, code=code)
        action_of(house, 5, code=code)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[2] <= 12


def test_today_says_so_to_whoever_manages_the_team_until_somebody_acts(house):
    happened(house.team, 30, 20, 10)

    def panel(person):
        found = {one.key: one for one in panels_for(person, now=NOON)}
        rows = found["themes_that_repeat"].rows if "themes_that_repeat" in found else []
        return [(row.text, row.detail) for row in rows]

    told = [("Handover and passing on, Harbour outreach", "3 incidents, the last on Fri 19 Feb 2027")]
    manager = Team.objects.get(pk=house.team.pk).manager
    assert (panel(manager), panel(house.worker), panel(house.governance)) == (told, [], [])
    action_of(house, 2)
    assert panel(manager) == []
