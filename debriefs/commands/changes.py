"""What a learning debrief proposes to change in the system becomes actions of the log, all at once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.action_log import commands as action_log
from workforce_assurance.action_log import exceptions
from workforce_assurance.people import queries as people

from ..enums import DEBRIEF_KIND, StrandState
from ..exceptions import ChangeRefused, DebriefNotHeld, NobodyLeadsIt
from ..models import Debrief
from ..queries import who_finishes_for


@transaction.atomic
def propose_changes(
    *, debrief: Debrief, changes: Sequence[action_log.Agreed], once: uuid.UUID, by: Any, now: datetime
) -> list[Any]:
    """Open an action for each proposed change, with this debrief as its source: all of them, or none.

    Each is checked by whoever manages the team; what they own themselves, by who leads the service. The same opened
    form, `once`, opens them once.

    :raises NobodyLeadsIt: when it is not theirs to lead
    :raises DebriefNotHeld: before it took place
    :raises ChangeRefused: when the action log refuses one of them; it says which and why
    """
    if debrief.facilitator_id != by.pk:
        raise NobodyLeadsIt("Whoever leads the debrief enters what has to change. Choose first who that is.")
    if debrief.state != StrandState.HELD:
        raise DebriefNotHeld("Record first that the debrief was held.")
    return [_open(debrief, line, change, once, by, now) for line, change in enumerate(changes)]


def _open(debrief: Debrief, line: int, change: action_log.Agreed, once: uuid.UUID, by: Any, now: datetime) -> Any:
    checker = who_finishes_for(debrief.incident.team, on=people.today(now=now), but=change.owner)
    agreed = replace(change, checker=checker, source_kind=DEBRIEF_KIND, source_id=debrief.pk)
    try:
        return action_log.open_action(agreed=agreed, by=by, now=now, once=uuid.uuid5(once, f"{by.pk} {line}"))
    except exceptions.Refused as refusal:
        raise ChangeRefused(line, refusal) from refusal
