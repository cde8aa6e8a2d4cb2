"""Finding who is told, and writing their notices together with the mail that takes them along."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from workforce_assurance.outbox.commands import mail_for_each
from workforce_assurance.people.reach import Found, find_recipients

from .. import sql
from ..registry import OBLIGATIONS
from ..sql import Moved, Told

MAIL_KIND = "escalations.alert"


class Ask(NamedTuple):
    """Whom a rung of that kind of obligation asks for, about that worker and whoever is responsible."""

    kind: str
    wanted: str
    pair: tuple[uuid.UUID, uuid.UUID]


def find_all(asks: Iterable[Ask], found: dict[Ask, Found], *, now: datetime) -> None:
    """Add to `found` what is not in it yet; each kind and wish costs the same queries, however many pairs there are."""
    unknown: dict[tuple[str, str], set[tuple[uuid.UUID, uuid.UUID]]] = defaultdict(set)
    for ask in asks:
        if ask not in found:
            unknown[ask.kind, ask.wanted].add(ask.pair)
    for (kind, wanted), pairs in unknown.items():
        may_know = OBLIGATIONS[kind].knowing({worker for worker, _responsible in pairs})
        who = find_recipients(wanted, pairs, may_know=may_know, now=now)
        found.update({Ask(kind, wanted, pair): person for pair, person in who.items()})


def tell(
    groups: list[tuple[Moved, Found]],
    *,
    key: str,
    told_before: set[uuid.UUID | None],
    now: datetime,
    hold_id: uuid.UUID | None = None,
) -> int:
    """Write a notice for every episode of each group, in the mail of whoever was found; how many were new.

    Whoever is in `told_before` has had a mail of this round already: what is new for them waits for the next sweep.
    With a hold, the mails are kept back until somebody confirms it.
    """
    recipients = {found.person.pk if found.person else None for _, found in groups}
    mails = mail_for_each(
        kind=MAIL_KIND,
        recipients=recipients,
        key=key,
        not_before=dict.fromkeys(recipients & told_before, now + settings.ESCALATIONS_SWEEP_EVERY),
        now=now,
        keep_back=hold_id is not None,
    )
    told_before |= recipients
    return sql.write_notices([Told.of(group, found, mails) for group, found in groups], now=now, hold_id=hold_id)
