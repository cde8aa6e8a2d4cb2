"""Telling those whom the catalogue names that an incident was logged, in the transaction that logs it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction

from workforce_assurance.outbox import commands as outbox

from ..enums import LOGGED_MAIL, Recipient
from ..models import Incident, LoggedNotice
from ..recipients import Told, whom_to_tell


def tell_recipients(incident: Incident, wanted: Collection[str], *, now: datetime) -> None:
    """Queue one mail for each of them; whoever was told of this incident is told once, also when its type changes."""
    _tell(incident, whom_to_tell(incident, wanted, now=now), now)


@transaction.atomic
def tell_somebody_else(*, notices: Collection[LoggedNotice], now: datetime) -> None:
    """Tell whoever is right by now in the place of those who can no longer be told; twice is once."""
    for notice in notices:
        _tell(notice.incident, whom_to_tell(notice.incident, [notice.wanted], now=now), now)


@transaction.atomic
def tell_the_safety_net(*, notices: Collection[LoggedNotice], now: datetime) -> None:
    """What could not be delivered goes to the safety-net mailbox; twice is once."""
    for notice in notices:
        _tell(notice.incident, {None: Recipient(notice.wanted)}, now)


def _tell(incident: Incident, told: Told, now: datetime) -> None:
    known = set(LoggedNotice.objects.filter(incident=incident).values_list("person", flat=True))
    new = {person: wanted for person, wanted in told.items() if person not in known}
    if not new:
        return
    mails = outbox.mail_for_each(
        kind=LOGGED_MAIL, recipients=new, key=incident.pk.hex, not_before=_told_just_now(set(new), now), now=now
    )
    LoggedNotice.objects.bulk_create(
        LoggedNotice(incident=incident, wanted=wanted, person_id=person, mail_id=mails[person])
        for person, wanted in new.items()
    )


def _told_just_now(people: set[uuid.UUID | None], now: datetime) -> dict[uuid.UUID | None, datetime]:
    """No second mail within the time of one sweep: what comes then waits, and takes along what follows."""
    every = settings.ESCALATIONS_SWEEP_EVERY
    lately = LoggedNotice.objects.filter(mail__created_at__gt=now - every)
    return dict.fromkeys(set(lately.values_list("person", flat=True)) & people, now + every)
