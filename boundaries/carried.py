"""What opens a session ready of decisions: those that wait for a review, and those of high risk since last time."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, Window
from django.urls import reverse

from workforce_assurance.common.carry_over import CarriedRows, Opening, register_carry_over
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import MOST, Panel, Row
from workforce_assurance.people import queries as people

from .enums import DecisionState
from .models import Deadline, Decision
from .querysets import DecisionQuerySet
from .states import AT_THE_GATE
from .words import about, status_of

WAITING = (*AT_THE_GATE, DecisionState.RETURNED, DecisionState.EMERGENCY)


def waiting_for_review(opening: Opening) -> DecisionQuerySet:
    """What the worker asked for and both may see: at the gate, to be reviewed, or of high risk and new since last time."""
    on = local_day(opening.now, people.zone_for(opening.viewer))
    asked = Deadline.objects.waiting().filter(decision=OuterRef("pk")).come(now=opening.now)
    new = Q(kind__is_high_risk=True, effective_at__isnull=False, brought_by=None)
    new &= Q(effective_at__gte=opening.since) if opening.since else Q()
    rows = Decision.objects.visible_to(opening.viewer, on=on).filter(requester=opening.worker_id)
    rows = rows.filter(Q(state__in=WAITING) | Exists(asked) | new).select_related("kind")
    return rows.annotate(in_all=Window(Count("*"))).order_by("drafted_at", "pk")[:MOST]


def build(_opening: Opening, found: Sequence[Decision]) -> Panel | None:
    if not found:
        return None
    total = found[0].in_all  # type: ignore[attr-defined]
    return Panel("decisions", "Restrictive decisions", [_row(one) for one in found], total=total)


def _row(decision: Decision) -> Row:
    status = status_of(decision)
    return Row(
        text=f"{decision.kind.label}, {about(decision)}", url=reverse("boundaries:decision", args=[decision.pk]),
        status=status.words, tone=status.tone, detail="High risk" if decision.kind.is_high_risk else "",
    )  # fmt: skip


def register() -> None:
    register_carry_over(CarriedRows("boundaries.waiting_for_review", 70, waiting_for_review, build))
