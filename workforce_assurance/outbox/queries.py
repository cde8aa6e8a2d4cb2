"""What other apps and pages may ask about mails."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet

from workforce_assurance.people.queries import people_in_post

from .models import Mail
from .registry import MAIL_KINDS

STATES = Mail.State.choices


@dataclass(frozen=True)
class Health:
    """The outbox in four numbers."""

    waiting: int
    oldest: datetime | None
    put_off: int
    dead: int


def health() -> Health:
    """How many mails wait and since when, how many were put off, and how many could not be delivered."""
    waits, dead = Q(state=Mail.State.WAITING), Q(state=Mail.State.DEAD)
    found = Mail.objects.filter(waits | dead).aggregate(
        waiting=Count("pk", filter=waits),
        oldest=Min("next_attempt_at", filter=waits),
        put_off=Count("pk", filter=waits & ~Q(why="")),
        dead=Count("pk", filter=dead),
    )
    return Health(**found)


def oldest_due() -> datetime | None:
    """Since when the mail that has been due for longest waits; None when nothing waits."""
    return Mail.objects.waiting().order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()


def minutes_to_send(mails: int) -> int:
    """How many minutes the cap makes of so many mails; 0 without a cap."""
    cap = settings.OUTBOX_SEND_PER_MINUTE
    return -(-mails // cap) if cap else 0


def mail_to(mail_id: uuid.UUID, recipient_id: uuid.UUID | None, *, on: date) -> Mail | None:
    """The mail, when it went to this recipient and they still work here; the safety-net mailbox always does."""
    mail = Mail.objects.filter(pk=mail_id, recipient=recipient_id).select_related("recipient").first()
    if mail is None or recipient_id is None:
        return mail
    return mail if people_in_post(on=on).filter(pk=recipient_id).exists() else None


def all_mail() -> QuerySet[Mail]:
    """Every mail, the newest first, with its recipient."""
    return Mail.objects.select_related("recipient").order_by("-created_at", "-id")


def to_whom(mail: Mail) -> str:
    """Whom a mail went to as the page of what was sent says it; nobody's name where even that says too much."""
    kind = MAIL_KINDS.get(mail.kind)
    if kind is not None and kind.to_them_alone:
        return "Not shown to others"
    return mail.recipient.full_name if mail.recipient else "Safety-net mailbox"
