"""Check-ins by mail: who is asked when, and what the mail says, checked again at the door."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, time
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.template.loader import get_template
from django.urls import reverse

from workforce_assurance.outbox.registry import Prepared, Queued, Superseded
from workforce_assurance.people import queries as people

from ..models import CheckIn, CheckInPreference
from .links import NOT_KEPT, address_of
from .querysets import check_ins_due

# By the organisation's clock, on every day: a weekend is no reason to be left alone, a night is.
FROM, TO = time(8), time(20)
GONE = "Nothing is asked any more."
AWAY = "The person is on leave."
NOT_WANTED = "The person wants no check-in by mail."
LEFT = "The person has no e-mail address any more, or has left."
SUBJECT = "How are you getting on?"
# Strand, person, and whether they are asked once more.
Due = tuple[uuid.UUID, uuid.UUID, bool]

_template = cache(get_template)


def is_time_to_send(now: datetime) -> bool:
    return FROM <= now.astimezone(people.zone()).time() < TO


def due(now: datetime, limit: int) -> list[Due]:
    """Who is asked now: in post, reachable, not on leave, not unwilling, and not asked yet."""
    unwilling = CheckInPreference.objects.filter(person=OuterRef("pk"), by_mail=False)
    today = people.today(now=now)
    here = (
        people.people_in_post(on=today).present(on=today).filter(~Exists(unwilling), email__isnull=False).values("pk")
    )
    first = check_ins_due(now=now, people=here).values_list("strand", "person_id")[:limit]
    again = CheckIn.objects.to_ask_again(now=now).filter(person__in=here).values_list("debrief_id", "person_id")[:limit]
    return [*((*row, False) for row in first), *((*row, True) for row in again)][:limit]


def write(mails: Sequence[Queued], now: datetime) -> dict[uuid.UUID, Prepared | Superseded]:
    """What each mail says, or why it does not go out; asked right before it does, in the same number of queries."""
    today, who = people.today(now=now), {mail.recipient_id for mail in mails}
    in_post = people.people_in_post(on=today).filter(pk__in=who)
    here, present = (set(rows.values_list("pk", flat=True)) for rows in (in_post, in_post.present(on=today)))
    unwilling = set(CheckInPreference.objects.filter(person__in=who, by_mail=False).values_list("person_id", flat=True))
    rows = CheckIn.objects.filter(mail__in=[mail.pk for mail in mails], debrief__state="waits", wish="")
    asked = set(rows.values_list("mail_id", flat=True))
    organisation = people.organisation().name or "Workforce Assurance"
    return {mail.pk: _decide(mail, organisation, here, present, unwilling, asked) for mail in mails}


def _decide(
    mail: Queued, organisation: str, here: set[Any], present: set[Any], unwilling: set[Any], asked: set[Any]
) -> Prepared | Superseded:
    person, key = mail.recipient, mail.recipient_id
    if person is None or not person.email or key not in here:
        return Superseded(LEFT)
    if key not in present:
        return Superseded(AWAY)
    if key in unwilling:
        return Superseded(NOT_WANTED)
    return _mail(mail, organisation) if mail.pk in asked else Superseded(GONE)


def _mail(mail: Queued, organisation: str) -> Prepared:
    site = settings.SITE_URL.rstrip("/")
    assert mail.recipient_id is not None  # noqa: S101 - asked before
    link = address_of(mail.pk, mail.recipient_id)
    said = {
        "organisation": organisation, "headline": SUBJECT, "link": link, "support": site + reverse("support:home"),
        "help_now": site + reverse("help_now"),
    }  # fmt: skip
    text = _template("emails/support/check_in.txt").render(said)
    return Prepared(
        to_address=mail.recipient.email,
        subject=SUBJECT,
        text=text,
        html=_template("emails/support/check_in.html").render(said),
        # Whoever may see what was sent may not answer for somebody.
        kept_text=text.replace(link, NOT_KEPT),
    )
