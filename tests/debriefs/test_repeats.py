"""Repeats and spread: exact on their days, and the same as a plain count of every three."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debriefs.models import Incident, IncidentTheme
from debriefs.repeats import Days, Repeat, Spread, repeats, returned, spreads
from tests.factories.debriefs import IncidentFactory, incident_type
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.people.queries import zone

pytestmark = pytest.mark.django_db

TODAY = date(2027, 3, 1)
DAY = timedelta(days=1)


def noon(days_ago):
    return datetime.combine(TODAY - days_ago * DAY, datetime.min.time(), UTC) + timedelta(hours=12)


def happened(*at, team, code="handover"):
    """Incidents with that theme at these instants, or so many days ago."""
    moments = [noon(one) if isinstance(one, int) else one for one in at]
    rows = [IncidentFactory(happened_at=one, logged_at=noon(-1), team=team) for one in moments]
    IncidentTheme.objects.bulk_create(IncidentTheme(incident=row, code=code, came_with_a_factor=True) for row in rows)
    return rows


def found(*teams, ended_since=date(2025, 1, 1)):
    return repeats([team.pk for team in teams], ended_since=ended_since, today=TODAY, zone=zone())


def spread_over(*teams):
    return spreads([team.pk for team in teams], today=TODAY, zone=zone())


@pytest.mark.parametrize(("first", "is_one"), [(100, True), (101, False)])
def test_three_within_90_days_repeat_and_within_91_do_not(first, is_one):
    OrganisationFactory()
    team = TeamFactory()
    rows = happened(first, 40, 10, team=team)
    repeat = Repeat(team.pk, "handover", TODAY - first * DAY, TODAY - 10 * DAY, 3, rows[-1].pk)
    assert found(team) == ([repeat] if is_one else [])


@pytest.mark.parametrize(
    ("last", "is_one"),
    [
        # Day 90 is 30 November; in New York it ends at 05:00 in UTC.
        (datetime(2026, 12, 1, 4, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 1, 5, tzinfo=UTC), False),
    ],
)
def test_the_days_are_the_organisation_s(last, is_one):
    OrganisationFactory(time_zone="America/New_York")
    team = TeamFactory()
    # A minute before midnight on 1 September in New York.
    happened(datetime(2026, 9, 2, 3, 59, tzinfo=UTC), datetime(2026, 10, 1, 12, tzinfo=UTC), last, team=team)
    assert bool(found(team)) == is_one


def test_they_are_of_one_theme_and_one_team():
    OrganisationFactory()
    here, there = TeamFactory(), TeamFactory()
    happened(30, 20, team=here)
    happened(10, team=here, code="staffing")
    happened(10, team=there)
    assert found(here, there) == []


def test_two_repeats_with_an_incident_in_common_are_one_and_what_is_over_is_left_out():
    OrganisationFactory()
    team, other = TeamFactory(), TeamFactory()
    happened(500, 490, 480, 250, 200, 170, 90, 80, team=team)
    happened(5, 4, 3, team=other)
    spans = [(repeat.first, repeat.last, repeat.number) for repeat in found(team)]
    assert spans == [(TODAY - 250 * DAY, TODAY - 80 * DAY, 5), (TODAY - 500 * DAY, TODAY - 480 * DAY, 3)]
    assert len(found(team, ended_since=TODAY - 80 * DAY)) == 1
    assert found(team, ended_since=TODAY - 79 * DAY) == []


@pytest.mark.parametrize(("third", "is_one"), [(90, True), (91, False)])
def test_a_theme_spreads_over_three_teams_within_90_days(third, is_one):
    OrganisationFactory()
    teams = sorted((TeamFactory() for _ in range(3)), key=lambda team: team.pk)
    for team, days in zip(teams, (0, 45, third), strict=True):
        happened(days, team=team)
    happened(3, team=teams[0])
    spread = Spread("handover", [team.pk for team in teams], 4)
    assert spread_over(*teams) == ([spread] if is_one else [])
    assert spread_over(*teams[:2]) == []


def test_how_often_it_came_back_is_counted_for_all_at_once():
    OrganisationFactory()
    team, other = TeamFactory(), TeamFactory()
    happened(50, 30, 10, team=team)
    happened(30, team=other)
    days = [Days(one.pk, code, TODAY - 30 * DAY, TODAY) for one, code in ((team, "handover"), (other, "handover"))]
    assert returned([*days, Days(team.pk, "staffing", TODAY - 60 * DAY, TODAY)], zone=zone()) == [2, 1, 0]


def plainly(events):
    """Every three of a theme in a team within 90 days, joined where they have an incident in common."""
    of = defaultdict(list)
    for key, team, code, day in events:
        of[team, code].append((day, key))
    result = []
    for (team, code), group in of.items():
        joined = []
        for three in combinations(group, 3):
            if max(three)[0] - min(three)[0] <= 90:
                touching = [one for one in joined if one & set(three)]
                joined = [one for one in joined if one not in touching] + [set(three).union(*touching)]
        result += [(team, code, min(one)[0], max(one)[0], len(one)) for one in joined]
    return sorted(result)


@pytest.fixture
def places():
    OrganisationFactory()
    return [TeamFactory(), TeamFactory()], incident_type(), PersonFactory()


EVENTS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["a", "b"]), st.integers(0, 400)), min_size=3, max_size=14
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_the_statement_finds_what_a_plain_count_finds(places, events):
    teams, kind, reporter = places
    IncidentTheme.objects.all().delete()
    rows = [
        IncidentFactory.build(
            type=kind, team=teams[team], reporter=reporter, finisher=reporter, happened_at=noon(ago), logged_at=noon(-1)
        )
        for team, _, ago in events
    ]
    Incident.objects.bulk_create(rows)
    themes = [
        IncidentTheme(incident=row, code=code, came_with_a_factor=True)
        for row, (_, code, _) in zip(rows, events, strict=True)
    ]
    IncidentTheme.objects.bulk_create(themes)
    wanted = plainly((row.pk, teams[team].pk, code, -ago) for row, (team, code, ago) in zip(rows, events, strict=True))
    got = [
        (one.team_id, one.code, (one.first - TODAY).days, (one.last - TODAY).days, one.number) for one in found(*teams)
    ]
    assert sorted(got) == wanted
