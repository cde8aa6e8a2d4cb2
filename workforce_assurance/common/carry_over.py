"""What opens a session ready: each app registers what it carries over when it starts; the registry never changes afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .panels import Panel


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


CARRIED_OVER: dict[str, CarryOver] = {}


def register_carry_over(entry: CarryOver) -> None:
    """:raises ValueError: when the key is taken"""
    if entry.key in CARRIED_OVER:
        raise ValueError(f"What is carried over as {entry.key} is registered already.")
    CARRIED_OVER[entry.key] = entry


def carried_over(opening: Opening) -> list[Panel]:
    """What is carried over into that session, in order."""
    built = (entry.build(opening) for entry in sorted(CARRIED_OVER.values(), key=lambda entry: entry.order))
    return [panel for panel in built if panel is not None]
