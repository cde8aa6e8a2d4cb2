"""What Today shows of decisions: what is at the viewer's gate, what they are still to write, and what is asked of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import day_ending, local_day
from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from .models import Deadline, Decision, GateVisit
from .querysets import DeadlineQuerySet, DecisionQuerySet, GateVisitQuerySet
from .words import about, status_of


def at_my_gate(viewer: Any, now: datetime) -> GateVisitQuerySet:
    """What waits for the viewer's answer, the longest first."""
    waiting = GateVisit.objects.to_answer(viewer, on=local_day(now, people.zone_for(viewer)))
    shown = waiting.select_related("decision__kind", "decision__team").order_by("sent_at", "pk")
    of = ("kind__label", "team__name", "case_reference", "is_emergency")
    return shown.only("sent_at", *(f"decision__{name}" for name in of))


def to_write(viewer: Any, _now: datetime) -> DecisionQuerySet:
    """What the viewer asked for and has not sent to the gate."""
    shown = Decision.objects.to_write(viewer).select_related("kind").order_by("drafted_at", "pk")
    return shown.only("kind__label", "case_reference", "state", "ends_at")


def asked_of(viewer: Any, now: datetime) -> DeadlineQuerySet:
    """What is to be reviewed, looked at again or answered, the earliest first."""
    shown = Deadline.objects.to_see_to(viewer, now=now).select_related("decision__kind").order_by("due_at", "pk")
    return shown.only("kind", "due_at", "decision__kind__label", "decision__case_reference")


def _at_my_gate(viewer: Any, _now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            text=f"{visit.decision.kind.label}, {about(visit.decision)}",
            url=reverse("boundaries:gate", args=[visit.decision_id]), action="Open the gate",
            detail=f"{visit.decision.team.name}, since {long_day(local_day(visit.sent_at, zone))}",
            status="In effect already" if visit.decision.is_emergency else "",
            tone="due_soon" if visit.decision.is_emergency else "",
        )
        for visit in found.rows
    ]  # fmt: skip
    return Panel("at_my_gate", "Decisions at my gate", rows, all_url=_all(), total=found.total)


def _written(_viewer: Any, _now: datetime, found: Found) -> Panel:
    rows = [
        Row(
            text=f"{decision.kind.label}, {about(decision)}", url=reverse("boundaries:decision", args=[decision.pk]),
            status=status_of(decision).words, tone=status_of(decision).tone, action="Go on",
        )
        for decision in found.rows
    ]  # fmt: skip
    return Panel("decisions_to_write", "Decisions that you are writing", rows, all_url=_all(), total=found.total)


def _asked(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            text=f"{row.decision.kind.label}, {about(row.decision)}",
            url=reverse("boundaries:decision", args=[row.decision_id]),
            detail=f"{row.get_kind_display()}, by {long_day(day_ending(row.due_at, zone))}",
            status="Past its date" if row.due_at <= now else "", tone="past_date" if row.due_at <= now else "",
        )
        for row in found.rows
    ]  # fmt: skip
    return Panel("decisions_to_see_to", "Decisions to see to", rows, all_url=_all(), total=found.total)


def _all() -> str:
    return reverse("boundaries:decisions")


def register() -> None:
    register_entry(Entry("decisions", "Decisions", "/decisions/", 26, gives_way=3))
    register_panel(RowsSource("boundaries.at_my_gate", 26, at_my_gate, _at_my_gate))
    register_panel(RowsSource("boundaries.to_see_to", 29, asked_of, _asked))
    register_panel(RowsSource("boundaries.to_write", 31, to_write, _written))
