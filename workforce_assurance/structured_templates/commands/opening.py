"""Opening the record of a practice's own subject, such as a session."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit.commands import record

from ..builder.queries import opening_version
from ..enums import Part
from ..models import Response, ResponseParty, TemplateVersion
from ..refusals import NoPublishedTemplate


@transaction.atomic
def open_response(
    *,
    purpose: str,
    subject_id: uuid.UUID,
    author: Any,
    subject: Any | None = None,
    invited: Iterable[Any] = (),
    by: Any,
    now: datetime,
) -> Response:
    """Give the one record for this subject, under the version that is published now when there is none yet.

    Where several templates of the purpose are published, the one that was chosen for new records is used.
    The record of a group has people who are expected instead of a subject; its author may be one of them.

    :raises NoPublishedTemplate: when no template of the purpose is published
    """
    existing = Response.objects.filter(purpose=purpose, subject_id=subject_id).first()
    if existing:
        return existing
    version = opening_version(purpose)
    if version is None:
        raise NoPublishedTemplate
    parties = {author.pk: Part.AUTHOR} | ({subject.pk: Part.SUBJECT} if subject else {})
    for person in invited:
        parties.setdefault(person.pk, Part.INVITED)
    return _create(version, purpose, subject_id, parties, by, now)


def _create(
    version: TemplateVersion, purpose: str, subject_id: uuid.UUID, parties: dict[Any, Part], by: Any, now: datetime
) -> Response:
    response, created = Response.objects.get_or_create(
        purpose=purpose, subject_id=subject_id, defaults={"version": version, "opened_at": now}
    )
    if created:
        ResponseParty.objects.bulk_create(
            ResponseParty(response=response, person_id=key, part=part) for key, part in parties.items()
        )
        facts = {"purpose": purpose, "subject": str(subject_id), "version": version.number}
        record(
            action="record.opened",
            subject_type="response",
            subject_id=response.pk,
            by=by,
            now=now,
            about=next((key for key, part in parties.items() if part == Part.SUBJECT), None),
            facts=facts,
        )
    return response
