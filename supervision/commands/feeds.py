"""The secret link of a person's calendar: made, replaced, revoked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from workforce_assurance.audit import commands as audit

from ..feeds import hash_of, new_token
from ..models import CalendarFeed


@transaction.atomic
def make_calendar_link(*, person: Any, now: datetime) -> str:
    """A new secret for the person's calendar; the one before stops working. Shown now, and never again."""
    _lock(person)
    _revoke(person, now)
    token = new_token()
    feed = CalendarFeed.objects.create(person=person, token_hash=hash_of(token), created_at=now)
    _record("calendar link made", feed, person, now)
    return token


@transaction.atomic
def revoke_calendar_link(*, person: Any, now: datetime) -> None:
    """Let the person's link open nothing any more; without a link, nothing happens."""
    _lock(person)
    _revoke(person, now)


def _revoke(person: Any, now: datetime) -> None:
    for feed in CalendarFeed.objects.in_use().filter(person=person):
        feed.revoked_at = now
        feed.save(update_fields=["revoked_at"])
        _record("calendar link revoked", feed, person, now)


def _lock(person: Any) -> None:
    get_user_model().objects.select_for_update(no_key=True).get(pk=person.pk)


def _record(action: str, feed: CalendarFeed, person: Any, now: datetime) -> None:
    audit.record(
        action=action, subject_type="supervision.calendar_feed", subject_id=feed.pk, by=person, now=now, about=person.pk
    )
