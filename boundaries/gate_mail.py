"""The mail to whoever asked that the gate has answered: a reference and which answer; checked again at the door."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from workforce_assurance.outbox.registry import MailKind, Prepared, Queued, Superseded, register_mail_kind
from workforce_assurance.people import queries as people
from workforce_assurance.people.letters import Letter

from .enums import GATE_MAIL, GateOutcome
from .models import GateVisit
from .queries import latest_visits

NOT_THERE = "The person has left, is on leave, or has no e-mail address; their page of the decision says it."
MOVED_ON = "It came to the gate again since."
# What the mail says of each answer, and what there is to do.
SAID = {
    GateOutcome.APPROVED: (
        "was let through at the gate",
        "You need not do anything. Its page says from when on it holds, and what follows.",
    ),
    GateOutcome.RETURNED: (
        "came back from the gate",
        "Its page says which parts have to say more. Nothing goes on until you send it again; an emergency keeps the time of its review.",
    ),
    GateOutcome.REFUSED: (
        "was refused at the gate",
        "It does not take effect, or no longer. Its page says why; the next supervision session is a place to talk about it.",
    ),
}

_template = cache(get_template)


def write(mails: Sequence[Queued], now: datetime) -> dict[uuid.UUID, Prepared | Superseded]:
    """What each mail says, or why it does not go out; in the same number of queries however many there are."""
    on = people.today(now=now)
    there = people.people_in_post(on=on).present(on=on).filter(is_active=True, email__isnull=False)
    able = set(there.filter(pk__in=[mail.recipient_id for mail in mails]).values_list("pk", flat=True))
    visits = {str(visit.pk): visit for visit in latest_visits([mail.payload["visit"] for mail in mails])}
    return {mail.pk: _decide(mail, able, visits) for mail in mails}


def _decide(mail: Queued, able: set[uuid.UUID], visits: dict[str, GateVisit]) -> Prepared | Superseded:
    if mail.recipient_id not in able:
        return Superseded(NOT_THERE)
    visit = visits.get(mail.payload["visit"])
    return _mail(mail.recipient, visit) if visit else Superseded(MOVED_ON)


def _mail(person: Any, visit: GateVisit) -> Prepared:
    page = settings.SITE_URL + reverse("boundaries:decision", args=[visit.decision_id])
    answer, to_do = SAID[GateOutcome(visit.outcome)]
    letter = Letter(
        subject=f"Decision {visit.decision.reference} {answer}",
        paragraphs=(
            f"{people.organisation().name or 'Workforce Assurance'}: decision {visit.decision.reference}, for which you asked, {answer}.",
            to_do,
            "Whom and what it is about stands nowhere in this mail.",
        ),
        button="Sign in and read",
        url=page,
        after=(f"Support for you: {settings.SITE_URL}{reverse('help_now')}",),
    )
    said = {"letter": letter, "url": page, "why": "Why you: you asked for this decision."}
    return Prepared(
        to_address=person.email,
        subject=letter.subject,
        text=_template("emails/people/letter.txt").render(said),
        html=_template("emails/people/letter.html").render(said),
        reply_to=people.organisation().safety_net_email or settings.SAFETY_NET_EMAIL,
    )


def register() -> None:
    register_mail_kind(MailKind(GATE_MAIL, "What the gate answered, to whoever asked", write))
