"""What escalation asks of complaints: that somebody says it came, and that it is answered; and who is told."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.escalations.registry import MayKnow, Obligation, Statement, claimed_from, register_obligation

from ..models import Complaint, ComplaintClock, ComplaintHandling
from .commands.clocks import kind_of, move_reminders
from .enums import ClockKind

# One statement: claim what is due for a look, flag what ran out, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE governance_complaintclock AS waiting
SET ran_out_at = CASE WHEN waiting.due_at <= %s THEN %s ELSE waiting.ran_out_at END,
    next_check = CASE WHEN waiting.due_at <= %s THEN NULL ELSE waiting.due_at END
FROM claimed, governance_complaint AS complaint
WHERE waiting.id = claimed.id AND complaint.id = waiting.complaint_id
RETURNING waiting.id, complaint.reference, waiting.asked_id, waiting.responsible_id, waiting.due_at, waiting.due_at
"""


@dataclass(frozen=True)
class Kind:
    """One kind of clock as an obligation."""

    kind: ClockKind
    singular: str
    plural: str
    act: str

    def claim(self, now: datetime, limit: int) -> Statement:
        """The statement that claims up to `limit` rows; one that another sweep holds is left to it."""
        claimed = claimed_from("governance_complaintclock", only=f"kind = '{self.kind.value}'")
        return claimed + CLAIM, [now, limit, now, now, now]

    def due(self, now: datetime) -> QuerySet[ComplaintClock, Any]:
        """What a sweep would claim at this moment; nothing is locked and nothing changes."""
        rows = ComplaintClock.objects.filter(kind=self.kind, next_check__lte=now)
        return rows.values_list("pk", "complaint__reference", "asked_id", "responsible_id", "due_at", "due_at")

    def unmet(self, _now: datetime) -> QuerySet[ComplaintClock, Any]:
        """The keys of everything that still waits."""
        return ComplaintClock.objects.waiting().filter(kind=self.kind).values("pk")

    def registered(self) -> Obligation:
        return Obligation(
            kind=kind_of(self.kind), singular=self.singular, plural=self.plural, claim=self.claim, due=self.due,
            unmet=self.unmet, page=page, may_know=may_know, remind=move_reminders(self.kind), act=self.act,
            open_to=open_to, responsible="whoever stands above them",
            why_responsible="you stand above whoever handles it", may_know_of=may_know_of, kept_from=kept_from,
        )  # fmt: skip


def page(subject_id: uuid.UUID) -> str:
    return reverse(
        "complaints:complaint", args=[ComplaintClock.objects.values_list("complaint_id", flat=True).get(pk=subject_id)]
    )


def open_to(person: Any, subject_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    visible = Complaint.objects.visible_to(person, on=on).values("pk")
    return set(ComplaintClock.objects.filter(pk__in=subject_ids, complaint__in=visible).values_list("pk", flat=True))


def may_know(person: Any, handler_id: uuid.UUID) -> bool:
    return may_know_of([handler_id])(person, handler_id)


def may_know_of(handler_ids: Collection[uuid.UUID]) -> MayKnow:
    """Nobody whom an open complaint of a handler is about, whichever it is: somebody else hears of it. One question for all."""
    undone = ComplaintHandling.objects.undone().filter(handler__in=handler_ids, complaint__about__isnull=False)
    about = set(undone.values_list("handler_id", "complaint__about__person_id"))

    def may(person: Any, handler_id: uuid.UUID) -> bool:
        return bool(person.is_active) and person.pk != handler_id and (handler_id, person.pk) not in about

    return may


def kept_from(person_ids: Collection[uuid.UUID]) -> QuerySet[ComplaintClock, Any]:
    """Whatever is asked about a complaint about one of these people: no list says to them that there is one."""
    return ComplaintClock.objects.filter(complaint__about__person__in=person_ids).values("pk")


KINDS = (
    Kind(ClockKind.ACKNOWLEDGE, "complaint to acknowledge", "complaints to acknowledge", "Acknowledge it"),
    Kind(ClockKind.ANSWER, "complaint to answer", "complaints to answer", "Open the complaint"),
)


def register() -> None:
    for kind in KINDS:
        register_obligation(kind.registered())
