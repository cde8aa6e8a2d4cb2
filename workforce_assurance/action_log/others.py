"""What is no action and is to be done all the same: practices show it in the one list of what is mine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One line of the list: what (no word that a person wrote), where it leads, from where, until when."""

    what: str
    url: str
    source: str
    due_on: date


@dataclass(frozen=True)
class OtherList:
    """Gives what this person is to do under a name of the practice's own, in a fixed number of queries."""

    key: str
    mine: Callable[[Any, datetime], Iterable[Entry]]


OTHERS: dict[str, OtherList] = {}


def register_other_list(other: OtherList) -> None:
    """:raises ValueError: when the key is taken."""
    if other.key in OTHERS:
        raise ValueError(f"The list {other.key} is registered already.")
    OTHERS[other.key] = other


def others_of(person: Any, *, now: datetime) -> list[Entry]:
    """Everything of the practices that this person is to do, the earliest first."""
    found = [entry for other in OTHERS.values() for entry in other.mine(person, now)]
    return sorted(found, key=lambda entry: (entry.due_on, entry.what, entry.url))
