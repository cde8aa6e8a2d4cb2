"""Asking for a pack, and cancelling one that is not made yet."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.common.references import new_reference
from workforce_assurance.people import queries as people

from ...measures.enums import PlaceKind
from ...measures.places import words_of
from ...measures.shown import Place
from ...models import EvidencePack
from ..building import steps_of
from ..doorbell import doorbell
from ..enums import PackState
from ..exceptions import PackHasEnded, TooManyPacksWait

MOST_WAITING = 3
SUBJECT = "governance.evidencepack"


@dataclass(frozen=True)
class Wanted:
    """What a pack is to be."""

    place: Place
    first_month: date
    last_month: date
    parts: list[str]
    naming: str
    names_because: str = ""


@transaction.atomic
def ask_for_pack(*, wanted: Wanted, once: uuid.UUID, by: Any, now: datetime) -> EvidencePack:
    """Note that somebody wants this pack, as of now, and ring for it; sent twice, the form makes one.

    :raises TooManyPacksWait: when they wait for as many as they may at once
    """
    people.lock_person(by.pk)
    if same := EvidencePack.objects.filter(once=once, asked_by=by).first():
        return same
    if EvidencePack.objects.filter(asked_by=by).to_come().count() >= MOST_WAITING:
        raise TooManyPacksWait
    pack = EvidencePack.objects.create(
        once=once, reference=new_reference(), first_month=wanted.first_month, last_month=wanted.last_month,
        service_id=wanted.place.key if wanted.place.kind == PlaceKind.SERVICE else None,
        team_id=wanted.place.key if wanted.place.kind == PlaceKind.TEAM else None,
        parts=wanted.parts, naming=wanted.naming, names_because=wanted.names_because, asked_by=by, asked_at=now,
        steps=steps_of(wanted.parts),
    )  # fmt: skip
    facts = {
        "reference": pack.reference, "place": words_of(wanted.place), "first_month": f"{wanted.first_month:%Y-%m}",
        "last_month": f"{wanted.last_month:%Y-%m}", "parts": wanted.parts, "naming": wanted.naming,
        "names_because": wanted.names_because,
    }  # fmt: skip
    record(action="pack.asked_for", subject_type=SUBJECT, subject_id=pack.pk, by=by, now=now, facts=facts)
    doorbell.ring()
    return pack


@transaction.atomic
def cancel_pack(*, pack: EvidencePack, by: Any, now: datetime) -> None:
    """Stop it before it is made; its maker notices at its next step.

    :raises PackHasEnded: when it is not being made any more
    """
    waiting = EvidencePack.objects.filter(pk=pack.pk).to_come()
    if not waiting.update(state=PackState.CANCELLED, ended_at=now, lease=None, leased_until=None):
        raise PackHasEnded
    facts = {"reference": pack.reference}
    record(action="pack.cancelled", subject_type=SUBJECT, subject_id=pack.pk, by=by, now=now, facts=facts)
