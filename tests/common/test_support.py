"""The numbers to call."""

import json

import pytest

from workforce_assurance.common import support
from workforce_assurance.common.support import Contact, contacts


@pytest.fixture(autouse=True)
def read_again():
    contacts.cache_clear()
    yield
    contacts.cache_clear()


def test_the_shipped_lines_begin_with_the_urgent_one():
    assert contacts()[0].number == "999"
    assert set(contacts()) == set(support.SHIPPED)


def test_a_file_replaces_the_shipped_lines(settings, tmp_path):
    path = tmp_path / "lines.json"
    path.write_text(
        json.dumps(
            [{"name": "On call", "number": "020 7946 0000"}, {"name": "Police", "number": "999", "urgent": True}]
        )
    )
    settings.SUPPORT_CONTACTS_FILE = str(path)
    assert contacts() == (Contact("Police", "999", urgent=True), Contact("On call", "020 7946 0000"))


def test_a_file_that_holds_no_contacts_is_named(settings, tmp_path):
    path = tmp_path / "lines.json"
    path.write_text('[{"title": "x"}]')
    settings.SUPPORT_CONTACTS_FILE = str(path)
    with pytest.raises(ValueError, match=r"lines\.json must hold a list of contacts"):
        contacts()


def test_a_number_is_dialled_without_its_spaces():
    assert Contact("", "+44 (20) 7946-0000").dial == "+442079460000"
