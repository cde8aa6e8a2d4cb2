"""Until when a finished record is to be signed, and when its signer is reminded. Pure but for the two it asks at the end."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import WorkingCalendar, end_of_day, local_day

from .models import SignatureDue, SigningTime
from .timing import reminder_for
from .words import counted, long_day


@dataclass(frozen=True)
class TimeToSign:
    """The day by whose end a record is signed, and the instants that the sweep looks at."""

    due_on: date
    due_at: datetime
    reminder_at: datetime | None

    @property
    def first_check(self) -> datetime:
        return self.reminder_at or self.due_at


def time_to_sign(
    finished_at: datetime,
    *,
    working_days: int,
    reminder_working_days: int | None,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
) -> TimeToSign:
    """So many working days after the day on which the record was finished; without a reminder nobody is reminded."""
    due_on = calendar.add(local_day(finished_at, zone), working_days)
    reminder = None
    if reminder_working_days is not None:
        # Never before there was anything to sign.
        reminder = max(finished_at, reminder_for(due_on, reminder_working_days, calendar, zone))
    return TimeToSign(due_on, end_of_day(due_on, zone), reminder)


def signing_time() -> SigningTime:
    """The organisation's setting, or what is shipped."""
    return SigningTime.objects.first() or SigningTime()


def waiting_of(person: Any) -> dict[uuid.UUID, SignatureDue]:
    """What waits for this person's signature, by the key of its session."""
    return {due.session_id: due for due in SignatureDue.objects.waiting().filter(signer=person)}


def status_words(due: SignatureDue | None, today: date) -> tuple[str, str]:
    """ "Sign by Mon 8 Mar 2027", or how many days it is past its date; and the tone."""
    if due is None:
        return "Waiting for you", "due_soon"
    days = (today - due.due_on).days
    if days > 0:
        return f"{counted(days, 'day')} past its date", "past_date"
    return f"Sign by {long_day(due.due_on)}", "due_soon"
