"""The mails about inspector access: that it is open, that something is asked for, that it is answered. They name nobody and nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from workforce_assurance.outbox.commands import enqueue
from workforce_assurance.outbox.registry import MailKind, Prepared, Queued, Superseded, register_mail_kind
from workforce_assurance.people import queries as people

from ..models import Inspection

OPENED, ASKED, ANSWERED = (f"governance.inspection_{what}" for what in ("opened", "asked", "answered"))
OVER = "The access is over."
LEFT = "The person has no e-mail address any more, or their account is closed."


@dataclass(frozen=True)
class Words:
    """What a mail says beside its link."""

    label: str
    subject: str
    what: str
    todo: str
    button: str
    otherwise: str
    why: str


TO_INSPECTOR = "you were given access to read it, for a time."
WORDS = {
    OPENED: Words(
        "That evidence can be read by an inspector", "Evidence is there for you to read", "evidence is there for you to read.",
        "sign in and read it, before the day that its page names.", "Read it", "the access ends by itself.", TO_INSPECTOR,
    ),
    ASKED: Words(
        "That an inspector asks for one more item", "An inspector asks for one more item", "an inspector asks for one more item.",
        "sign in, see what is asked for, and answer it.", "See what is asked for",
        "the inspector goes without, and the access ends by itself.", "you gave the access.",
    ),
    ANSWERED: Words(
        "That an item was answered", "What you asked for is answered", "what you asked for is answered.",
        "sign in and see the answer.", "See the answer", "the access ends by itself.", TO_INSPECTOR,
    ),
}  # fmt: skip


def send(kind: str, inspection: Inspection, recipient: Any, now: datetime, *, key: Any = "") -> None:
    """One mail of a kind about an access, or about one item of it."""
    dedupe = f"{kind}:{inspection.pk}:{key}"
    enqueue(kind=kind, dedupe_key=dedupe, recipient=recipient, payload={"inspection": str(inspection.pk)}, now=now)


def _write(kind: str) -> Callable[[Sequence[Queued], datetime], dict[uuid.UUID, Prepared | Superseded]]:
    def write(mails: Sequence[Queued], now: datetime) -> dict[uuid.UUID, Prepared | Superseded]:
        rows = Inspection.objects.open_at(now).filter(pk__in=[mail.payload["inspection"] for mail in mails])
        still_open = {str(key) for key in rows.values_list("pk", flat=True)}
        active = people.people_by_id({mail.recipient_id for mail in mails if mail.recipient_id})
        organisation = people.organisation().name or "Workforce Assurance"
        return {mail.pk: _decide(kind, mail, still_open, active, organisation) for mail in mails}

    return write


def _decide(
    kind: str, mail: Queued, still_open: set[str], active: dict[uuid.UUID, Any], organisation: str
) -> Prepared | Superseded:
    person = active.get(mail.recipient_id) if mail.recipient_id else None
    if person is None or not person.email or not person.is_active:
        return Superseded(LEFT)
    if mail.payload["inspection"] not in still_open:
        return Superseded(OVER)
    page = "governance:inspection" if kind == ASKED else "inspections:access"
    site, words = settings.SITE_URL.rstrip("/"), WORDS[kind]
    said = {
        "organisation": organisation, "words": words, "link": site + reverse(page, args=[mail.payload["inspection"]]),
        "help_now": site + reverse("help_now"),
    }  # fmt: skip
    text, html = (render_to_string(f"emails/inspections/notice.{form}", said) for form in ("txt", "html"))
    return Prepared(to_address=person.email, subject=words.subject, text=text, html=html)


def register() -> None:
    for kind, words in WORDS.items():
        register_mail_kind(MailKind(kind, words.label, _write(kind)))
