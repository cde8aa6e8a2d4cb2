"""Sealing everything again with another key."""

import base64

import pytest

from tests.factories.structured_templates import NOW, author_of, subject_of
from tests.structured_templates.commands.test_signing import WORDS, signed_by
from tests.structured_templates.commands.test_writing import draft, save, stored
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.commands import (
    amend,
    finish_response,
    keep_text,
    rotate_note_keys,
    rotation,
)
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.places import SEALED_COLUMNS, place_of
from workforce_assurance.structured_templates.vault import UnknownNoteKey, unseal

NEW = "next:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def sealed(response):
    """Something in every sealed column."""
    author, subject = author_of(response), subject_of(response)
    save(response, any=Value(coded="no", words=WORDS), mine=Value(words=WORDS))
    draft(response, by=subject)
    finished = finish_response(response=response, by=author, now=NOW)
    signed_by(finished, subject, statement=WORDS)
    closed = signed_by(finished, author)
    amend(response=closed, reason=WORDS, text=WORDS, once="a", by=author, now=NOW)
    keep_text(person_id=author.pk, path="/somewhere/", typed={"text": [WORDS]}, now=NOW)
    return response


def opened():
    return [
        unseal(getattr(row, column), place_of(row, column))
        for model, columns in SEALED_COLUMNS.items()
        for column in columns
        for row in model.objects.filter(**{f"{column}__isnull": False}).order_by("pk")
    ]


def test_everything_opens_with_the_new_key_alone(settings, sealed, monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 1)
    before = opened()
    settings.NOTE_KEYS = f"{NEW},{settings.NOTE_KEYS}"
    assert rotate_note_keys(now=NOW) == len(before) == 7
    settings.NOTE_KEYS = NEW
    assert opened() == before


def test_a_second_run_finds_nothing_to_do(settings, sealed):
    settings.NOTE_KEYS = f"{NEW},{settings.NOTE_KEYS}"
    rotate_note_keys(now=NOW)
    assert rotate_note_keys(now=NOW) == 0
    assert TrailEntry.objects.filter(action="notes.keys_rotated").count() == 1


def test_without_the_old_key_it_stops_and_says_which(settings, sealed):
    settings.NOTE_KEYS = NEW
    with pytest.raises(UnknownNoteKey, match="“t1”"):
        rotate_note_keys(now=NOW)


def test_answers_read_the_same_afterwards(settings, sealed):
    before = stored(sealed)
    settings.NOTE_KEYS = f"{NEW},{settings.NOTE_KEYS}"
    rotate_note_keys(now=NOW)
    assert stored(sealed) == before
