"""The mail to those whom a board paper is for: that one is there, and not a word or a number of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from workforce_assurance.outbox.registry import MailKind, Prepared, Queued, Superseded, register_mail_kind
from workforce_assurance.people import queries as people

from ..models import BoardReader
from .enums import PaperState

KIND = "governance.board_paper"
SUBJECT = "A board paper is there for you to read"
GONE = "A newer paper took its place, or it is not for them any more."
LEFT = "The person has no e-mail address any more, or has left."


def write(mails: Sequence[Queued], now: datetime) -> dict[uuid.UUID, Prepared | Superseded]:
    """What each mail says, or why it does not go out; asked right before it does, in the same number of queries."""
    here = people.people_in_post(on=people.today(now=now)).filter(pk__in={mail.recipient_id for mail in mails})
    in_post = set(here.values_list("pk", flat=True))
    rows = BoardReader.objects.filter(
        paper__in=[mail.payload["paper"] for mail in mails], paper__state=PaperState.ISSUED
    )
    reads = {(str(paper), person) for paper, person in rows.values_list("paper_id", "person_id")}
    organisation = people.organisation().name or "Workforce Assurance"
    return {mail.pk: _decide(mail, in_post, reads, organisation) for mail in mails}


def _decide(
    mail: Queued, in_post: set[uuid.UUID], reads: set[tuple[str, uuid.UUID]], organisation: str
) -> Prepared | Superseded:
    if mail.recipient is None or not mail.recipient.email or mail.recipient_id not in in_post:
        return Superseded(LEFT)
    if (mail.payload["paper"], mail.recipient_id) not in reads:
        return Superseded(GONE)
    site = settings.SITE_URL.rstrip("/")
    link = site + reverse("governance:board_paper", args=[mail.payload["paper"]])
    said = {"organisation": organisation, "link": link, "help_now": site + reverse("help_now")}
    text, html = (render_to_string(f"emails/board/issued.{kind}", said) for kind in ("txt", "html"))
    return Prepared(to_address=mail.recipient.email, subject=SUBJECT, text=text, html=html)


def register() -> None:
    register_mail_kind(MailKind(KIND, "That a board paper was issued", write))
