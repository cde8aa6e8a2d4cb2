"""What Today shows of the action log: what is mine to do, to check and to look at, and what is past its date below me."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Panel, PanelSource, Row, register_panel
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from .models import Action
from .words import status_of

MOST = 7


def my_actions(viewer: Any, now: datetime) -> Panel | None:
    """What the viewer is to do, the earliest first. What practices follow up under other names has panels of their own."""
    zone = people.zone_for(viewer)
    mine = Action.objects.to_do().owned_by(viewer, on=local_day(now, zone))
    found = list(mine.order_by("due_at", "reference")[: MOST + 1])
    if not found:
        return None
    total = len(found) if len(found) <= MOST else mine.count()
    rows = [row_of(action, now, zone) for action in found[:MOST]]
    return Panel("my_actions", "My actions", rows, all_url=reverse("action_log:actions"), total=total)


def to_check(viewer: Any, now: datetime) -> Panel | None:
    """What was handed in and waits for the viewer's check."""
    zone = people.zone_for(viewer)
    waiting = Action.objects.waiting_for_their_check().checked_by(viewer, on=local_day(now, zone))
    found = list(waiting.select_related("owner").order_by("done_at", "reference")[: MOST + 1])
    if not found:
        return None
    total = len(found) if len(found) <= MOST else waiting.count()
    rows = [
        Row(
            text=action.title, url=reverse("action_log:check", args=[action.pk]), status="Waits for its check",
            tone="info", detail=f"{action.owner.full_name}, {action.reference}", action="Check",
        )
        for action in found[:MOST]
    ]  # fmt: skip
    url = f"{reverse('action_log:actions')}?as=check"
    return Panel("actions_to_check", "Actions to check", rows, all_url=url, total=total)


def to_look_at(viewer: Any, now: datetime) -> Panel | None:
    """Actions of the viewer of which it can be seen by now whether they worked."""
    zone = people.zone_for(viewer)
    today = local_day(now, zone)
    waiting = Action.objects.to_be_looked_at(on=today).owned_by(viewer, on=today)
    found = list(waiting.order_by("closed_at", "reference")[: MOST + 1])
    if not found:
        return None
    rows = [
        Row(
            text=action.title, url=reverse("action_log:look", args=[action.pk]),
            detail=f"Done on {long_day(local_day(action.closed_at, zone))}, {action.reference}", action="Look",
        )
        for action in found[:MOST]
    ]  # fmt: skip
    return Panel("actions_to_look_at", "Did it work?", rows, total=len(found))


def past_below_me(viewer: Any, now: datetime) -> Panel | None:
    """For whoever is in charge of people: their actions past their date."""
    zone = people.zone_for(viewer)
    late = Action.objects.past_their_date(now=now).in_charge_of(viewer, on=local_day(now, zone)).exclude(owner=viewer)
    found = list(late.select_related("owner").order_by("due_at", "reference")[: MOST + 1])
    if not found:
        return None
    total = len(found) if len(found) <= MOST else late.count()
    rows = [row_of(action, now, zone, f"{action.owner.full_name}, {action.reference}") for action in found[:MOST]]
    url = f"{reverse('action_log:actions')}?as=team&show=past"
    return Panel("actions_past_below_me", "My team's actions past their date", rows, all_url=url, total=total)


def row_of(action: Action, now: datetime, zone: Any, detail: str = "") -> Row:
    """An action as a line of a panel."""
    status = status_of(action, now=now, zone=zone)
    return Row(
        text=action.title, url=reverse("action_log:action", args=[action.pk]), status=status.words, tone=status.tone,
        detail=detail or f"By {long_day(action.due_on)}, {action.reference}",
    )  # fmt: skip


def register() -> None:
    sources = (to_check, my_actions, to_look_at, past_below_me)
    for order, build in enumerate(sources, start=30):
        register_panel(PanelSource(f"action_log.{build.__name__}", order, build))
