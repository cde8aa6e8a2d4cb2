"""What is held of somebody in measures, for their own "My data": what they set, worked out anew and noted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.words import long_day, long_instant
from workforce_assurance.people import queries as people

from ..models import MeasureBaseline, MeasureNote, MeasureTarget, MeasureVisit
from .registry import MEASURES


def notes(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        MeasureNote.objects.filter(noted_by=person).order_by("-noted_at"),
        lambda row: (_name(row), row.get_kind_display(), long_day(row.month), long_instant(row.noted_at, zone)),
    )
    return Holding(
        "governance.notes", "What you noted beside measures", ("Measure", "What", "Month", "When"), rows, "None."
    )


def targets(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        MeasureTarget.objects.filter(set_by=person),
        lambda row: (_name(row), row.get_better_display(), long_instant(row.set_at, zone)),
    )
    return Holding(
        "governance.targets", "Targets of measures that you set", ("Measure", "Direction", "When"), rows, "None."
    )


def recalculations(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        MeasureBaseline.objects.filter(made_by=person).order_by("-made_at"),
        lambda row: (_name(row), long_day(row.month), long_instant(row.made_at, zone)),
    )
    return Holding(
        "governance.limits", "Limits of measures that you worked out anew", ("Measure", "From", "When"), rows, "None."
    )


def looks(person: Any, _now: datetime) -> Holding:
    """When they looked at what changed, so that news can stand first."""
    zone = people.zone_for(person)
    rows = Rows(
        MeasureVisit.objects.filter(person=person),
        lambda row: (
            long_instant(row.began_at, zone),
            long_instant(row.before_at, zone) if row.before_at else "Not before",
        ),
    )
    return Holding(
        "governance.looks",
        "When you looked at what changed",
        ("Last day's first look", "The one before"),
        rows,
        "Never.",
    )


def _name(row: Any) -> str:
    measure = MEASURES.get(row.measure)
    return measure.name if measure else row.measure


def register() -> None:
    for order, source in enumerate((notes, targets, recalculations, looks), start=57):
        register_holding(HoldingSource(f"governance.{source.__name__}", order, source))
