"""Safe-contact protocols: set by one, looked at by another, over by themselves."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.people import queries as people

from ...models import SafeContactProtocol
from ...reviews.commands.trail import note
from ...upkeep import commands as upkeep
from ...upkeep.enums import UpkeepKind
from ..enums import SafeAction
from ..exceptions import OverAlready, ReviewedAlready, SetByThem, WrongEnd

# In one case, and with everybody: what holds longer has become a habit that nobody thinks about.
LONGEST_IN_A_CASE, LONGEST_WITH_EVERYBODY = timedelta(days=92), timedelta(days=366)
LOOKED_AT_AFTER = timedelta(days=28)
OVER = "It is over already. Set it anew when it is needed."


@dataclass(frozen=True)
class Agreed:
    """Which team does what, in which case ("" with everybody), and until when (that day included)."""

    team: Any
    case_reference: str
    actions: Sequence[SafeAction]
    ends_on: date


@transaction.atomic
def set_protocol(*, agreed: Agreed, once: uuid.UUID, by: Any, now: datetime) -> SafeContactProtocol:
    """Put it in use; what the team did in this case until now is over.

    :raises WrongEnd: when it ends today or earlier, or later than the longest time
    """
    if known := SafeContactProtocol.objects.filter(once=once).first():
        return known
    today = people.today(now=now)
    longest = LONGEST_IN_A_CASE if agreed.case_reference else LONGEST_WITH_EVERYBODY
    if not today < agreed.ends_on <= today + longest:
        raise WrongEnd(f"It ends tomorrow at the earliest, and after {longest.days} days at the latest.")
    _end_the_one_before(agreed, by, now)
    protocol = SafeContactProtocol.objects.create(
        once=once, team=agreed.team, case_reference=agreed.case_reference, actions=sorted(set(agreed.actions)),
        set_at=now, set_by=by, review_on=min(agreed.ends_on, today + LOOKED_AT_AFTER), ends_on=agreed.ends_on,
    )  # fmt: skip
    upkeep.ask(kind=UpkeepKind.LOOK, thing=protocol, day=protocol.due_on, now=now)
    note("safe contact set", protocol, by, now, actions=protocol.actions, ends_on=agreed.ends_on.isoformat())
    return protocol


def _end_the_one_before(agreed: Agreed, by: Any, now: datetime) -> None:
    rows = SafeContactProtocol.objects.select_for_update(of=("self",)).filter(ended_at=None)
    for before in rows.filter(team=agreed.team, case_reference=agreed.case_reference):
        _end(before, by, now)


def _end(protocol: SafeContactProtocol, by: Any, now: datetime) -> None:
    protocol.ended_at, protocol.ended_by = now, by
    protocol.save(update_fields=["ended_at", "ended_by"])
    upkeep.done(kind=UpkeepKind.LOOK, things=[protocol], because="done", by=by, now=now)
    note("safe contact ended", protocol, by, now)


def _not_ended(protocol: SafeContactProtocol) -> SafeContactProtocol:
    found = SafeContactProtocol.objects.select_for_update(of=("self",)).get(pk=protocol.pk)
    if found.ended_at:
        raise OverAlready(OVER)
    return found


@transaction.atomic
def look_at_protocol(*, protocol: SafeContactProtocol, by: Any, now: datetime) -> None:
    """Say, as somebody who did not set it, that it still helps; it ends on its day all the same, and is asked about by then.

    :raises OverAlready: when it is not in use any more
    :raises SetByThem: when they set it
    :raises ReviewedAlready: when somebody did
    """
    found = _not_ended(protocol)
    if found.ends_on < people.today(now=now):
        raise OverAlready(OVER)
    if found.set_by_id == by.pk:
        raise SetByThem("Somebody else looks at what you set.")
    if found.reviewed_at:
        raise ReviewedAlready("Somebody has looked at it.")
    found.reviewed_at, found.reviewed_by = now, by
    found.save(update_fields=["reviewed_at", "reviewed_by"])
    upkeep.ask_again(kind=UpkeepKind.LOOK, thing=found, day=found.due_on, because="done", by=by, now=now)
    note("safe contact looked at", found, by, now)


@transaction.atomic
def end_protocol(*, protocol: SafeContactProtocol, by: Any, now: datetime) -> None:
    """It is not needed any more; said also of one that is over by itself, so that nobody is asked about it any longer.

    :raises OverAlready: when that was said, or another took its place
    """
    _end(_not_ended(protocol), by, now)
