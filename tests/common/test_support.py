"""The numbers to call: the administrators' own, else those of a file, else those that are shipped."""

import json
from datetime import UTC, datetime

import pytest
from django.db import OperationalError

from workforce_assurance.common import support
from workforce_assurance.common.support import Contact, contacts, from_file, register_support

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def rows(monkeypatch):
    """What the administrators wrote, in place of the people app's."""

    def said(source):
        monkeypatch.setattr(support, "SOURCES", [])
        register_support(source)

    return said


def test_the_shipped_lines_begin_with_the_urgent_one():
    assert from_file()[0].number == "999"
    assert set(from_file()) == set(support.SHIPPED)


def test_a_file_replaces_the_shipped_lines(settings, tmp_path):
    path = tmp_path / "lines.json"
    path.write_text(
        json.dumps(
            [{"name": "On call", "number": "020 7946 0000"}, {"name": "Police", "number": "999", "urgent": True}]
        )
    )
    settings.SUPPORT_CONTACTS_FILE = str(path)
    assert from_file() == (Contact("Police", "999", urgent=True), Contact("On call", "020 7946 0000"))


def test_a_file_that_holds_no_contacts_is_named(settings, tmp_path):
    path = tmp_path / "lines.json"
    path.write_text('[{"title": "x"}]')
    settings.SUPPORT_CONTACTS_FILE = str(path)
    with pytest.raises(ValueError, match=r"lines\.json must hold a list of contacts"):
        from_file()


def test_a_number_is_dialled_without_its_spaces():
    contact = Contact("", "+44 (20) 7946-0000", text="85 258")
    assert (contact.dial, contact.text_to) == ("+442079460000", "85258")


def test_what_the_administrators_wrote_comes_before_the_file(rows):
    written = (Contact("On call", "020 7946 0000"),)
    rows(lambda viewer, now: written)
    assert contacts(now=NOW) == written


def test_while_nothing_is_written_the_file_is_shown(rows):
    rows(lambda viewer, now: ())
    assert contacts(now=NOW) == from_file()


def test_while_the_database_is_away_the_file_is_shown(rows):
    def away(viewer, now):
        raise OperationalError

    rows(away)
    assert contacts(now=NOW) == from_file()


def test_there_is_one_place_for_them(rows):
    rows(lambda viewer, now: ())
    with pytest.raises(ValueError, match="one place"):
        register_support(lambda viewer, now: ())
