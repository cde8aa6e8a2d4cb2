"""What is held of somebody's competency, for their own "My data"."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day

from ..models import CoachingGoal, CompetencyDeadline, CompetencyEvidence, Reobservation
from .policy import labels

COLUMNS = ("Evidence", "What", "When", "Check", "Recorded by", "Status")


def evidence(person: Any, _now: datetime) -> Holding:
    """Everything that was recorded about them, what was withdrawn included."""
    rows = Rows(
        CompetencyEvidence.objects.of_person(person).select_related("recorded_by"),
        lambda row: (
            row.reference,
            row.get_kind_display(),
            long_day(row.took_place_on),
            "Passed" if row.check_passed else "Not passed, or none",
            row.recorded_by.full_name,
            f"Withdrawn: {row.get_withdrawn_because_display()}" if row.withdrawn_because else "Counts",
        ),
    )
    return Holding("boundaries.competency", "Evidence of your competency", COLUMNS, rows, "None is held.")


def deadlines(person: Any, _now: datetime) -> Holding:
    """By when their skills were to be renewed."""
    names = labels()
    rows = Rows(
        CompetencyDeadline.objects.of_person(person).order_by("-due_at", "pk"),
        lambda row: (
            row.reference,
            names.get(row.skill_code, row.skill_code),
            long_day(row.lasts_until),
            row.get_state_display(),
        ),
    )
    columns = ("Reference", "Skill", "Lasts until", "Status")
    return Holding("boundaries.competency_deadlines", "Skills that you were asked to renew", columns, rows, "None.")


def goals(person: Any, _now: datetime) -> Holding:
    """Coaching goals of theirs, with a way to their words."""
    names = labels()
    rows = Rows(
        CoachingGoal.objects.of_person(person).select_related("opened_by"),
        lambda row: (
            Cell(row.reference, reverse("competency:goal", args=[row.pk])),
            names.get(row.skill_code, row.skill_code),
            long_day(row.opened_on),
            row.opened_by.full_name,
            row.get_state_display(),
        ),
    )
    columns = ("Goal", "Skill", "Opened", "By", "Status")
    about = "None. You and whoever supervises you read them, and nobody else."
    return Holding("boundaries.coaching", "Coaching goals for you", columns, rows, about)


def seen_again(person: Any, _now: datetime) -> Holding:
    """Each time that one of their goals was seen again, or is to be."""
    rows = Rows(
        Reobservation.objects.filter(goal__person=person)
        .select_related("goal", "observed_by")
        .order_by("-due_at", "pk"),
        lambda row: (
            row.goal.reference,
            long_day(row.took_place_on or row.due_on),
            row.get_state_display(),
            row.observed_by.full_name if row.observed_by else "Nobody yet",
        ),
    )
    columns = ("Goal", "When", "Outcome", "Observed by")
    return Holding("boundaries.reobservations", "When your coaching goals were seen again", columns, rows, "None.")


def register() -> None:
    register_holding(HoldingSource("boundaries.competency", 56, evidence))
    register_holding(HoldingSource("boundaries.competency_deadlines", 57, deadlines))
    register_holding(HoldingSource("boundaries.coaching", 58, goals))
    register_holding(HoldingSource("boundaries.reobservations", 59, seen_again))
