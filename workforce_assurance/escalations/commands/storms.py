"""A storm: a sweep with many times the usual to tell. Its mails are kept back until somebody confirms them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max

from workforce_assurance.audit.commands import record
from workforce_assurance.outbox.commands import keep_back, release

from ..models import Hold, Notice, Start, Sweep
from ..queries import kept_back
from .telling import MAIL_KIND

REMEMBERED = timedelta(days=14)


class HoldConfirmed(Exception):
    """Somebody confirmed it before: its mails are on their way."""


@dataclass
class Storm:
    """Whether one run of the sweep is a storm; asks the database only once it has more to tell than the floor."""

    key: str
    now: datetime
    number: int = 0
    hold: Hold | None = None
    let_go: bool = False

    def hold_for(self, number: int) -> Hold | None:
        """The hold under which so many more notices are kept back; None when they go out. Within their transaction."""
        self.number += number
        if self.let_go or not settings.ESCALATIONS_STORM_FACTOR or self.number <= settings.ESCALATIONS_STORM_FLOOR:
            return None
        if found := self._still_there():
            self.let_go = found.confirmed_at is not None
            return None if self.let_go else found
        usual = _usual(now=self.now)
        if self.number <= settings.ESCALATIONS_STORM_FACTOR * usual:
            return None
        self.hold = _open(usual, self.now)
        # What the batches before wrote is part of the storm, as far as it has not gone out.
        mails = keep_back(kind=MAIL_KIND, key=self.key)
        Notice.objects.waiting().filter(mail__in=mails).update(hold=self.hold)
        return self.hold

    def found(self) -> Hold | None:
        """The hold of this run, if it found a storm."""
        return Hold.objects.filter(pk=self.hold.pk).first() if self.hold else None

    def _still_there(self) -> Hold | None:
        """Locked, so that nothing is added to a hold while somebody confirms it; gone when its batch was undone."""
        return Hold.objects.select_for_update().filter(pk=self.hold.pk).first() if self.hold else None


@transaction.atomic
def confirm_hold(*, hold: Hold, by: Any, now: datetime) -> Hold:
    """Let the mails of a storm go; each is still checked at the door. They count as usual for a fortnight.

    :raises HoldConfirmed: when somebody did before
    """
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.confirmed_at:
        raise HoldConfirmed
    counted = kept_back(hold)
    hold.notices, hold.confirmed_at, hold.confirmed_by = counted.notices, now, by
    hold.save(update_fields=["notices", "confirmed_at", "confirmed_by"])
    mails = release(kind=MAIL_KIND, now=now)
    record(
        action="escalations.hold_confirmed",
        subject_type="hold",
        subject_id=hold.pk,
        by=by,
        now=now,
        facts={"notices": counted.notices, "mails": mails, "usual": hold.usual},
    )
    return hold


def _usual(*, now: datetime) -> int:
    """The most that a sweep of the last fortnight told, held ones aside; and what somebody confirmed in that time."""
    since = now - REMEMBERED
    swept = Sweep.objects.filter(finished_at__gt=since, hold=None).aggregate(most=Max("noticed"))
    held = Hold.objects.filter(confirmed_at__gt=since).aggregate(most=Max("notices"))
    begun = Start.objects.filter(started_at__gt=since).aggregate(most=Max(F("reminders") + F("episodes")))
    return max(found["most"] or 0 for found in (swept, held, begun))


def _open(usual: int, now: datetime) -> Hold:
    """The open hold, locked; one for all storms that nobody has confirmed yet."""
    Hold.objects.bulk_create([Hold(found_at=now, usual=usual)], ignore_conflicts=True)
    return Hold.objects.select_for_update().get(confirmed_at__isnull=True)
