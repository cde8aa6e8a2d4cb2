"""Reading a record for which a practice has a rule of its own beside its parties."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.audit.commands import record_read

from ..asked import asked_by
from ..contents import values_of
from ..models import Answer, Response
from ..parties import READ_SHARED
from ..purposes import PURPOSES
from ..queries import parties_of, world_for
from ..refusals import MayNotRead
from ..shown import ShownSection, shown_record


def read_by_rule(*, response: Response, by: Any, now: datetime) -> tuple[ShownSection, ...]:
    """What is shared in it, for a party and for whomever the practice's rule lets read it; leaves a row in the trail.

    :raises MayNotRead: when they are neither
    :raises VaultError: when something of it cannot be opened
    """
    purpose, parties = PURPOSES[response.purpose], parties_of(response)
    if parties.part_of(by) not in READ_SHARED and not purpose.reads(purpose.subject(response.subject_id), by, now):
        raise MayNotRead
    record_read(
        action="record.read", subject_type="response", subject_id=response.pk, by=by, now=now,
        about=parties.subject.pk if parties.subject else None, facts={},
    )  # fmt: skip
    version = asked_by(response.version_id)
    values = values_of(Answer.objects.filter(response=response, private_to=None))
    world = world_for(parties, list(version.questions()), values, viewer=by, offering=False, now=now)
    return shown_record(version, values, world)
