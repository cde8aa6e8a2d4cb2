"""What escalation asks of what is kept: safe contact to look at, routes to ring, standards to read again, and who is told."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.escalations.registry import Obligation, Statement, claimed_from, register_obligation

from ..models import SafeContactProtocol, ThreatRoute, Upkeep
from .commands import move_reminders
from .enums import UpkeepKind

# One statement: claim what is due for a look, flag what ran out, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE boundaries_upkeep AS waiting
SET ran_out_at = CASE WHEN waiting.due_at <= %s THEN %s ELSE waiting.ran_out_at END,
    next_check = CASE WHEN waiting.due_at <= %s THEN NULL ELSE waiting.due_at END
FROM claimed
WHERE waiting.id = claimed.id
RETURNING waiting.id, waiting.reference, waiting.asked_id, waiting.responsible_id, waiting.due_at, waiting.due_at
"""
ABOVE: dict[str, Any] = {
    "responsible": "whoever stands above them",
    "why_responsible": "you stand above whoever is asked",
}
Keys = Collection[uuid.UUID]


def _protocols(person: Any, keys: Keys, on: date) -> QuerySet[Upkeep, Any]:
    visible = SafeContactProtocol.objects.visible_to(person, on=on).values("pk")
    return Upkeep.objects.filter(pk__in=keys, protocol__in=visible)


def _routes(person: Any, keys: Keys, on: date) -> QuerySet[Upkeep, Any]:
    return Upkeep.objects.filter(pk__in=keys, route__in=ThreatRoute.objects.rung_by(person, on=on).values("pk"))


def _standards(_person: Any, keys: Keys, _on: date) -> QuerySet[Upkeep, Any]:
    """Everybody reads every standard."""
    return Upkeep.objects.filter(pk__in=keys)


@dataclass(frozen=True)
class Kind:
    """One kind of what is seen to, as an obligation."""

    kind: UpkeepKind
    singular: str
    plural: str
    act: str
    # Whose page it is: the name of its address, and the value of a row that it takes.
    address: str
    key: str
    opened: Callable[[Any, Keys, date], QuerySet[Upkeep, Any]]

    def claim(self, now: datetime, limit: int) -> Statement:
        """The statement that claims up to `limit` rows; one that another sweep holds is left to it."""
        return claimed_from("boundaries_upkeep", only=f"kind = '{self.kind.value}'") + CLAIM, [
            now,
            limit,
            now,
            now,
            now,
        ]

    def due(self, now: datetime) -> QuerySet[Upkeep, Any]:
        """What a sweep would claim at this moment; nothing is locked and nothing changes."""
        rows = Upkeep.objects.of(self.kind).filter(next_check__lte=now)
        return rows.values_list("pk", "reference", "asked_id", "responsible_id", "due_at", "due_at")

    def unmet(self, _now: datetime) -> QuerySet[Upkeep, Any]:
        """The keys of everything that still waits."""
        return Upkeep.objects.waiting().of(self.kind).values("pk")

    def page(self, subject_id: uuid.UUID) -> str:
        return reverse(self.address, args=[Upkeep.objects.values_list(self.key, flat=True).get(pk=subject_id)])

    def open_to(self, person: Any, subject_ids: Keys, *, on: date) -> set[uuid.UUID]:
        return set(self.opened(person, subject_ids, on).values_list("pk", flat=True))

    def registered(self) -> Obligation:
        return Obligation(
            kind=self.kind.obligation, singular=self.singular, plural=self.plural, claim=self.claim, due=self.due,
            unmet=self.unmet, page=self.page, may_know=may_know, remind=move_reminders(self.kind), act=self.act,
            open_to=self.open_to, **ABOVE,
        )  # fmt: skip


def may_know(person: Any, asked_id: uuid.UUID) -> bool:
    """A mail names a reference and a time: neither a case nor a person."""
    return bool(person.is_active and person.pk != asked_id)


KINDS = (
    Kind(
        UpkeepKind.LOOK, "safe-contact agreement to look at", "safe-contact agreements to look at", "Look at it",
        "safe_contact:protocol", "protocol_id", _protocols,
    ),
    Kind(UpkeepKind.RING, "test call", "test calls", "Ring it", "safe_contact:route", "route_id", _routes),
    Kind(
        UpkeepKind.READ, "standard to read again", "standards to read again", "Read it again", "standards:standard",
        "standard__code", _standards,
    ),
)  # fmt: skip


def register() -> None:
    for kind in KINDS:
        register_obligation(kind.registered())
