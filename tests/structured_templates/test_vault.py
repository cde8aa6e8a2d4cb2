"""Sealing what people write."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce_assurance.structured_templates.vault import (
    NoteKeysUnusable,
    Place,
    SealBroken,
    UnknownNoteKey,
    current_prefix,
    reseal,
    seal,
    unseal,
)

HERE = Place("answers", "1", "sealed")
OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()

json_text = st.text(alphabet=st.characters(codec=None, categories=None), max_size=200)


@given(text=json_text)
def test_every_text_comes_back_as_it_went_in(text):
    assert unseal(seal({"text": text}, HERE), HERE) == {"text": text}


def test_nothing_of_the_text_shows_in_what_is_sealed():
    assert b"flood" not in seal("the night of the flood", HERE)


def test_the_same_text_is_never_sealed_the_same_way_twice():
    assert seal("the flood", HERE) != seal("the flood", HERE)


@pytest.mark.parametrize(
    "elsewhere", [Place("answers", "2", "sealed"), Place("drafts", "1", "sealed"), Place("answers", "1", "other")]
)
def test_what_is_moved_to_another_place_does_not_open(elsewhere):
    with pytest.raises(SealBroken):
        unseal(seal("the flood", HERE), elsewhere)


def test_any_changed_byte_is_noticed():
    sealed = seal("the flood", HERE)
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises((SealBroken, UnknownNoteKey)):
            unseal(changed, HERE)


@pytest.mark.parametrize("cut", [b"", b"\x01", b"\x01\x02t1", b"nonsense"])
def test_what_was_never_sealed_does_not_open(cut):
    with pytest.raises((SealBroken, UnknownNoteKey)):
        unseal(cut, HERE)


def test_an_old_key_still_opens_while_it_is_on_the_ring(settings):
    settings.NOTE_KEYS = OLD
    sealed = seal("the flood", HERE)
    settings.NOTE_KEYS = f"{NEW},{OLD}"
    assert unseal(sealed, HERE) == "the flood"
    assert reseal(sealed, HERE).startswith(current_prefix())


def test_a_missing_key_is_named(settings):
    settings.NOTE_KEYS = OLD
    sealed = seal("the flood", HERE)
    settings.NOTE_KEYS = NEW
    with pytest.raises(UnknownNoteKey, match="“old”"):
        unseal(sealed, HERE)


def test_another_key_of_the_same_name_does_not_open(settings):
    settings.NOTE_KEYS = OLD
    sealed = seal("the flood", HERE)
    settings.NOTE_KEYS = OLD.split(":")[0] + ":" + NEW.split(":")[1]
    with pytest.raises(SealBroken):
        unseal(sealed, HERE)


@pytest.mark.parametrize(
    "keys", ["", "nocolon", "a:short", "a b:" + OLD.split(":")[1], f"{OLD},{OLD}", ":" + OLD.split(":")[1]]
)
def test_unusable_keys_are_said_in_words(settings, keys):
    settings.NOTE_KEYS = keys
    with pytest.raises(NoteKeysUnusable, match="NOTE_KEYS"):
        seal("the flood", HERE)
