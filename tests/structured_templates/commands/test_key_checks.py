"""A wrong or missing key of notes is noticed before anybody needs a note."""

import base64

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.structured_templates.commands.test_rotation import NEW, sealed  # noqa: F401
from workforce_assurance.common import banners
from workforce_assurance.escalations.health import check_all
from workforce_assurance.structured_templates.checks import note_keys_open_what_was_sealed
from workforce_assurance.structured_templates.commands import remember_note_key, rotate_note_keys
from workforce_assurance.structured_templates.models import KeyCheck
from workforce_assurance.structured_templates.note_keys import look_at_start, trouble, watched
from workforce_assurance.structured_templates.vault import SealBroken, VaultError

WRONG = "t1:" + base64.b64encode(b"w" * 32).decode()
NOW = timezone.now()

pytestmark = pytest.mark.django_db


@pytest.fixture
def remembered():
    remember_note_key()


def test_the_right_key_is_no_trouble(remembered):
    remember_note_key()
    assert (trouble(), watched(NOW), KeyCheck.objects.count()) == ("", "ok", 1)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [(WRONG, "“t1” in NOTE_KEYS is not the one"), (NEW, "does not hold the key “t1”"), ("", "NOTE_KEYS is empty")],
)
def test_a_wrong_a_missing_and_no_key_are_each_said_and_stop_nothing(settings, remembered, caplog, keys, sentence):
    settings.NOTE_KEYS = keys
    look_at_start()
    assert sentence in caplog.text
    assert sentence in note_keys_open_what_was_sealed(databases=["default"])[0].msg
    assert check_all(now=NOW)["notes"] == "a note key is missing or wrong"
    assert "Notes cannot be written" in banners.BANNERS["structured_templates.note_keys"].build().text


def test_loading_what_is_shipped_remembers_the_key():
    call_command("load_shipped", stdout=None)
    assert KeyCheck.objects.get().kid == "t1"


def test_a_new_key_beside_the_old_is_remembered_too(settings, remembered):
    settings.NOTE_KEYS = f"{NEW},{settings.NOTE_KEYS}"
    look_at_start()
    assert set(KeyCheck.objects.values_list("kid", flat=True)) == {"next", "t1"}


def test_after_rotation_the_new_key_alone_is_right(settings, sealed, remembered):  # noqa: F811
    settings.NOTE_KEYS = f"{NEW},{settings.NOTE_KEYS}"
    rotate_note_keys(now=NOW)
    settings.NOTE_KEYS = NEW
    assert trouble() == ""


def test_rotation_does_not_take_a_wrong_key_for_the_right_one(settings, sealed, remembered):  # noqa: F811
    settings.NOTE_KEYS = WRONG
    with pytest.raises(SealBroken):
        rotate_note_keys(now=NOW)
    assert "is not the one" in trouble()


def test_notes_older_than_the_check_are_tried_before_a_key_is_remembered(settings, sealed):  # noqa: F811
    settings.NOTE_KEYS = WRONG
    with pytest.raises(VaultError):
        remember_note_key()
    assert not KeyCheck.objects.exists()
