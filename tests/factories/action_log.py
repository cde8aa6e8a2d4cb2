"""Actions for the tests, each by the commands that pages use."""

from datetime import UTC, date, datetime
from typing import Any

from workforce_assurance.action_log import commands
from workforce_assurance.action_log.models import Action, Evidence, Look

from .people import OrganisationFactory, PersonFactory

# A Monday; the actions of the tests are due a fortnight later, on a Monday too.
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
DUE_ON = date(2027, 3, 15)
# The instant at which that day is over in London, before the clocks change.
DUE_AT = datetime(2027, 3, 16, tzinfo=UTC)


def open_one(*, by: Any = None, now: datetime = NOON, **changes: Any) -> Action:
    """An action of its owner's, checked by whoever opens it."""
    OrganisationFactory()
    agreed = {
        "title": "Put the alarm buttons where they can be reached",
        "kind": "corrective",
        "strength": "system",
        "owner": changes.pop("owner", None) or PersonFactory(),
        "due_on": DUE_ON,
    }
    opener = by or PersonFactory()
    return commands.open_action(agreed=commands.Agreed(**agreed | changes), by=opener, now=now)


def hand_in(action: Action, *, now: datetime = NOON) -> Evidence:
    return commands.submit_evidence(
        action=action, kind="system", words="Fitted in both rooms, list of the building team", by=action.owner, now=now
    )


def done(action: Action, *, now: datetime = NOON) -> Action:
    """Handed in and checked."""
    hand_in(action, now=now)
    return commands.check_evidence(action=action, by=action.checker, now=now)


def look_of(action: Action) -> Look:
    return Look.objects.get(action=action, state="waits")
