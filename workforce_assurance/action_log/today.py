"""What Today shows of the action log: what is mine to do, to check and to look at, and what is past its date below me."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from .models import Action
from .querysets import ActionQuerySet
from .words import status_of

SHOWN = ("reference", "title", "state", "due_on")


def to_check(viewer: Any, now: datetime) -> ActionQuerySet:
    """What was handed in and waits for the viewer's check."""
    waiting = Action.objects.waiting_for_their_check().checked_by(viewer, on=_today(viewer, now))
    return waiting.select_related("owner").order_by("done_at", "reference").only(*SHOWN, "owner__full_name")


def my_actions(viewer: Any, now: datetime) -> ActionQuerySet:
    """What the viewer is to do, the earliest first. What practices follow up under other names has panels of their own."""
    mine = Action.objects.to_do().owned_by(viewer, on=_today(viewer, now))
    return mine.order_by("due_at", "reference").only(*SHOWN)


def to_look_at(viewer: Any, now: datetime) -> ActionQuerySet:
    """Actions of the viewer of which it can be seen by now whether they worked."""
    today = _today(viewer, now)
    waiting = Action.objects.to_be_looked_at(on=today).owned_by(viewer, on=today)
    return waiting.order_by("closed_at", "reference").only(*SHOWN, "closed_at")


def past_below_me(viewer: Any, now: datetime) -> ActionQuerySet:
    """For whoever is in charge of people: their actions past their date."""
    late = Action.objects.past_their_date(now=now).in_charge_of(viewer, on=_today(viewer, now)).exclude(owner=viewer)
    return late.select_related("owner").order_by("due_at", "reference").only(*SHOWN, "owner__full_name")


def row_of(action: Action, now: datetime, zone: Any, detail: str = "") -> Row:
    """An action as a line of a panel."""
    status = status_of(action, now=now, zone=zone)
    return Row(
        text=action.title, url=reverse("action_log:action", args=[action.pk]), status=status.words, tone=status.tone,
        detail=detail or f"By {long_day(action.due_on)}, {action.reference}",
    )  # fmt: skip


def register() -> None:
    sources: tuple[tuple[Callable[..., ActionQuerySet], Callable[..., Panel]], ...] = (
        (to_check, _to_check), (my_actions, _my_actions), (to_look_at, _to_look_at), (past_below_me, _past_below_me),
    )  # fmt: skip
    for order, (rows, build) in enumerate(sources, start=30):
        register_panel(RowsSource(f"action_log.{rows.__name__}", order, rows, build))


def _today(viewer: Any, now: datetime) -> Any:
    return local_day(now, people.zone_for(viewer))


def _to_check(_viewer: Any, _now: datetime, found: Found) -> Panel:
    rows = [
        Row(
            text=action.title, url=reverse("action_log:check", args=[action.pk]), status="Waits for its check",
            tone="info", detail=f"{action.owner.full_name}, {action.reference}", action="Check",
        )
        for action in found.rows
    ]  # fmt: skip
    url = f"{reverse('action_log:actions')}?as=check"
    return Panel("actions_to_check", "Actions to check", rows, all_url=url, total=found.total)


def _my_actions(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [row_of(action, now, zone) for action in found.rows]
    return Panel("my_actions", "My actions", rows, all_url=reverse("action_log:actions"), total=found.total)


def _to_look_at(viewer: Any, _now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            text=action.title, url=reverse("action_log:look", args=[action.pk]),
            detail=f"Done on {long_day(local_day(action.closed_at, zone))}, {action.reference}", action="Look",
            status="Its theme came back" if action.came_back else "", tone="due_soon",
        )
        for action in found.rows
    ]  # fmt: skip
    return Panel("actions_to_look_at", "Did it work?", rows, total=found.total)


def _past_below_me(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [row_of(action, now, zone, f"{action.owner.full_name}, {action.reference}") for action in found.rows]
    url = f"{reverse('action_log:actions')}?as=team&show=past"
    return Panel("actions_past_below_me", "My team's actions past their date", rows, all_url=url, total=found.total)
