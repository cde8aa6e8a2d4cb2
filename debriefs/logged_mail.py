"""The mail that an incident was logged: its reference, and neither type nor name; checked again at the door."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from workforce_assurance.common.words import counted
from workforce_assurance.outbox.registry import Ended, MailKind, Prepared, Queued, Superseded, register_mail_kind
from workforce_assurance.people import queries as people
from workforce_assurance.people.letters import Letter

from .commands.notices import tell_somebody_else, tell_the_safety_net
from .enums import LOGGED_MAIL
from .models import Incident, LoggedNotice

LISTED = 20
SOMEBODY_ELSE = "The person has left, is on leave, or has no e-mail address; somebody else is told."

_template = cache(get_template)


def write(mails: Sequence[Queued], now: datetime) -> dict[uuid.UUID, Prepared | Superseded]:
    """What each mail says; those for people who cannot be told any more are somebody else's."""
    on = people.today(now=now)
    there = people.people_in_post(on=on).present(on=on).filter(is_active=True, email__isnull=False)
    able = set(there.filter(pk__in=[mail.recipient_id for mail in mails]).values_list("pk", flat=True)) | {None}
    notices = _notices_of(mails)
    for mail in mails:
        if mail.recipient_id not in able:
            tell_somebody_else(notices=notices[mail.pk], now=now)
    return {
        mail.pk: _mail(mail.recipient, [notice.incident for notice in notices[mail.pk]])
        if mail.recipient_id in able
        else Superseded(SOMEBODY_ELSE)
        for mail in mails
    }


def ended(mails: Sequence[Ended], now: datetime) -> None:
    """What could not be delivered to a person goes to the safety-net mailbox."""
    dead = [mail for mail in mails if mail.state == "dead" and mail.recipient_id]
    for notices in _notices_of(dead).values():
        tell_the_safety_net(notices=notices, now=now)


def _notices_of(mails: Sequence[Queued]) -> dict[uuid.UUID, list[LoggedNotice]]:
    found: dict[uuid.UUID, list[LoggedNotice]] = defaultdict(list)
    rows = LoggedNotice.objects.filter(mail__in=[mail.pk for mail in mails])
    for notice in rows.select_related("incident__team__service").order_by("incident__logged_at", "pk"):
        found[notice.mail_id].append(notice)
    return found


def _mail(person: Any, incidents: Sequence[Incident]) -> Prepared:
    organisation = people.organisation()
    net = organisation.safety_net_email or settings.SAFETY_NET_EMAIL
    letter = _letter(organisation.name or "Workforce Assurance", incidents)
    why = "Why you: the catalogue of incidents tells whoever manages the team, leads its service or leads governance."
    if person is None:
        why = "Why this mailbox: nobody whom the catalogue of incidents names can be told at the moment."
    said = {"letter": letter, "url": letter.url, "why": why}
    return Prepared(
        to_address=person.email if person else net,
        subject=letter.subject,
        text=_template("emails/people/letter.txt").render(said),
        html=_template("emails/people/letter.html").render(said),
        reply_to=net,
    )


def _letter(organisation: str, incidents: Sequence[Incident]) -> Letter:
    one = len(incidents) == 1
    page = reverse("debriefs:incident", args=[incidents[0].pk]) if one else reverse("debriefs:incidents")
    what = "An incident was logged" if one else f"{counted(len(incidents), 'incident')} were logged"
    more = len(incidents) - LISTED
    references = ", ".join(incident.reference for incident in incidents[:LISTED])
    return Letter(
        subject=f"{what}: sign in to read",
        paragraphs=(
            f"{organisation}: {what[0].lower()}{what[1:]} in a team that you answer for.",
            f"{references}{f' and {more} more' if more > 0 else ''}. What happened stands nowhere in this mail.",
        ),
        button="Sign in and read",
        url=settings.SITE_URL + page,
        after=(
            "Look whether somebody is needed there now. If nothing is done, the debriefs that follow climb ladders of their own.",
            f"Support for you: {settings.SITE_URL}{reverse('help_now')}",
        ),
    )


def register() -> None:
    register_mail_kind(MailKind(LOGGED_MAIL, "That an incident was logged", write, ended))
