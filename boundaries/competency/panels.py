"""What Today and a session show of competency: skills that run out, and coaching goals that are to be seen again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.carry_over import CarriedRows, Opening, register_carry_over
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import MOST, Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..models import CoachingGoal, CompetencyDeadline, Reobservation
from .policy import labels
from .querysets import CompetencyDeadlineQuerySet, GoalQuerySet, ReobservationQuerySet


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
    return {"detail": f"Lasts until {long_day(one.lasts_until)}", **past(one.due_at, now)}


def past(due_at: datetime, now: datetime) -> dict[str, Any]:
    """What waits is past its date, and nobody is late."""
    is_past = due_at <= now
    return {"status": "Past its date" if is_past else "", "tone": "past_date" if is_past else ""}


def to_see(viewer: Any, now: datetime) -> ReobservationQuerySet:
    """What the viewer is asked to see again, the earliest first."""
    rows = Reobservation.objects.waiting().pressing(now=now).asked_of(viewer).select_related("goal__person")
    return rows.only("due_on", "due_at", "goal__reference", "goal__person__full_name").order_by("due_at", "pk")


def _to_see(_viewer: Any, now: datetime, found: Found) -> Panel:
    rows = [
        Row(
            text=f"{one.goal.person.full_name}: coaching goal {one.goal.reference}",
            url=reverse("competency:goal", args=[one.goal_id]), action="Open the goal",
            detail=f"Seen again by {long_day(one.due_on)}", **past(one.due_at, now),
        )
        for one in found.rows
    ]  # fmt: skip
    all_url = reverse("competency:log")
    return Panel("coaching", "Coaching goals to see again", rows, all_url=all_url, total=found.total)


def practised(opening: Opening) -> GoalQuerySet:
    """What the worker practises, where whoever opens the session may read it."""
    on = local_day(opening.now, people.zone_for(opening.viewer))
    rows = CoachingGoal.objects.open().of_person(opening.worker_id).visible_to(opening.viewer, on=on)
    return rows.only("reference", "opened_on").order_by("opened_at", "pk")[:MOST]


def _practised(_opening: Opening, found: Sequence[CoachingGoal]) -> Panel | None:
    if not found:
        return None
    rows = [
        Row(
            text=f"Coaching goal {one.reference}", url=reverse("competency:goal", args=[one.pk]),
            detail=f"Since {long_day(one.opened_on)}",
        )
        for one in found
    ]  # fmt: skip
    return Panel("practised", "What is practised", rows)


def register() -> None:
    register_panel(RowsSource("boundaries.competency", 36, own, _own))
    register_panel(RowsSource("boundaries.competency_of_others", 37, to_arrange, _to_arrange))
    register_panel(RowsSource("boundaries.coaching", 37, to_see, _to_see))
    register_carry_over(CarriedRows("boundaries.coaching", 73, practised, _practised))
