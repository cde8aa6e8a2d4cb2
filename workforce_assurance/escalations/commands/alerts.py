"""The door of an alert: right before it goes out, what is still due, who is still right, and how its end is noted."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from workforce_assurance.outbox.registry import Ended, Prepared, Queued, Superseded
from workforce_assurance.people.reach import Found

from .. import sql
from ..enums import Recipient
from ..models import Notice
from ..registry import OBLIGATIONS
from ..writing import write
from .telling import Ask, find_all, tell

NO_LONGER_DUE = "It was done, moved or cancelled in the meantime."
SOMEBODY_ELSE = "The recipient was no longer the right one, or could not be reached; somebody else is told."
NOTHING_LEFT = "Nothing in it was still needed."
HANDED_OVER = "handed_over"
# How a notice came to the safety-net mailbox when the mail to the person could not be delivered.
UNDELIVERED = "undelivered>safety_net"


def prepare_alerts(mails: Sequence[Queued], now: datetime) -> dict[uuid.UUID, Prepared | Superseded]:
    """Check every notice of these mails again, pass on what is somebody else's, and write what is left."""
    keys = [mail.pk for mail in mails]
    _drop_what_is_no_longer_due(keys, now)
    _pass_on(keys, now)
    written = write(mails, now=now)
    return {key: written.get(key) or Superseded(NOTHING_LEFT) for key in keys}


def alerts_ended(mails: Sequence[Ended], now: datetime) -> None:
    """Note how the notices of these mails ended; what could not be delivered goes to the safety-net mailbox."""
    dead = [mail.pk for mail in mails if mail.state == Notice.State.DEAD and mail.recipient_id]
    lost = sql.written_for(dead) if dead else []
    sql.end_notices([(mail.pk, mail.state, mail.why, mail.ended_at) for mail in mails])
    if lost:
        nobody = Found(None, UNDELIVERED)
        tell([(one.group, nobody) for one in lost], key=f"dead-{dead[0]}", told_before=set(), now=now)


def _drop_what_is_no_longer_due(mails: list[uuid.UUID], now: datetime) -> None:
    waiting = Notice.objects.waiting().filter(mail__in=mails)
    for kind, obligation in OBLIGATIONS.items():
        unmet = Exists(obligation.unmet(now).filter(pk=OuterRef("episode__subject_id")))
        over = Q(episode__state="closed") | ~unmet
        waiting.filter(over, episode__obligation_kind=kind).update(
            state=Notice.State.SUPERSEDED, why=NO_LONGER_DUE, ended_at=now
        )


def _pass_on(mails: list[uuid.UUID], now: datetime) -> None:
    """End the notices whose recipient is no longer right, and write new ones for whoever is."""
    written = sql.written_for(mails)
    asks = [_ask(one) for one in written]
    found: dict[Ask, Found] = {}
    find_all(asks, found, now=now)
    wrong = [(one, found[ask]) for one, ask in zip(written, asks, strict=True) if not _is(one, found[ask])]
    if wrong:
        sql.supersede([one for one, _ in wrong], why=SOMEBODY_ELSE, now=now)
        tell([(one.group, who) for one, who in wrong], key=f"passed-on-{uuid.uuid4().hex}", told_before=set(), now=now)


def _ask(written: sql.WrittenFor) -> Ask:
    group = written.group
    if written.way == HANDED_OVER:
        # Whoever took it on stands where the supervisor stood: they, or who stands in for them.
        return Ask(group.kind, Recipient.SUPERVISOR, (group.about_id, written.recipient_id))
    return Ask(group.kind, written.wanted, (group.about_id, group.responsible_id))


def _is(written: sql.WrittenFor, found: Found) -> bool:
    return found.person is not None and found.person.pk == written.recipient_id
