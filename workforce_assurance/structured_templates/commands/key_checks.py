"""Something known, sealed with each key in use, so that a wrong key is noticed before anybody needs a note."""

from __future__ import annotations

from django.db import transaction

from ..models import KeyCheck
from ..places import SEALED_COLUMNS, place_of
from ..vault import Place, SealBroken, UnknownNoteKey, VaultError, current_key, seal, unseal

KNOWN = "This opens."


class WrongNoteKey(VaultError):
    def __init__(self, kid: str) -> None:
        super().__init__(
            f"The key “{kid}” in NOTE_KEYS is not the one that notes were sealed with. "
            "Put the right one back from the safe copy of the keys, and restart."
        )


class MissingNoteKey(VaultError):
    def __init__(self, kid: str) -> None:
        super().__init__(
            f"NOTE_KEYS does not hold the key “{kid}”, which notes were sealed with. Put it back after the current "
            "one, restart, and run rotate_note_keys before it is taken out."
        )


def open_checks() -> None:
    """Open what is known with every key that is in use.

    :raises VaultError: when NOTE_KEYS is unusable, or a key in it is missing or wrong
    """
    current_key()
    for check in KeyCheck.objects.order_by("kid"):
        try:
            unseal(check.sealed, _place(check.kid))
        except UnknownNoteKey:
            raise MissingNoteKey(check.kid) from None
        except SealBroken:
            raise WrongNoteKey(check.kid) from None


@transaction.atomic
def remember_note_key() -> None:
    """Seal something known with the current key, unless that was done before. Twice is as once.

    :raises VaultError: when NOTE_KEYS is unusable, or does not open what was sealed before
    """
    open_checks()
    if not KeyCheck.objects.filter(pk=current_key()).exists():
        _open_something_of_each()
        _write_check()


@transaction.atomic
def keep_check_of_current_key() -> None:
    """Forget the checks of other keys: nothing is sealed with them any more.

    :raises VaultError: when the current key does not open what bears its name
    """
    _open_something_of_each()
    KeyCheck.objects.all().delete()
    _write_check()


def _write_check() -> None:
    kid = current_key()
    KeyCheck.objects.bulk_create([KeyCheck(kid=kid, sealed=seal(KNOWN, _place(kid)))], ignore_conflicts=True)


def _open_something_of_each() -> None:
    """Notes may be older than the first check; a wrong key must not be remembered as the right one."""
    for model, columns in SEALED_COLUMNS.items():
        for column in columns:
            row = model.objects.filter(**{f"{column}__isnull": False}).order_by("-pk").first()  # type: ignore[attr-defined]
            if row is not None:
                unseal(getattr(row, column), place_of(row, column))


def _place(kid: str) -> Place:
    return Place(KeyCheck._meta.db_table, kid, "sealed")
