"""Reading a record for which a practice has a rule of its own beside its parties."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from workforce_assurance.audit.commands import record_read

from ..asked import asked_by
from ..contents import value_of, values_of
from ..models import Answer, Response
from ..parties import READ_SHARED
from ..purposes import PURPOSES
from ..queries import parties_of, world_for
from ..refusals import MayNotRead
from ..settled import has_no_part_in, words_in
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


def read_wording(*, answer_id: uuid.UUID, by: Any, now: datetime) -> str:
    """The words of one shared answer, for somebody who is to show a sentence of it and take the names out; leaves a row in the trail.

    Whether they were asked to is the caller's rule. Nobody who has a part in the record is asked about it.

    :raises MayNotRead: when it is gone, or they have a part in it
    :raises VaultError: when it cannot be opened
    """
    if not has_no_part_in(by, answer_id):
        raise MayNotRead
    answer = Answer.objects.select_related("response").get(pk=answer_id)
    parties = parties_of(answer.response)
    record_read(
        action="record.wording_read", subject_type="response", subject_id=answer.response_id, by=by, now=now,
        about=parties.subject.pk if parties.subject else None, facts={},
    )  # fmt: skip
    return words_in(value_of(answer).words)
