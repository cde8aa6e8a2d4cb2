"""Where to get support, by telephone: shipped lines, replaced by the organisation's own from a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Contact:
    name: str
    number: str
    when: str = ""
    # In an emergency this comes first.
    urgent: bool = False

    @property
    def dial(self) -> str:
        """The number as a telephone dials it."""
        return "".join(character for character in self.number if character.isdigit() or character == "+")


SHIPPED = (
    Contact("Emergency services", "999", "If somebody is in danger now", urgent=True),
    Contact("NHS mental health crisis line", "111", "Any hour, then choose option 2"),
    Contact("Samaritans", "116 123", "Any hour, free to call, for anybody"),
    Contact("National Domestic Abuse Helpline", "0808 2000 247", "Any hour, free to call"),
)


@cache
def contacts() -> tuple[Contact, ...]:
    """The lines to call, urgent ones first.

    :raises ValueError: when the file that SUPPORT_CONTACTS_FILE names is no list of contacts
    """
    path = settings.SUPPORT_CONTACTS_FILE
    found = _read(Path(path)) if path else SHIPPED
    return tuple(sorted(found, key=lambda contact: not contact.urgent))


def _read(path: Path) -> tuple[Contact, ...]:
    try:
        return tuple(Contact(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} must hold a list of contacts, each with a name and a number.") from error
