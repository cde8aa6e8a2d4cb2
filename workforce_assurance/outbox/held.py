"""What the outbox holds for a person, for their own eyes: every mail to them, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.dates import in_words
from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.people.queries import zone_for

from .models import Mail
from .registry import MAIL_KINDS


def mails_to(person: Any, _now: datetime) -> Holding:
    zone = zone_for(person)

    def cells(mail: Mail) -> tuple[str, ...]:
        kind = MAIL_KINDS[mail.kind].label if mail.kind in MAIL_KINDS else mail.kind
        ended = in_words(mail.ended_at, zone) if mail.ended_at else ""
        subject = mail.subject or "Not written yet"
        return (subject, kind, in_words(mail.created_at, zone), mail.get_state_display(), ended, mail.to_address)

    found = Mail.objects.filter(recipient=person.pk).defer("text", "payload").order_by("-created_at", "-id")
    columns = ("Subject", "Kind", "Queued", "State", "Since", "Address")
    return Holding("outbox.mails", "Mails to you", columns, Rows(found, cells), "No mail was written to you.")


def register() -> None:
    register_holding(HoldingSource("outbox.mails", 60, mails_to))
