"""The mail that something was decided: no title, no type, no names; checked again at the door."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import get_template
from django.urls import reverse

from workforce_assurance.outbox.registry import MailKind, Prepared, Queued, Superseded, register_mail_kind
from workforce_assurance.people import queries as people
from workforce_assurance.people.letters import Letter

from .models import Attendee, NoOutcomeMail, Outcome

KIND = "debriefs.told"
SUBJECT = "Something was decided about what you told us"
NOT_NOW = "The person has left, is on leave, has no e-mail address, or wants no such mail; Today says it."

_template = cache(get_template)


def hears_by_mail(person: Any) -> bool:
    return not NoOutcomeMail.objects.filter(person=person).exists()


def who_can_be_told(among: Collection[uuid.UUID], *, now: datetime) -> QuerySet:
    """Those of these people who are at work, have an address and want such mails."""
    on = people.today(now=now)
    unwilling = NoOutcomeMail.objects.filter(person=OuterRef("pk"))
    there = people.people_in_post(on=on).present(on=on).filter(pk__in=among, is_active=True, email__isnull=False)
    return there.filter(~Exists(unwilling))


def hearers_of(outcomes: Collection[Outcome], *, now: datetime) -> set[tuple[int, uuid.UUID]]:
    """Whom each of these outcomes concerns and who can be told: the reporter, and attendees by name; not who decided it."""
    incidents = {outcome.incident_id for outcome in outcomes}
    there = Attendee.objects.filter(debrief__incident__in=incidents).values_list("debrief__incident", "person")
    concerned: dict[Any, set[uuid.UUID]] = {key: set() for key in incidents}
    for incident, person in there:
        concerned[incident].add(person)
    for outcome in outcomes:
        if outcome.incident.reporter_id:
            concerned[outcome.incident_id].add(outcome.incident.reporter_id)
    able = set(who_can_be_told(set().union(*concerned.values()), now=now).values_list("pk", flat=True))
    return {
        (outcome.pk, person)
        for outcome in outcomes
        for person in concerned[outcome.incident_id] & able
        if person != _decided_by(outcome)
    }


def _decided_by(outcome: Outcome) -> uuid.UUID | None:
    if outcome.action is None:
        return outcome.by_id
    return outcome.action.closed_by_id if outcome.kind in ("done", "cancelled") else outcome.action.opened_by_id


def write(mails: Sequence[Queued], now: datetime) -> dict[uuid.UUID, Prepared | Superseded]:
    able = set(who_can_be_told({mail.recipient_id for mail in mails}, now=now).values_list("pk", flat=True))
    return {
        mail.pk: _mail(mail.recipient) if mail.recipient_id in able else Superseded(NOT_NOW) for mail in mails
    }  # fmt: skip


def _mail(person: Any) -> Prepared:
    page = settings.SITE_URL + reverse("debriefs:what_changed")
    letter = Letter(
        subject=SUBJECT,
        paragraphs=(
            f"{people.organisation().name or 'Workforce Assurance'}: {SUBJECT[0].lower()}{SUBJECT[1:]}.",
            "It is about something that you reported, or talked about in a debrief. Sign in to read what it is.",
        ),
        button="Read what changed",
        url=page,
        after=(
            "You need not do anything. Today says it too.",
            f"Support for you: {settings.SITE_URL}{reverse('help_now')}",
        ),
    )
    said = {
        "letter": letter,
        "url": page,
        "why": "Why you: you told us of it. The same page says how to switch these mails off.",
    }
    return Prepared(
        to_address=person.email,
        subject=SUBJECT,
        text=_template("emails/people/letter.txt").render(said),
        html=_template("emails/people/letter.html").render(said),
    )


def register() -> None:
    register_mail_kind(MailKind(KIND, "What was decided about what you told us", write, to_them_alone=True))
