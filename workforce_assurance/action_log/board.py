"""Rows of the board of changes: what, when, where and how strong, and nobody's name."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day

from .enums import Strength
from .models import BoardLine

CSV_HEADER = ("change", "theme", "month", "service", "strength")
ANYWHERE = "The organisation"


@dataclass(frozen=True)
class Change:
    """One line as it is shown. A service stands there when it is large enough to point at nobody; a team never does."""

    words: str
    theme: str
    month: str
    service: str
    strength: str


def change_of(line: BoardLine, large: Collection[uuid.UUID], zone: ZoneInfo) -> Change:
    action = line.action
    service = action.team.service.name if action.team and action.team.service_id in large else ANYWHERE
    assert action.closed_at is not None  # noqa: S101 - a constraint of what is done
    closed: date = local_day(action.closed_at, zone)
    theme = action.theme.label if action.theme else "No theme"
    return Change(line.words, theme, f"{closed:%B %Y}", service, Strength(action.strength).label)
