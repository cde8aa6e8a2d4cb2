"""Sending what waits: claimed in batches under a lease, checked at the door, each mail's end committed on its own."""

from __future__ import annotations

import logging
import random
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from ..models import Mail
from ..querysets import MailQuerySet
from ..registry import Prepared, Superseded
from ..smtp import Answer, Line, Verdict
from .preparing import Poison, prepare
from .settling import settle

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]

# Advisory locks of this program's senders begin with this number; the second number is the place.
SENDERS = 2_110_001
CAP = 2_110_002
# One run ends after this; the next beat, or the next ring, starts another.
RUN = timedelta(seconds=50)
# What was checked at the door longer ago than this is checked again before it goes out.
CHECK_HOLDS = timedelta(seconds=5)
GIVE_UP_AFTER = timedelta(hours=72)
LONGEST_WAIT_MINUTES = 60
DOWN_FOR_GOOD = 2
# One statement of its own for every mail, written out once.
END = """
UPDATE outbox_mail SET state = %s, why = %s, ended_at = %s, lease = NULL, leased_until = NULL, bounced = %s,
    to_address = %s, subject = %s, text = %s
WHERE id = %s AND lease = %s AND state = 'waiting'
"""
ENDS = {Verdict.SENT: Mail.State.SENT, Verdict.REFUSED: Mail.State.DEAD, Verdict.REJECTED: Mail.State.DEAD}


def send_waiting(*, clock: Clock) -> Counter[str]:
    """Send what waits, until nothing is due, the cap is reached or the run is long enough; counts by outcome.

    Reads the clock as it goes: a run is long, and a lease runs out. Several may run beside each other.
    """
    with _place() as found:
        if not found:
            return Counter()
        settle(now=clock())
        run = _Run(clock)
        with Line() as line:
            run.send_all(line)
        settle(now=clock())
        return run.counts


@contextmanager
def _place() -> Iterator[bool]:
    """One of the few senders' places; a crash frees it, because a lost connection loses its locks."""
    with connection.cursor() as cursor:
        for number in range(settings.OUTBOX_SENDERS):
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [SENDERS, number])
            if cursor.fetchone()[0]:
                break
        else:
            yield False
            return
    try:
        yield True
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [SENDERS, number])


@dataclass
class _Run:
    clock: Clock
    counts: Counter[str] = field(default_factory=Counter)
    down: int = 0

    def send_all(self, line: Line) -> None:
        end = self.clock() + RUN
        while self.down < DOWN_FOR_GOOD and self.clock() < end:
            mails = _claim(now=self.clock())
            if not mails:
                return
            self._send_batch(line, mails)

    def _send_batch(self, line: Line, mails: list[Mail]) -> None:
        checked_at = self.clock()
        decided = prepare(mails, now=checked_at)
        for number, mail in enumerate(mails):
            outcome = decided[mail.pk]
            if not isinstance(outcome, Prepared):
                self._set_aside(mail, outcome)
            elif self._may_still_send(mail, checked_at):
                self._send(line, mail, outcome)
            else:
                _give_back(mails[number:])
                break
        settle(now=self.clock())

    def _may_still_send(self, mail: Mail, checked_at: datetime) -> bool:
        now = self.clock()
        time_left = (mail.leased_until - now).total_seconds()
        fresh = now - checked_at < CHECK_HOLDS
        return fresh and time_left > settings.OUTBOX_SMTP_TIMEOUT and self.down < DOWN_FOR_GOOD

    def _send(self, line: Line, mail: Mail, prepared: Prepared) -> None:
        try:
            answer = line.send(mail, prepared)
        except Exception as error:  # noqa: BLE001 - a mail that cannot be built holds up no other
            self._set_aside(mail, Poison(error))
            return
        self.down = self.down + 1 if answer.verdict is Verdict.DOWN else 0
        self.counts[answer.verdict.value] += 1
        now = self.clock()
        if answer.verdict in ENDS:
            _end(mail, ENDS[answer.verdict], answer, prepared, now=now)
        else:
            _put_off(mail, answer.why, now=now)

    def _set_aside(self, mail: Mail, outcome: Superseded | Poison) -> None:
        now = self.clock()
        if isinstance(outcome, Superseded):
            self.counts["superseded"] += 1
            _end(mail, Mail.State.SUPERSEDED, Answer(Verdict.LATER, outcome.why), None, now=now)
        else:
            self.counts["set_aside"] += 1
            name = type(outcome.error).__name__
            logger.error("A mail of the kind %s could not be prepared.", mail.kind, exc_info=outcome.error)
            _put_off(mail, f"It could not be prepared ({name}).", now=now)


@transaction.atomic
def _claim(*, now: datetime) -> list[Mail]:
    """Lease the next mails to this run, as many as the cap leaves room for."""
    room = _room(now)
    due = Mail.objects.due(now=now).order_by("next_attempt_at", "id")
    mails = (
        list(due.select_for_update(skip_locked=True, of=("self",)).select_related("recipient")[:room]) if room else []
    )
    lease, until = uuid.uuid4(), now + timedelta(seconds=settings.OUTBOX_LEASE)
    keys = [mail.pk for mail in mails]
    if keys:
        Mail.objects.filter(pk__in=keys).update(lease=lease, leased_until=until, attempts=F("attempts") + 1)
    for mail in mails:
        mail.lease, mail.leased_until, mail.attempts = lease, until, mail.attempts + 1
    return mails


def _room(now: datetime) -> int:
    cap = settings.OUTBOX_SEND_PER_MINUTE
    if not cap:
        return int(settings.OUTBOX_BATCH)
    with connection.cursor() as cursor:
        # Two senders that count at once would both see the same room.
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [CAP])
    used = Mail.objects.sent_since(now - timedelta(minutes=1)).count() + Mail.objects.held(now=now).count()
    return max(0, min(int(settings.OUTBOX_BATCH), int(cap) - used))


def _end(mail: Mail, state: str, answer: Answer, prepared: Prepared | None, *, now: datetime) -> None:
    shown = (prepared.to_address, prepared.subject, prepared.kept_text or prepared.text) if prepared else ("", "", "")
    with connection.cursor() as cursor:
        cursor.execute(END, [state, answer.why, now, answer.verdict is Verdict.REFUSED, *shown, mail.pk, mail.lease])
        ended = cursor.rowcount
    if not ended:
        logger.warning("The mail %s ended elsewhere after its lease ran out.", mail.pk)


def _put_off(mail: Mail, why: str, *, now: datetime) -> None:
    """Try again after 1, 2, 4 ... 60 minutes, give or take a fifth; no longer than three days."""
    if now - mail.created_at >= GIVE_UP_AFTER:
        _end(mail, Mail.State.DEAD, Answer(Verdict.LATER, f"{why} It was tried for 72 hours."), None, now=now)
        return
    minutes = min(2 ** (mail.attempts - 1), LONGEST_WAIT_MINUTES) * random.uniform(0.8, 1.2)  # noqa: S311
    _mine([mail]).update(why=why, next_attempt_at=now + timedelta(minutes=minutes), lease=None, leased_until=None)


def _give_back(mails: list[Mail]) -> None:
    """Let go of mails that were not tried; they are claimed anew."""
    _mine(mails).update(lease=None, leased_until=None, attempts=F("attempts") - 1)


def _mine(mails: list[Mail]) -> MailQuerySet:
    return Mail.objects.waiting().filter(pk__in=[mail.pk for mail in mails], lease=mails[0].lease)
