"""Whether a theme came back: each practice that codes events by theme registers how they are counted."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Counted:
    """One kind of event that is coded by theme.

    `number(code, team_id, first, last)` counts the events of that theme in that team (in the organisation, without
    one) on the days from `first` to `last`, both included.
    """

    kind: str
    plural: str
    number: Callable[[str, uuid.UUID | None, date, date], int]


COUNTED: dict[str, Counted] = {}


def register_counted(counted: Counted) -> None:
    """:raises ValueError: when the kind is taken."""
    if counted.kind in COUNTED:
        raise ValueError(f"The events {counted.kind} are registered already.")
    COUNTED[counted.kind] = counted


def recurrences(code: str, team_id: uuid.UUID | None, *, first: date, last: date) -> int | None:
    """How often the theme came back on these days; None when it is not computable: no theme, or nobody counts it."""
    if not code or not COUNTED:
        return None
    return sum(each.number(code, team_id, first, last) for each in COUNTED.values())
