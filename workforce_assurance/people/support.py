"""The support contacts that somebody is shown: those for everybody, and those of their own service and team."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from workforce_assurance.common.opening import answer_at
from workforce_assurance.common.support import Contact

from .models import SupportContact
from .queries import memberships, today, zone


def contacts_for(viewer: Any, now: datetime) -> tuple[Contact, ...]:
    """In the order that the administrators chose, but whoever answers at this moment before whoever does not.

    Whoever is not signed in gets what is for everybody.
    """
    shown = Q(service=None, team=None)
    if viewer is not None and viewer.is_authenticated:
        own = memberships(on=today(now=now)).filter(person=viewer.pk)
        shown |= Q(service__in=own.values("team__service")) | Q(team__in=own.values("team"))
    rows = list(SupportContact.objects.filter(shown).select_related("service", "team"))
    where = zone() if any(row.when for row in rows) else ZoneInfo("UTC")
    found = [_contact(row, now, where) for row in rows]
    return tuple(sorted(found, key=lambda contact: contact.is_closed))


def _contact(row: SupportContact, now: datetime, where: ZoneInfo) -> Contact:
    hours = row.when
    answer = answer_at(hours, now, where) if hours else None
    return Contact(
        name=row.name, number=row.phone, when=row.hours, text=row.text, web=row.web, service=row.place, kind=row.kind,
        open_now=answer.words if answer else "", is_closed=answer is not None and not answer.is_open,
    )  # fmt: skip
