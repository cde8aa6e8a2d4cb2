"""The record of a session as its page shows it: which steps it has, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .models import Session


@dataclass(frozen=True)
class RecordTask:
    label: str
    status: str
    tone: str = ""
    url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Record:
    """What may be shown of the record to this viewer."""

    url: str
    status: str
    tasks: tuple[RecordTask, ...]


def record_of(session: Session, viewer: Any) -> Record | None:
    return None


@dataclass(frozen=True)
class Sign:
    """A drift sign of the last record, and in whose view."""

    label: str
    seen_by: str


def drift_signs_of(session: Session, viewer: Any) -> list[Sign]:
    return []


def waiting_for_signature_of(person: Any) -> dict[Any, str]:
    """The sessions whose record waits for this person's signature, and where to read and sign it."""
    return {}
