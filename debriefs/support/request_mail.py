"""The mail to whoever is asked for support: that somebody asks, and never who."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from workforce_assurance.outbox.registry import Prepared, Queued, Superseded
from workforce_assurance.people import queries as people

from ..models import SupportRequest

SUBJECT = "Somebody asks for support"
GONE = "The request was answered, taken back or passed on."
LEFT = "The person has no e-mail address any more, or has left."


def write(mails: Sequence[Queued], now: datetime) -> dict[uuid.UUID, Prepared | Superseded]:
    """What each mail says, or why it does not go out; asked right before it does, in the same number of queries."""
    here = people.people_in_post(on=people.today(now=now)).filter(pk__in={mail.recipient_id for mail in mails})
    in_post = set(here.values_list("pk", flat=True))
    rows = SupportRequest.objects.waiting().filter(pk__in=[mail.payload["request"] for mail in mails])
    waiting = {(str(key), to) for key, to in rows.values_list("pk", "to_id")}
    said = {
        "organisation": people.organisation().name or "Workforce Assurance",
        "link": settings.SITE_URL.rstrip("/") + reverse("support:home"),
        "help_now": settings.SITE_URL.rstrip("/") + reverse("help_now"),
    }
    text, html = (render_to_string(f"emails/support/request.{kind}", said) for kind in ("txt", "html"))
    return {mail.pk: _decide(mail, in_post, waiting, text, html) for mail in mails}


def _decide(
    mail: Queued, in_post: set[uuid.UUID], waiting: set[tuple[str, uuid.UUID]], text: str, html: str
) -> Prepared | Superseded:
    if mail.recipient is None or not mail.recipient.email or mail.recipient_id not in in_post:
        return Superseded(LEFT)
    if (mail.payload["request"], mail.recipient_id) not in waiting:
        return Superseded(GONE)
    return Prepared(to_address=mail.recipient.email, subject=SUBJECT, text=text, html=html)
