"""Whom somebody comes to when they ask for support: who answers a kind, or whoever supervises them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.people import queries as people

from ..models import CheckInPreference, SupportKind


def contact_for(person: Any, kind: SupportKind | None, *, now: datetime) -> Any | None:
    """Whoever answers that kind, or without one the acting supervisor; nobody who is gone, and never the person."""
    today = people.today(now=now)
    found = kind.answered_by if kind else people.acting_supervisor_of(person, on=today)
    if found is None or found.pk == person.pk or (kind and not kind.is_offered):
        return None
    return found if people.people_in_post(on=today).filter(pk=found.pk).exists() else None


def preference_of(person: Any) -> CheckInPreference:
    """What they chose; a mail, and their supervisor, where they chose nothing."""
    chosen = CheckInPreference.objects.select_related("talk_with__answered_by").filter(person=person)
    return chosen.first() or CheckInPreference(person=person)


def kind_to_talk_with(person: Any, *, now: datetime) -> SupportKind | None:
    """The kind that they chose to talk to, as long as somebody answers it; empty for the supervisor."""
    kind = preference_of(person).talk_with
    return kind if kind is not None and contact_for(person, kind, now=now) is not None else None
