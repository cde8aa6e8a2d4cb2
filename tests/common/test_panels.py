"""Panels of rows: asked for together, built where there is something."""

from datetime import UTC, datetime

import pytest

from tests.factories.people import PersonFactory, TeamFactory
from workforce_assurance.common import panels
from workforce_assurance.common.panels import Found, Panel, PanelSource, Row, RowsSource, panels_for, register_panel
from workforce_assurance.people.models import Person, Team

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def by_name(key: str) -> object:
    return lambda _viewer, _now, found: Panel(key, key, [Row(str(row)) for row in found.rows], total=found.total)


@pytest.fixture
def viewer(monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(panels, "PANELS", {})
    return PersonFactory(full_name="Ines Duarte")


def test_all_rows_come_in_one_round_trip(viewer, django_assert_num_queries):
    for number in range(9):
        TeamFactory(name=f"Team {number}", manager=viewer)
    teams = Team.objects.filter(manager=viewer).select_related("manager").order_by("name")
    register_panel(RowsSource("teams", 2, lambda *_: teams, by_name("teams")))
    register_panel(RowsSource("self", 1, lambda who, _now: Person.objects.filter(pk=who.pk), by_name("self")))
    with django_assert_num_queries(1):
        found = panels_for(viewer, now=NOW)
        assert [(panel.key, len(panel.rows), panel.total) for panel in found] == [("self", 1, 1), ("teams", 7, 9)]


@pytest.mark.parametrize("nothing", [Team.objects.none(), Team.objects.filter(name="No such team"), None])
def test_where_nothing_is_found_there_is_no_panel(viewer, nothing):
    register_panel(RowsSource("teams", 1, lambda *_: nothing, by_name("teams")))
    assert panels_for(viewer, now=NOW) == []


def test_objects_come_with_those_they_belong_to(viewer, django_assert_num_queries):
    TeamFactory(name="Harbour", manager=viewer)
    managers = []

    def build(_viewer: Person, _now: datetime, found: Found) -> None:
        managers.extend(team.manager.full_name for team in found.rows)

    register_panel(RowsSource("teams", 1, lambda *_: Team.objects.select_related("manager"), build))
    with django_assert_num_queries(1):
        panels_for(viewer, now=NOW)
    assert managers == ["Ines Duarte"]


def test_a_key_is_taken_once(viewer):
    source = PanelSource("mine", 1, lambda *_: None)
    register_panel(source)
    with pytest.raises(ValueError, match="mine is registered already"):
        register_panel(source)
