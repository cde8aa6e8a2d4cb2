"""Asking the kinds what their mails say, right before they go out; one that cannot be prepared holds up no other."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ..models import Mail
from ..registry import MAIL_KINDS, Prepared, Superseded


@dataclass(frozen=True)
class Poison:
    """A mail that could not be prepared."""

    error: Exception


Outcome = Prepared | Superseded | Poison


def prepare(mails: list[Mail], *, now: datetime) -> dict[uuid.UUID, Outcome]:
    """What each mail says, or why it does not go out."""
    by_kind: dict[str, list[Mail]] = defaultdict(list)
    for mail in mails:
        by_kind[mail.kind].append(mail)
    outcomes: dict[uuid.UUID, Outcome] = {}
    for kind, of_kind in by_kind.items():
        outcomes |= _prepare_batch(kind, of_kind, now)
    return outcomes


def _prepare_batch(kind: str, mails: list[Mail], now: datetime) -> dict[uuid.UUID, Outcome]:
    try:
        return _ask(kind, mails, now)
    except Exception as error:  # noqa: BLE001 - the one that is bad is found by asking for each alone
        if len(mails) == 1:
            return {mails[0].pk: Poison(error)}
    outcomes: dict[uuid.UUID, Outcome] = {}
    for mail in mails:
        outcomes |= _prepare_batch(kind, [mail], now)
    return outcomes


@transaction.atomic
def _ask(kind: str, mails: list[Mail], now: datetime) -> dict[uuid.UUID, Outcome]:
    outcomes = MAIL_KINDS[kind].prepare(mails, now)
    return {mail.pk: outcomes[mail.pk] for mail in mails}
