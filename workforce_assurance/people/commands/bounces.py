"""What the mail server said about somebody's address."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workforce_assurance.audit.commands import record

from ..models import Person


@transaction.atomic
def note_bounce(*, person: Person, now: datetime) -> None:
    """Note that the person's address was refused for good; from now on whoever stands in for them is told."""
    if Person.objects.filter(pk=person.pk, email_bounced_at__isnull=True).update(email_bounced_at=now):
        record(
            action="people.address_bounced",
            subject_type="person",
            subject_id=person.pk,
            by=None,
            now=now,
            about=person.pk,
        )
