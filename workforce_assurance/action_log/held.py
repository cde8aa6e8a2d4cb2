"""What the action log holds about a person, for their own eyes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day
from workforce_assurance.people.queries import zone_for

from .models import Action
from .words import status_of


def actions_of(person: Any, now: datetime) -> Holding:
    """What they do, check or opened: references, dates and states."""
    zone = zone_for(person)

    def cells(action: Action) -> tuple[Any, ...]:
        return (
            Cell(action.reference, reverse("action_log:action", args=[action.pk])), _part(action, person),
            action.get_kind_display(), long_day(action.original_due_on), long_day(action.due_on),
            status_of(action, now=now, zone=zone).words,
        )  # fmt: skip

    found = Action.objects.filter(Q(owner=person) | Q(checker=person) | Q(opened_by=person))
    columns = ("Reference", "Your part", "Kind", "Due at first", "Due", "Status")
    rows = Rows(found.order_by("-opened_at", "pk"), cells)
    return Holding("action_log.actions", "Actions", columns, rows, "No action is yours.")


def _part(action: Action, person: Any) -> str:
    parts = {"do it": action.owner_id, "check it": action.checker_id, "opened it": action.opened_by_id}
    said = " and ".join(word for word, key in parts.items() if key == person.pk)
    return said[:1].upper() + said[1:]


def register() -> None:
    register_holding(HoldingSource("action_log.actions", 40, actions_of))
