"""Which kinds of support an organisation offers, and who answers those who ask for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.people.enums import SupportWay

from ...models import SupportKind, SupportSettings


@dataclass(frozen=True)
class KindSaid:
    """What an administrator says of one kind."""

    is_offered: bool
    answered_by: Any = None


@transaction.atomic
def ship_kinds(*, now: datetime) -> None:
    """Put every shipped kind on the list that is not there yet; what an organisation said stays."""
    known = set(SupportKind.objects.values_list("code", flat=True))
    new = [SupportKind(code=code) for code in SupportWay.values if code not in known]
    if new:
        SupportKind.objects.bulk_create(new, ignore_conflicts=True)
        _note("support kinds shipped", None, now, added=len(new))


@transaction.atomic
def set_support(*, kinds: Mapping[str, KindSaid], recent_days: int, by: Any, now: datetime) -> None:
    """Say of each kind whether it is offered and who answers, and how long an event counts as recent (1 to 60 days)."""
    rows = list(SupportKind.objects.select_for_update().filter(code__in=kinds))
    for row in rows:
        row.is_offered, row.answered_by = kinds[row.code].is_offered, kinds[row.code].answered_by
    SupportKind.objects.bulk_update(rows, ["is_offered", "answered_by"])
    SupportSettings.objects.update_or_create(id=1, defaults={"recent_days": recent_days})
    _note(
        "support set up", by, now, offered=sorted(row.code for row in rows if row.is_offered), recent_days=recent_days
    )


@transaction.atomic
def pass_kind(*, kind: SupportKind, to: Any, by: Any, now: datetime) -> None:
    """Let a successor answer those who ask for this kind."""
    SupportKind.objects.filter(pk=kind.pk).update(answered_by=to)
    _note("support kind passed on", by, now, kind=kind.code, to=str(to.pk))


def _note(action: str, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(action=action, subject_type="debriefs.support", subject_id=1, by=by, now=now, facts=facts)
