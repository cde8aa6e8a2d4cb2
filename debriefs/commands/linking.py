"""Linked incidents: somebody says how two of them hang together, or takes that back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit

from ..enums import LinkKind
from ..exceptions import LinkedAlready
from ..models import Incident, LinkedIncidents


@transaction.atomic
def link_incidents(*, incident: Incident, other: Incident, kind: LinkKind, by: Any, now: datetime) -> LinkedIncidents:
    """Say that two incidents hang together, and how; it holds from either side.

    :raises LinkedAlready: when they are linked, however they hang together, or are one
    """
    if incident.pk == other.pk:
        raise LinkedAlready("This is the incident itself. Choose another one.")
    first, second = sorted((incident, other), key=lambda one: one.pk)
    said = {"kind": kind, "linked_at": now, "linked_by": by}
    pair, new = LinkedIncidents.objects.get_or_create(first=first, second=second, defaults=said)
    if not new:
        raise LinkedAlready("The two are linked already. Take that back first to say it otherwise.")
    _record("incidents linked", pair, by, now)
    return pair


@transaction.atomic
def unlink_incidents(*, pair: LinkedIncidents, by: Any, now: datetime) -> None:
    """Take back that two incidents hang together; the trail keeps both."""
    if LinkedIncidents.objects.filter(pk=pair.pk).delete()[0]:
        _record("incidents unlinked", pair, by, now)


def _record(action: str, pair: LinkedIncidents, by: Any, now: datetime) -> None:
    """In the history of both."""
    for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
        audit.record(
            action=action, subject_type="debriefs.incident", subject_id=one.pk, by=by, now=now,
            facts={"reference": one.reference, "other": other.reference, "kind": pair.kind},
        )  # fmt: skip
