"""The menu."""

from types import SimpleNamespace

import pytest

from workforce_assurance.common import navigation
from workforce_assurance.common.navigation import Entry, all_entries_for, entries_for, register_entry

SOMEBODY = SimpleNamespace(is_authenticated=True)


@pytest.fixture(autouse=True)
def empty_menu(monkeypatch):
    monkeypatch.setattr(navigation, "ENTRIES", {})


def entry(key, order=0, **more):
    return Entry(key=key, label=key, url=f"/{key}/", order=order, **more)


def test_entries_stand_in_their_order():
    register_entry(entry("b", 2))
    register_entry(entry("a", 1))
    assert [found.key for found in entries_for(SOMEBODY)] == ["a", "b"]


def test_an_entry_that_does_not_concern_the_viewer_is_left_out():
    register_entry(entry("a", shown_to=lambda viewer: False))
    assert entries_for(SOMEBODY) == []


def test_a_key_is_taken_once():
    register_entry(entry("a"))
    with pytest.raises(ValueError, match="registered already"):
        register_entry(entry("a"))


def test_the_menu_keeps_a_place_for_more():
    for number in range(4):
        register_entry(entry(str(number)))
    with pytest.raises(ValueError, match="5 entries"):
        register_entry(entry("fifth"))


def test_entries_give_way_to_more_in_their_turn_when_the_menu_would_hold_six():
    for number in range(3):
        register_entry(entry(str(number), number))
    register_entry(entry("first", 8, gives_way=2))
    register_entry(entry("last", 9, gives_way=1))
    assert [found.key for found in entries_for(SOMEBODY)] == ["0", "1", "2", "first", "last"]
    register_entry(entry("3", 3))
    assert [found.key for found in entries_for(SOMEBODY)] == ["0", "1", "2", "3", "more"]
    assert entries_for(SOMEBODY)[-1].holds("/last/5/")
    assert len(all_entries_for(SOMEBODY)) == 6


def test_a_page_below_belongs_to_its_entry():
    assert entry("a").holds("/a/b/")
    assert not entry("a").holds("/b/")
    assert not Entry(key="today", label="Today", url="/", order=0).holds("/a/")
    assert entry("a", also=("/b/",)).holds("/b/c/")
