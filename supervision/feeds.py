"""What stands behind a calendar's secret link: whose it is, and that person's own sessions."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from workforce_assurance.people import queries as people

from .enums import SessionState
from .ical import Entry, calendar_file
from .models import CalendarFeed, GroupSession, Session

# So far back and ahead; what is older stays in the product.
BACK, AHEAD = timedelta(days=92), timedelta(days=400)
DID_NOT = (SessionState.CANCELLED, SessionState.MISSED, SessionState.NOT_NEEDED)
BYTES = 32


def new_token() -> str:
    """256 random bits, in letters that an address can hold."""
    return secrets.token_urlsafe(BYTES)


def hash_of(token: str) -> str:
    """What the database keeps of it. So many random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def owner_of(token: str, *, now: datetime) -> Any:
    """Whose link it is, while it is in use and they work here; None otherwise."""
    found = CalendarFeed.objects.in_use().filter(token_hash=hash_of(token)).values("person")
    return people.people_in_post(on=people.today(now=now)).filter(pk__in=found).first()


def feed_in_use(person: Any) -> CalendarFeed | None:
    return CalendarFeed.objects.in_use().filter(person=person).first()


def file_for(person: Any, *, now: datetime) -> bytes:
    """Their own sessions, as worker and as supervisor, and the groups they are in."""
    rows = Session.objects.filter(Q(worker=person) | Q(supervisor=person))
    entries = [*_entries(rows, now), *_entries(GroupSession.objects.of_person(person), now)]
    return calendar_file(entries, zone=people.zone())


def _entries(rows: Any, now: datetime) -> list[Entry]:
    rows = rows.filter(planned_at__gt=now - BACK, planned_at__lt=now + AHEAD).order_by("planned_at", "pk")
    values = rows.values_list("pk", "planned_at", "minutes", "calendar_revision", "calendar_changed_at", "state")
    return [
        Entry(key, at, minutes, revision, changed_at, state not in DID_NOT)
        for key, at, minutes, revision, changed_at, state in values
    ]
