"""What is held of somebody about standards, for their own "My data"."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.words import long_instant
from workforce_assurance.people import queries as people

from ..models import Attestation, CoachingPrompt
from .enums import AttestationState


def attestations(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        Attestation.objects.of(person).select_related("standard").order_by("-asked_at", "pk"),
        lambda row: (
            row.standard.code.replace("-", " ").capitalize(),
            long_instant(row.asked_at, zone),
            AttestationState(row.state).label,
        ),
    )
    return Holding(
        "boundaries.attestations",
        "Standards that you were asked to read",
        ("Standard", "Asked", "Status"),
        rows,
        "None.",
    )


def prompts(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        CoachingPrompt.objects.of(person.pk).select_related("scenario").order_by("-raised_at", "pk"),
        lambda row: (
            row.scenario.told,
            long_instant(row.raised_at, zone),
            "Talked over" if row.talked_over_at else "To talk over",
        ),
    )
    return Holding(
        "boundaries.prompts", "Scenes that you were not sure of", ("Scene", "Since", "Status"), rows,
        "None. You and whoever supervises you see them, and nobody else.",
    )  # fmt: skip


def register() -> None:
    for order, build in enumerate((attestations, prompts), start=56):
        register_holding(HoldingSource(f"boundaries.{build.__name__}", order, build))
