"""Taking hold of a record for one change, and writing that change into the trail."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from workforce_assurance.audit.commands import record

from ..asked import AskedSection
from ..enums import Part, ResponseState
from ..models import Response, ResponseParty
from ..parties import SIGN
from ..purposes import PURPOSES
from ..refusals import MayNotWrite, RecordNotOpen


def claim(response: Response) -> Response:
    """Lock the record: changes to one record come one after the other."""
    return Response.objects.select_for_update(of=("self",)).get(pk=response.pk)


def part_of(response: Response, person: Any) -> Part:
    """:raises MayNotWrite: when they are no party of the record"""
    party = ResponseParty.objects.filter(response=response, person=person.pk).first()
    if party is None:
        raise MayNotWrite
    return Part(party.part)


def claim_to_write(response: Response, *, by: Any, now: datetime) -> Response:
    """Lock the record for what somebody writes; in a group's, what they keep for themselves, finished or not.

    :raises MayNotWrite, RecordNotOpen: when they are no party, the practice says no, or it is finished
    """
    response = claim(response)
    part_of(response, by)
    purpose = PURPOSES[response.purpose]
    if response.state != ResponseState.OPEN and not purpose.is_group:
        raise RecordNotOpen
    if not purpose.may_write(purpose.subject(response.subject_id), by, now):
        raise MayNotWrite
    return response


def check_part(response: Response, section: AskedSection, *, by: Any) -> None:
    """What is shared is written while the record is open, and in a group's by its author alone.

    :raises MayNotWrite, RecordNotOpen: when something of the section is shared and may not be written
    """
    if section.is_private:
        return
    if response.state != ResponseState.OPEN:
        raise RecordNotOpen
    if part_of(response, by) not in SIGN:
        raise MayNotWrite


def note(action: str, response: Response, *, by: Any, now: datetime, **facts: Any) -> None:
    """Keys, counts and states only: the trail never repeats what somebody wrote."""
    about = (
        ResponseParty.objects.filter(response=response, part=Part.SUBJECT).values_list("person_id", flat=True).first()
    )
    record(
        action=f"record.{action}",
        subject_type="response",
        subject_id=response.pk,
        by=by,
        now=now,
        about=about,
        facts=facts,
    )


def own_key(response: Response, person: Any, once: str) -> uuid.UUID:
    """The key of what one press of a button makes, the same for every time that press arrives."""
    return uuid.uuid5(response.pk, f"{person.pk} {once}")
