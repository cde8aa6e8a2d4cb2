"""The mails about accounts: people says what stands in them, this floor sends them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string

from workforce_assurance.people.letters import LETTER_KINDS, LetterKind
from workforce_assurance.people.queries import people_by_id, today

from .models import Mail
from .registry import MailKind, Prepared, Superseded, register_mail_kind

NOT_KEPT = "(a link that is not kept)"


def register_account_mails() -> None:
    for kind in LETTER_KINDS:
        register_mail_kind(MailKind(kind.key, kind.label, _prepare(kind)))


def _prepare(kind: LetterKind) -> Callable[[Sequence[Mail], datetime], dict[UUID, Prepared | Superseded]]:
    def prepare(mails: Sequence[Mail], now: datetime) -> dict[UUID, Prepared | Superseded]:
        people = people_by_id({mail.recipient_id for mail in mails})
        return {mail.pk: _prepared(kind, mail, people.get(mail.recipient_id), now) for mail in mails}

    return prepare


def _prepared(kind: LetterKind, mail: Mail, person: Any, now: datetime) -> Prepared | Superseded:
    if person is None or not person.email:
        return Superseded("The person has no e-mail address any more.")
    if not person.is_active or (person.left_on and person.left_on < today(now=now)):
        return Superseded("The account is closed.")
    letter = kind.write(person, mail.payload, now)
    context = {"letter": letter, "why": f"You get this because {person.email} is the address of your account."}
    text = render_to_string("emails/people/letter.txt", {**context, "url": letter.url})
    return Prepared(
        to_address=person.email,
        subject=letter.subject,
        text=text,
        html=render_to_string("emails/people/letter.html", context),
        # Whoever may see what was sent may not sign in with it.
        kept_text=text.replace(letter.url, NOT_KEPT) if letter.secret else "",
    )
