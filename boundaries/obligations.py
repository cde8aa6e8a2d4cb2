"""What escalation asks of decisions: what waits at the gate, for a review, for a look or for an appeal, and who is told."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.escalations.registry import Obligation, Statement, claimed_from, register_obligation

from .commands.deadlines import kind_of, move_reminders
from .enums import DeadlineKind
from .models import Deadline, Decision

__all__ = ["kind_of", "register"]

# One statement: claim what is due for a look, flag what ran out, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE boundaries_deadline AS waiting
SET ran_out_at = CASE WHEN waiting.due_at <= %s THEN %s ELSE waiting.ran_out_at END,
    next_check = CASE WHEN waiting.due_at <= %s THEN NULL ELSE waiting.due_at END
FROM claimed, boundaries_decision AS decision
WHERE waiting.id = claimed.id AND decision.id = waiting.decision_id
RETURNING waiting.id, decision.reference, waiting.asked_id, waiting.responsible_id, waiting.due_at, waiting.due_at
"""


@dataclass(frozen=True)
class Kind:
    """One kind of deadline as an obligation."""

    kind: DeadlineKind
    singular: str
    plural: str
    act: str
    # In the words of ladders and mails: whoever is told after the one who is asked, and why they are.
    responsible: str = "whoever stands above them"
    why_responsible: str = "you stand above whoever is asked"

    def claim(self, now: datetime, limit: int) -> Statement:
        """The statement that claims up to `limit` rows; one that another sweep holds is left to it."""
        claimed = claimed_from("boundaries_deadline", only=f"kind = '{self.kind.value}'")
        return claimed + CLAIM, [now, limit, now, now, now]

    def due(self, now: datetime) -> QuerySet[Deadline, Any]:
        """What a sweep would claim at this moment; nothing is locked and nothing changes."""
        rows = Deadline.objects.filter(kind=self.kind, next_check__lte=now)
        return rows.values_list("pk", "decision__reference", "asked_id", "responsible_id", "due_at", "due_at")

    def unmet(self, _now: datetime) -> QuerySet[Deadline, Any]:
        """The keys of everything that still waits."""
        return Deadline.objects.waiting().filter(kind=self.kind).values("pk")

    def registered(self) -> Obligation:
        return Obligation(
            kind=kind_of(self.kind), singular=self.singular, plural=self.plural, claim=self.claim, due=self.due,
            unmet=self.unmet, page=page, may_know=may_know, remind=move_reminders(self.kind), act=self.act,
            open_to=open_to, responsible=self.responsible, why_responsible=self.why_responsible,
        )  # fmt: skip


def page(subject_id: uuid.UUID) -> str:
    return reverse(
        "boundaries:decision", args=[Deadline.objects.values_list("decision_id", flat=True).get(pk=subject_id)]
    )


def open_to(person: Any, subject_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    visible = Decision.objects.visible_to(person, on=on).values("pk")
    return set(Deadline.objects.filter(pk__in=subject_ids, decision__in=visible).values_list("pk", flat=True))


def may_know(person: Any, asked_id: uuid.UUID) -> bool:
    """A mail names a reference and a time; whoever it climbs to stands above whoever is asked."""
    return bool(person.is_active and person.pk != asked_id)


THROUGH = {"responsible": "whoever let it through", "why_responsible": "you let it through the gate"}
KINDS = (
    Kind(DeadlineKind.GATE, "decision at the gate", "decisions at the gate", "Open the gate"),
    Kind(DeadlineKind.EMERGENCY, "emergency to review", "emergencies to review", "Review it"),
    Kind(
        DeadlineKind.REVIEW,
        "decision to review before it ends",
        "decisions to review before they end",
        "Review it",
        **THROUGH,
    ),
    Kind(
        DeadlineKind.SAME_TODAY,
        "decision to look at again",
        "decisions to look at again",
        "Look at it again",
        **THROUGH,
    ),
    Kind(DeadlineKind.APPEAL, "appeal to answer", "appeals to answer", "Open the appeal"),
)


def register() -> None:
    for kind in KINDS:
        register_obligation(kind.registered())
