"""What the action log carries over into a session: the open actions of the worker that both of its people may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Window

from workforce_assurance.common.carry_over import CarriedRows, Opening, register_carry_over
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import MOST, Panel
from workforce_assurance.people import queries as people

from .models import Action
from .querysets import ActionQuerySet
from .today import SHOWN, row_of


def open_actions(opening: Opening) -> ActionQuerySet:
    """The worker's actions that are not closed, the earliest first: titles, which whoever sees the action may read."""
    today = local_day(opening.now, people.zone_for(opening.viewer))
    theirs = Action.objects.visible_to(opening.viewer, on=today).not_closed().filter(owner=opening.worker_id)
    return theirs.annotate(in_all=Window(Count("*"))).order_by("due_at", "reference").only(*SHOWN)[:MOST]


def build(opening: Opening, found: Sequence[Action]) -> Panel:
    zone = people.zone_for(opening.viewer)
    rows = [row_of(action, opening.now, zone) for action in found]
    total = found[0].in_all if found else 0  # type: ignore[attr-defined]
    return Panel("actions", "Open actions", rows, empty="No action is open.", total=total)


def register() -> None:
    register_carry_over(CarriedRows("action_log.open_actions", 30, open_actions, build))
