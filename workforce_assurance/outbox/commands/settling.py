"""Telling the kinds which of their mails ended how, until they know."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from workforce_assurance.people.commands import note_bounce

from ..models import Mail
from ..registry import MAIL_KINDS

logger = logging.getLogger(__name__)
AT_ONCE = 500


def settle(*, now: datetime) -> None:
    """Tell each kind of the mails that ended since; a kind that raises is told again by the next run."""
    kinds = set(Mail.objects.to_settle().values_list("kind", flat=True)[:AT_ONCE])
    for key in sorted(kinds & MAIL_KINDS.keys()):
        try:
            _settle_kind(key, now)
        except Exception:
            logger.exception("The ends of mails of the kind %s could not be noted.", key)


@transaction.atomic
def _settle_kind(key: str, now: datetime) -> None:
    ended = Mail.objects.to_settle().filter(kind=key).select_related("recipient")
    mails = list(ended.select_for_update(skip_locked=True, of=("self",)).order_by("id")[:AT_ONCE])
    if not mails:
        return
    for mail in mails:
        if mail.bounced and mail.recipient:
            note_bounce(person=mail.recipient, now=now)
    tell = MAIL_KINDS[key].ended
    if tell:
        tell(mails, now)
    Mail.objects.filter(pk__in=[mail.pk for mail in mails]).update(settled=True)
