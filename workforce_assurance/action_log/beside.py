"""What stands beside a record, by an app that the record's own knows nothing of: each registers when it starts."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workforce_assurance.common.panels import Panel


@dataclass(frozen=True)
class Beside:
    """`build(kind, source_id, viewer, now)` gives a panel of what this viewer may see, or nothing, in a fixed number of queries."""

    key: str
    build: Callable[[str, uuid.UUID, Any, datetime], Panel | None]


BESIDE: dict[str, Beside] = {}


def register_beside(beside: Beside) -> None:
    """:raises ValueError: when the key is taken"""
    if beside.key in BESIDE:
        raise ValueError(f"What stands beside records as {beside.key} is registered already.")
    BESIDE[beside.key] = beside


def panels_beside(kind: str, source_id: uuid.UUID, *, viewer: Any, now: datetime) -> list[Panel]:
    """Everything that stands beside that record for this viewer."""
    found = (beside.build(kind, source_id, viewer, now) for beside in BESIDE.values())
    return [panel for panel in found if panel is not None]
