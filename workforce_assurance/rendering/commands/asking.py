"""Asking for a file, and deleting it after its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.people import queries as people

from ..doorbell import doorbell
from ..exceptions import NotPrintable, TooManyWaiting
from ..models import File
from ..registry import PRINTABLES

MOST_WAITING = 5
LONGEST_WORD = 100


@transaction.atomic
def ask_for_file(*, key: str, asked: Mapping[str, str], by: Any, now: datetime) -> File:
    """Note that somebody wants this list as a PDF, and ring for it; asked for twice while it waits, it is made once.

    :raises NotPrintable: when there is no such list, or it is none of theirs
    :raises TooManyWaiting: when they wait for as many as they may at once
    """
    printable = PRINTABLES.get(key)
    if printable is None or not printable.may(by):
        raise NotPrintable("There is no such file for you.")
    people.lock_person(by.pk)
    narrowed = {name: asked[name][:LONGEST_WORD] for name in printable.asks if asked.get(name)}
    waiting = File.objects.visible_to(by, now=now).to_come()
    if same := waiting.filter(key=key, asked=narrowed).first():
        return same
    if waiting.count() >= MOST_WAITING:
        raise TooManyWaiting("Several files are being made for you already. Wait for one of them, then ask again.")
    kept = timedelta(hours=settings.FILES_KEPT_HOURS)
    file = File.objects.create(key=key, asked=narrowed, asked_by=by, asked_at=now, expires_at=now + kept)
    record(action="file.asked_for", subject_type="file", subject_id=file.pk, by=by, now=now, facts={"key": key})
    doorbell.ring()
    return file


def forget_files(*, now: datetime) -> int:
    """Delete every file whose day is over; how many there were."""
    deleted, _ = File.objects.expired(now=now).delete()
    return deleted
