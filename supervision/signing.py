"""The time to sign a finished record: the organisation's setting, what waits for somebody, and how that is said."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from .models import Session, SignatureDue, SigningTime
from .words import counted, long_day


def signing_time() -> SigningTime:
    """The organisation's setting, or what is shipped."""
    return SigningTime.objects.first() or SigningTime()


def waiting_of(person: Any) -> dict[uuid.UUID, SignatureDue]:
    """What waits for this person's signature, by the key of its session or group."""
    return {due.subject_id: due for due in SignatureDue.objects.waiting().filter(signer=person)}


def waiting_at(session: Session) -> dict[uuid.UUID, SignatureDue]:
    """What the record of that session waits for, by who is to sign."""
    waiting = SignatureDue.objects.waiting().filter(session=session).select_related("signer")
    return {due.signer_id: due for due in waiting}


def status_words(due: SignatureDue | None, today: date) -> tuple[str, str]:
    """ "Sign by Mon 8 Mar 2027", or how many days it is past its date; and the tone."""
    if due is None:
        return "Waiting for you", "due_soon"
    days = (today - due.due_on).days
    if days > 0:
        return f"{counted(days, 'day')} past its date", "past_date"
    return f"Sign by {long_day(due.due_on)}", "due_soon"
