"""The standards as they were on one day, for whoever reads what happened then: their words, and what a team did instead."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import end_of_day
from workforce_assurance.common.words import long_day

from ..models import StandardException, StandardVersion
from .differences import PARTS, lines
from .enums import Category

# The words for whoever uses the service say the same once more.
READ = [(name, label) for name, label in PARTS if name != "plain"]


def standards_on(day: date, *, team: Any, zone: ZoneInfo) -> list[dict[str, Any]]:
    """By category, each with its title, its parts and what this team did instead on that day; in two questions for however many."""
    versions = sorted(StandardVersion.objects.in_force_at(end_of_day(day, zone)), key=_place)
    instead = _instead(day, team)
    return [
        {"label": category.label, "standards": [_shown(one, instead[one.standard_id]) for one in rows]}
        for category, rows in groupby(versions, key=lambda one: Category(one.category))
    ]


def _place(version: StandardVersion) -> tuple[int, int]:
    return list(Category).index(Category(version.category)), version.standard.position


def _instead(day: date, team: Any) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = defaultdict(list)
    for one in StandardException.objects.holding(on=day).filter(team=team).order_by("starts_on", "pk"):
        found[one.standard_id].append(f"{one.instead} (until {long_day(one.ends_on)})")
    return found


def _shown(version: StandardVersion, instead: list[str]) -> dict[str, Any]:
    return {
        "title": version.title,
        "parts": [{"label": label, "lines": lines(getattr(version, name))} for name, label in READ],
        "instead": instead,
        "number": version.number,
        "is_past": version.state != "published",
    }
