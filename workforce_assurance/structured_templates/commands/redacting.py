"""Reading what is shared of a record without names, by somebody who is none of its people and was asked to."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from workforce_assurance.audit.commands import record_read
from workforce_assurance.common.redaction import COLLEAGUE, Redactor
from workforce_assurance.people.queries import every_name

from ..asked import AskedVersion, asked_by
from ..contents import Values, values_of
from ..kinds import KINDS, World
from ..models import Answer, Response
from ..queries import parties_of, people_of_records, world_for
from ..redacted import may_read_redacted, redacted
from ..refusals import MayNotRead
from ..shown import ShownSection, shown_record

READ = "record.read_for_audit"


def read_redacted(
    *, response: Response, roles: Mapping[uuid.UUID, str], by: Any, now: datetime
) -> tuple[ShownSection, ...]:
    """What is shared in it with `roles` ("worker") in the place of the names of these people, and "colleague" for all others'.

    Nothing private, released or added afterwards; leaves a row in the trail that the people of the record see.

    :raises MayNotRead: when nobody asked them to, or they are one of its people
    :raises VaultError: when something of it cannot be opened
    """
    if by.pk in people_of_records([response.pk])[response.pk] or not may_read_redacted(response, by, now):
        raise MayNotRead
    parties = parties_of(response)
    about = parties.subject.pk if parties.subject else None
    record_read(action=READ, subject_type="response", subject_id=response.pk, by=by, now=now, about=about, facts={})
    version = asked_by(response.version_id)
    values = values_of(Answer.objects.filter(response=response, private_to=None))
    world = world_for(parties, list(version.questions()), values, viewer=by, offering=False, now=now)
    names = every_name()
    redactor = Redactor({names[key]: role for key, role in roles.items() if key in names}, names.values())
    shown = shown_record(version, values, _nameless(world, roles, version, values))
    return redacted(shown, version, redactor)


def _nameless(world: World, roles: Mapping[uuid.UUID, str], version: AskedVersion, values: Values) -> World:
    named = {key for q in version.questions() if q.id in values for key in KINDS[q.kind].people_in(q, values[q.id])}
    codes = {str(key): role for key, role in roles.items()}
    names = {key: f"[{codes.get(key, COLLEAGUE)}]" for key in {*world.names, *named}}
    return replace(world, people=(), names=names, worker="The worker", supervisor="The supervisor")
