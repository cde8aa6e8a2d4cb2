"""What opens a session ready: each app registers what it carries over when it starts; the registry never changes afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from .panels import Panel
from .together import fetch_together


@dataclass(frozen=True)
class Opening:
    """One session that opens, as one of its two people sees it.

    `since` is when the worker's last session took place: what happened later is new. `session` and `last` are the practice's
    own two records; whoever does not know that practice needs neither. `can_act` says that the page can have buttons that
    change something; beside a form that is being written, a panel holds links at most.
    """

    session_id: uuid.UUID
    worker_id: uuid.UUID
    viewer: Any
    since: datetime | None
    now: datetime
    session: Any = None
    last: Any = None
    can_act: bool = False


@dataclass(frozen=True)
class CarryOver:
    """Gives the panel for this opening, in the same number of queries whatever there is; or nothing, when none belongs there.

    A panel says dates, codes and counts that the viewer may know, and nobody's words.
    """

    key: str
    order: int
    build: Callable[[Opening], Panel | None]


@dataclass(frozen=True)
class CarriedRows:
    """The same for a list of rows: the rows of all such panels are asked for together.

    The queryset says their order, how many and by `only` the columns that are shown; None says that there is nothing to ask.
    """

    key: str
    order: int
    rows: Callable[[Opening], QuerySet | None]
    build: Callable[[Opening, Sequence[Any]], Panel | None]


CARRIED_OVER: dict[str, CarryOver | CarriedRows] = {}


def register_carry_over(entry: CarryOver | CarriedRows) -> None:
    """:raises ValueError: when the key is taken"""
    if entry.key in CARRIED_OVER:
        raise ValueError(f"What is carried over as {entry.key} is registered already.")
    CARRIED_OVER[entry.key] = entry


def carried_over(opening: Opening) -> list[Panel]:
    """What is carried over into that session, in order."""
    rows = _rows_for(opening)
    built = [
        entry.build(opening, rows[entry.key]) if isinstance(entry, CarriedRows) else entry.build(opening)
        for entry in sorted(CARRIED_OVER.values(), key=lambda entry: entry.order)
    ]
    return [panel for panel in built if panel is not None]


def _rows_for(opening: Opening) -> dict[str, Sequence[Any]]:
    asked = {entry.key: entry.rows(opening) for entry in CARRIED_OVER.values() if isinstance(entry, CarriedRows)}
    fetch_together(rows for rows in asked.values() if rows is not None)
    return {key: () if rows is None else list(rows) for key, rows in asked.items()}
