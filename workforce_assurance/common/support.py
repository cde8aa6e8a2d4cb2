"""Where to get support: what the administrators wrote, and a file for when nothing is written or the database is away."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError


@dataclass(frozen=True)
class Contact:
    """One place to get support from; `number` is called, `text` takes messages, `web` is a page."""

    name: str
    number: str = ""
    when: str = ""
    # In the file, an emergency comes first.
    urgent: bool = False
    text: str = ""
    web: str = ""
    # The service or team whose people it is for; empty for everybody.
    service: str = ""
    # Which kind of support answers there, as a code; whether they answer at this moment, in words where it is known.
    kind: str = ""
    open_now: str = ""
    is_closed: bool = False

    @property
    def dial(self) -> str:
        """The number as a telephone dials it."""
        return _dialled(self.number)

    @property
    def text_to(self) -> str:
        """The number that takes messages, as a telephone dials it."""
        return _dialled(self.text)


SHIPPED = (
    Contact("Emergency services", "999", "If somebody is in danger now", urgent=True),
    Contact("NHS mental health crisis line", "111", "Any hour, then choose option 2"),
    Contact("Samaritans", "116 123", "Any hour, free to call, for anybody"),
    Contact("National Domestic Abuse Helpline", "0808 2000 247", "Any hour, free to call"),
)
Source = Callable[[Any, datetime], tuple[Contact, ...]]
SOURCES: list[Source] = []


def register_support(source: Source) -> None:
    """Where the rows are: `source` is given who asks and when, and asks the database.

    :raises ValueError: when there is one already
    """
    if SOURCES:
        raise ValueError("Support contacts come from one place.")
    SOURCES.append(source)


def contacts(viewer: Any = None, *, now: datetime) -> tuple[Contact, ...]:
    """What this viewer, or anybody, is shown, in order; from the file when nothing is written or the database is away.

    :raises ValueError: when the file that SUPPORT_CONTACTS_FILE names is no list of contacts
    """
    try:
        found = SOURCES[0](viewer, now) if SOURCES else ()
    except (OperationalError, InterfaceError):
        found = ()
    return found or from_file()


def from_file() -> tuple[Contact, ...]:
    """The contacts of the file, or those that are shipped, urgent ones first; read once in each process.

    :raises ValueError: when the file that SUPPORT_CONTACTS_FILE names is no list of contacts
    """
    return _of_file(settings.SUPPORT_CONTACTS_FILE)


@cache
def _of_file(path: str) -> tuple[Contact, ...]:
    found = _read(Path(path)) if path else SHIPPED
    return tuple(sorted(found, key=lambda contact: not contact.urgent))


def _read(path: Path) -> tuple[Contact, ...]:
    try:
        return tuple(Contact(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} must hold a list of contacts, each with a name and a number.") from error


def _dialled(number: str) -> str:
    return "".join(character for character in number if character.isdigit() or character == "+")
