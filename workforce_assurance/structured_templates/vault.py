"""Seals what people write about practice: AES-GCM, a ring of keys, each ciphertext bound to its own place."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FORMAT = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = (16, 24, 32)


class VaultError(Exception):
    """Why something sealed cannot be opened, or nothing can be sealed; its text says what to do and holds no content."""


class NoteKeysUnusable(VaultError):
    pass


class UnknownNoteKey(VaultError):
    def __init__(self, kid: str) -> None:
        super().__init__(
            f"This was sealed with the key “{kid}”, which NOTE_KEYS does not hold. Put that key back into NOTE_KEYS, after the current one."
        )
        self.kid = kid


class SealBroken(VaultError):
    """Changed, moved to another place, or sealed with another key of the same name."""

    def __init__(self) -> None:
        super().__init__(
            "This cannot be opened: it was changed or moved, or a key in NOTE_KEYS is not the one it was sealed with. "
            "Compare NOTE_KEYS with the safe copy of the keys; if they are the same, restore the record from a backup."
        )


@dataclass(frozen=True)
class Place:
    """Where a ciphertext stands; it opens nowhere else."""

    table: str
    row: str
    column: str

    @property
    def bound(self) -> bytes:
        return json.dumps([self.table, self.row, self.column]).encode()


def seal(content: Any, place: Place) -> bytes:
    """Encrypt any JSON value with the current key.

    :raises NoteKeysUnusable: when NOTE_KEYS is missing or malformed
    """
    kid, ring = _ring(settings.NOTE_KEYS)
    nonce = secrets.token_bytes(NONCE_BYTES)
    # Plain ASCII JSON holds every character, NUL and lone surrogates too.
    plain = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return prefix_of(kid) + nonce + ring[kid].encrypt(nonce, plain, prefix_of(kid) + place.bound)


def unseal(sealed: bytes | memoryview, place: Place) -> Any:
    """:raises UnknownNoteKey, SealBroken, NoteKeysUnusable: when it cannot be opened"""
    sealed = bytes(sealed)
    kid, prefix = _kid_of(sealed)
    _, ring = _ring(settings.NOTE_KEYS)
    if kid not in ring:
        raise UnknownNoteKey(kid)
    rest = sealed[len(prefix) :]
    try:
        plain = ring[kid].decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], prefix + place.bound)
    except (InvalidTag, ValueError):
        raise SealBroken from None
    return json.loads(plain)


def reseal(sealed: bytes | memoryview, place: Place) -> bytes:
    """The same content under the current key."""
    return seal(unseal(sealed, place), place)


def current_key() -> str:
    """The name of the key that seals.

    :raises NoteKeysUnusable: when NOTE_KEYS is missing or malformed
    """
    return _ring(settings.NOTE_KEYS)[0]


def current_prefix() -> bytes:
    """How everything begins that is sealed with the current key."""
    return prefix_of(current_key())


def prefix_of(kid: str) -> bytes:
    return FORMAT + bytes([len(kid)]) + kid.encode("ascii")


def _kid_of(sealed: bytes) -> tuple[str, bytes]:
    if len(sealed) < 2 or sealed[:1] != FORMAT:
        raise SealBroken
    kid = sealed[2 : 2 + sealed[1]].decode("ascii", "replace")
    return kid, sealed[: 2 + sealed[1]]


@lru_cache(maxsize=8)
def _ring(configured: str) -> tuple[str, dict[str, AESGCM]]:
    """The name of the current key, and every key by its name."""
    ring: dict[str, AESGCM] = {}
    for entry in filter(None, (part.strip() for part in configured.split(","))):
        kid, _, encoded = entry.partition(":")
        ring[_checked_kid(kid, ring)] = _key(kid, encoded)
    if not ring:
        raise NoteKeysUnusable(
            "NOTE_KEYS is empty, so nothing can be sealed or opened. Set it to “name:key”, the key in base64."
        )
    return next(iter(ring)), ring


def _checked_kid(kid: str, ring: dict[str, AESGCM]) -> str:
    if not (kid.isascii() and kid.replace("-", "").replace("_", "").isalnum() and len(kid) <= 40):
        raise NoteKeysUnusable("A key in NOTE_KEYS has no name of letters and digits before its colon.")
    if kid in ring:
        raise NoteKeysUnusable(f"NOTE_KEYS holds two keys with the name “{kid}”. Give one another name.")
    return kid


def _key(kid: str, encoded: str) -> AESGCM:
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) not in KEY_BYTES:
        raise NoteKeysUnusable(
            f"The key “{kid}” in NOTE_KEYS is not 32 bytes in base64. Check that it was copied whole."
        )
    return AESGCM(key)
