"""The support contacts that somebody is shown: those for everybody, and those of their own service."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from workforce_assurance.common.support import Contact

from .models import SupportContact
from .queries import memberships, today


def contacts_for(viewer: Any, now: datetime) -> tuple[Contact, ...]:
    """In the order that the administrators chose; whoever is not signed in gets what is for everybody."""
    shown = Q(service=None)
    if viewer is not None and viewer.is_authenticated:
        own = memberships(on=today(now=now)).filter(person=viewer.pk)
        shown |= Q(service__in=own.values("team__service"))
    rows = SupportContact.objects.filter(shown).select_related("service")
    return tuple(
        Contact(
            name=row.name,
            number=row.phone,
            when=row.hours,
            text=row.text,
            web=row.web,
            service=row.service.name if row.service else "",
        )
        for row in rows
    )
