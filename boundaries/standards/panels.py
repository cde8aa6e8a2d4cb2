"""What Today and a session show of standards: what is to be read, exceptions to answer, and what is to be talked over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.carry_over import CarriedRows, Opening, register_carry_over
from workforce_assurance.common.dates import day_ending, local_day
from workforce_assurance.common.panels import MOST, Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..models import Attestation, CoachingPrompt, StandardException
from .querysets import AttestationQuerySet, ExceptionQuerySet, PromptQuerySet


def to_read(viewer: Any, _now: datetime) -> AttestationQuerySet:
    """Standards that the viewer is asked to read, the earliest first."""
    rows = Attestation.objects.waiting().of(viewer).select_related("standard").order_by("due_at", "pk")
    return rows.only("due_at", "standard__code")


def _to_read(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            text=one.standard.code.replace("-", " ").capitalize(), url=reverse("standards:attest", args=[one.pk]),
            action="Read it", detail=f"By {long_day(day_ending(one.due_at, zone))}",
            status="Past its date" if one.due_at <= now else "", tone="past_date" if one.due_at <= now else "",
        )
        for one in found.rows
    ]  # fmt: skip
    return Panel("standards", "Standards to read", rows, all_url=reverse("standards:library"), total=found.total)


def to_answer(viewer: Any, now: datetime) -> ExceptionQuerySet:
    """Exceptions that the viewer may approve or refuse."""
    on = local_day(now, people.zone_for(viewer))
    rows = StandardException.objects.to_answer().answered_for_by(viewer, on=on).select_related("team")
    return rows.only("starts_on", "team__name").order_by("starts_on", "pk")


def _to_answer(_viewer: Any, _now: datetime, found: Found) -> Panel:
    rows = [
        Row(
            text=f"Exception for {one.team.name}", url=reverse("standards:exception", args=[one.pk]), action="Answer",
            detail=f"From {long_day(one.starts_on)}",
        )
        for one in found.rows
    ]  # fmt: skip
    all_url = reverse("standards:exceptions")
    return Panel("exceptions", "Exceptions to answer", rows, all_url=all_url, total=found.total)


def to_talk_over(opening: Opening) -> PromptQuerySet:
    """What the worker was not sure of."""
    rows = CoachingPrompt.objects.of(opening.worker_id).to_talk_over().select_related("scenario")
    return rows.only("person_id", "scenario__told").order_by("raised_at", "pk")[:MOST]


def _to_talk_over(_opening: Opening, found: Sequence[CoachingPrompt]) -> Panel | None:
    if not found:
        return None
    rows = [Row(text=one.scenario.told, url=reverse("standards:prompts", args=[one.person_id])) for one in found]
    return Panel("prompts", "Standards: to talk over", rows)


def register() -> None:
    register_panel(RowsSource("boundaries.standards_to_read", 34, to_read, _to_read))
    register_panel(RowsSource("boundaries.exceptions_to_answer", 35, to_answer, _to_answer))
    register_carry_over(CarriedRows("boundaries.prompts", 72, to_talk_over, _to_talk_over))
