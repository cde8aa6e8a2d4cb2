"""What the action log carries over into a session: the open actions of the worker that both of its people may see."""

from __future__ import annotations

from workforce_assurance.common.carry_over import CarryOver, Opening, register_carry_over
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Panel
from workforce_assurance.people import queries as people

from .models import Action
from .today import row_of

MOST = 7


def open_actions(opening: Opening) -> Panel | None:
    """The worker's actions that are not closed, the earliest first: titles, which whoever sees the action may read."""
    zone = people.zone_for(opening.viewer)
    visible = Action.objects.visible_to(opening.viewer, on=local_day(opening.now, zone))
    theirs = visible.not_closed().filter(owner=opening.worker_id)
    found = list(theirs.order_by("due_at", "reference")[: MOST + 1])
    total = len(found) if len(found) <= MOST else theirs.count()
    rows = [row_of(action, opening.now, zone) for action in found[:MOST]]
    return Panel("actions", "Open actions", rows, empty="No action is open.", total=total)


def register() -> None:
    register_carry_over(CarryOver("action_log.open_actions", 30, open_actions))
