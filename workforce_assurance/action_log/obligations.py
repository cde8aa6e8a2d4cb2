"""What escalation asks of the action log: what is to be done, checked and looked at, and who is told of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.escalations.registry import Obligation, Statement, claimed_from, register_obligation

from .commands import move_reminders
from .enums import ACTION_KIND, CHECK_KIND, LOOK_KIND
from .models import Action, Deadline, Evidence, Look

# One statement: claim what is due for a look, flag what ran out, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE {table} AS waiting
SET ran_out_at = CASE WHEN waiting.due_at <= %s THEN %s ELSE waiting.ran_out_at END,
    next_check = CASE WHEN waiting.due_at <= %s THEN NULL ELSE waiting.due_at END
FROM claimed, action_log_action AS action
WHERE waiting.id = claimed.id AND action.id = waiting.action_id
RETURNING waiting.id, action.reference, waiting.about_id, waiting.responsible_id, waiting.due_at, waiting.due_at
"""


@dataclass(frozen=True)
class Kind:
    """One kind of waiting row as an obligation."""

    kind: str
    # A kind of waiting row: each has an action of its own.
    model: Any
    singular: str
    plural: str
    activity: str
    responsible: str = "whoever checks it"
    why_responsible: str = "you check what was agreed"

    def claim(self, now: datetime, limit: int) -> Statement:
        """The statement that claims up to `limit` rows; one that another sweep holds is left to it."""
        table = self.model._meta.db_table
        return claimed_from(table) + CLAIM.format(table=table), [now, limit, now, now, now]

    def due(self, now: datetime) -> QuerySet[Any, Any]:
        """What a sweep would claim at this moment; nothing is locked and nothing changes."""
        rows = self.model.objects.filter(next_check__lte=now)
        return rows.values_list("pk", "action__reference", "about_id", "responsible_id", "due_at", "due_at")

    def unmet(self, _now: datetime) -> QuerySet[Any, Any]:
        """The keys of everything that still waits."""
        return self.model.objects.waiting().values("pk")

    def page(self, subject_id: uuid.UUID) -> str:
        action_id = self.model.objects.values_list("action_id", flat=True).get(pk=subject_id)
        return reverse("action_log:action", args=[action_id])

    def open_to(self, person: Any, subject_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
        visible = Action.objects.visible_to(person, on=on).values("pk")
        return set(self.model.objects.filter(pk__in=subject_ids, action__in=visible).values_list("pk", flat=True))

    def registered(self) -> Obligation:
        move: Callable[..., int] = move_reminders(self.model)
        return Obligation(
            kind=self.kind, singular=self.singular, plural=self.plural, claim=self.claim, due=self.due, unmet=self.unmet,
            page=self.page, may_know=may_know, activity=self.activity, remind=move,
            act="Open the action",
            open_to=self.open_to,
            responsible=self.responsible, why_responsible=self.why_responsible,
        )  # fmt: skip


def may_know(person: Any, owner_id: uuid.UUID) -> bool:
    """It concerns whoever stands above it; the owner hears of their own as a party to it."""
    return bool(person.is_active and person.pk != owner_id)


OF_A_CHECK = {"responsible": "whoever stands above them", "why_responsible": "you stand above whoever checks it"}
KINDS = (
    Kind(ACTION_KIND, Deadline, "action", "actions", "action"),
    Kind(CHECK_KIND, Evidence, "check of an action", "checks of actions", "check of an action", **OF_A_CHECK),
    Kind(LOOK_KIND, Look, "look at whether an action worked", "looks at whether actions worked", "look at an action"),
)


def register() -> None:
    for kind in KINDS:
        register_obligation(kind.registered())
