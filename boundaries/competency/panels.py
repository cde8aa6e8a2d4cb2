"""What Today shows of competency: skills of one's own that run out, and of whom one supervises."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_day

from ..models import CompetencyDeadline
from .policy import labels
from .querysets import CompetencyDeadlineQuerySet


def own(viewer: Any, now: datetime) -> CompetencyDeadlineQuerySet:
    """The viewer's skills that run out, the earliest first."""
    rows = CompetencyDeadline.objects.waiting().pressing(now=now).of_person(viewer).order_by("due_at", "pk")
    return rows.only("skill_code", "lasts_until", "due_at")


def to_arrange(viewer: Any, now: datetime) -> CompetencyDeadlineQuerySet:
    """Skills of others for whom the viewer is told."""
    rows = CompetencyDeadline.objects.waiting().pressing(now=now).to_arrange_by(viewer).select_related("person")
    return rows.only("skill_code", "lasts_until", "due_at", "person__full_name").order_by("due_at", "pk")


def _own(_viewer: Any, now: datetime, found: Found) -> Panel:
    names, url = labels(), reverse("competency:home")
    rows = [
        Row(text=names.get(one.skill_code, one.skill_code), url=url, action="See what is needed", **_said(one, now))
        for one in found.rows
    ]
    return Panel("competency", "Skills to renew", rows, all_url=url, total=found.total)


def _to_arrange(_viewer: Any, now: datetime, found: Found) -> Panel:
    names = labels()
    rows = [
        Row(
            text=f"{one.person.full_name}: {names.get(one.skill_code, one.skill_code)}",
            url=reverse("competency:person", args=[one.person_id]), action="See what is needed", **_said(one, now),
        )
        for one in found.rows
    ]  # fmt: skip
    all_url = reverse("competency:matrix")
    return Panel("competency_of_others", "Skills of others to renew", rows, all_url=all_url, total=found.total)


def _said(one: CompetencyDeadline, now: datetime) -> dict[str, Any]:
    """The skill is past its date, and nobody is late."""
    past = one.due_at <= now
    return {
        "detail": f"Lasts until {long_day(one.lasts_until)}",
        "status": "Past its date" if past else "", "tone": "past_date" if past else "",
    }  # fmt: skip


def register() -> None:
    register_panel(RowsSource("boundaries.competency", 36, own, _own))
    register_panel(RowsSource("boundaries.competency_of_others", 37, to_arrange, _to_arrange))
