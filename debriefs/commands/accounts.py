"""The account of an incident in words: written by whoever finishes it, read by those named above its boxes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import response_for
from workforce_assurance.structured_templates.refusals import SharedPartBegun

from ..enums import ACCOUNT_PURPOSE, ReporterMode
from ..models import Incident


@transaction.atomic
def open_account(*, incident: Incident, by: Any, now: datetime) -> Any:
    """Open the account for whoever finishes the incident, or find it opened; gives the response.

    It is read by its writer, whoever logged the incident by name, and whoever manages the team. Once somebody has begun to
    write, the account stays theirs; whoever finishes later reads it.

    :raises NoPublishedTemplate: when no template of the purpose is published
    """
    response = records.open_response(purpose=ACCOUNT_PURPOSE, subject_id=incident.pk, author=by, by=by, now=now)
    _set_readers(response, incident, by, now)
    return response


def let_read_on(incident: Incident, *, by: Any, now: datetime) -> None:
    """After a hand-over, whoever finishes it now reads the account that its writer hands on."""
    response = response_for(ACCOUNT_PURPOSE, incident.pk)
    if response is not None:
        _set_readers(response, incident, by, now)


def _set_readers(response: Any, incident: Incident, by: Any, now: datetime) -> None:
    author = response.parties.get(part="author").person
    reporter = incident.reporter if incident.reporter_mode == ReporterMode.NAMED else None
    known = [incident.finisher, reporter, incident.team.manager]
    readers = {person.pk: person for person in known if person is not None and person.pk != author.pk}
    try:
        with transaction.atomic():
            records.set_parties(response=response, author=author, attending=readers.values(), by=by, now=now)
    except SharedPartBegun:
        # Who else reads what is written already is for its writer to say.
        return
