"""A mail is a row first, in the transaction of whoever asks for it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from ..doorbell import doorbell
from ..models import Mail
from ..registry import MAIL_KINDS

Recipient = uuid.UUID | None


@transaction.atomic
def enqueue(*, kind: str, dedupe_key: str, recipient: Any, payload: dict[str, Any], now: datetime) -> Mail:
    """Queue one mail; asked for again with the same key, the mail that is there already.

    :raises KeyError: when the kind is not registered
    """
    MAIL_KINDS[kind]
    mail, _ = Mail.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={"kind": kind, "recipient": recipient, "payload": payload, "created_at": now, "next_attempt_at": now},
    )
    doorbell.ring()
    return mail


@transaction.atomic
def mail_for_each(
    *,
    kind: str,
    recipients: Iterable[Recipient],
    key: str,
    not_before: dict[Recipient, datetime],
    now: datetime,
    keep_back: bool = False,
) -> dict[Recipient, uuid.UUID]:
    """The mail that takes along what is new for each recipient: the one that waits already, else one queued now.

    A waiting mail stays locked until the caller commits, so no sender reads it before it is complete. `key` tells this
    round of queueing from every other; `not_before` delays the new mail of a recipient who had one a moment ago. With
    `keep_back` the mails go out only once they are released; what is kept back and what waits never share a mail.
    """
    wanted = set(recipients)
    state = Mail.State.KEPT_BACK if keep_back else Mail.State.WAITING
    mails = _open(kind, wanted, state)
    new = [
        Mail(
            kind=kind,
            dedupe_key=f"{kind}:{key}:{recipient or 'safety-net'}",
            recipient_id=recipient,
            state=state,
            created_at=now,
            next_attempt_at=not_before.get(recipient, now),
        )
        for recipient in sorted(wanted - mails.keys(), key=str)
    ]
    Mail.objects.bulk_create(new)
    doorbell.ring()
    return mails | {mail.recipient_id: mail.pk for mail in new}


@transaction.atomic
def keep_back(*, kind: str, key: str) -> list[uuid.UUID]:
    """Keep back what this round of queueing queued and no sender has taken yet; gives the mails."""
    untried = Mail.objects.waiting().filter(kind=kind, lease__isnull=True, attempts=0)
    locked = untried.filter(dedupe_key__startswith=f"{kind}:{key}").select_for_update(skip_locked=True, of=("self",))
    keys = list(locked.values_list("pk", flat=True))
    Mail.objects.filter(pk__in=keys).update(state=Mail.State.KEPT_BACK)
    return keys


@transaction.atomic
def release(*, kind: str, now: datetime) -> int:
    """Let go what was kept back; how many mails."""
    number = Mail.objects.kept_back().filter(kind=kind).update(state=Mail.State.WAITING, next_attempt_at=now)
    doorbell.ring()
    return number


def _open(kind: str, recipients: set[Recipient], state: str) -> dict[Recipient, uuid.UUID]:
    unsent = Mail.objects.filter(kind=kind, state=state, lease__isnull=True)
    mine = unsent.to_any(recipients).select_for_update(skip_locked=True, of=("self",))
    return dict(mine.order_by("-created_at").values_list("recipient_id", "pk"))
