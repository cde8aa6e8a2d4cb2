"""Series and meetings that came by the commands, for the tests."""

import uuid
from datetime import timedelta
from typing import Any

from governance.meetings import commands
from governance.meetings.enums import Every, Presence
from governance.models import AgendaItem, Meeting, MeetingDecision, MeetingSeries
from workforce_assurance.action_log.enums import Strength

from .supervision import NOON

DAY = timedelta(days=1)


def begin(
    by: Any, *members: Any, service: Any = None, name: str = "Practice governance", now: Any = NOON
) -> MeetingSeries:
    """A monthly series that the one who begins it chairs; it first meets on the next day."""
    wanted = commands.Wanted(name, service, Every.MONTH, by, members)
    return commands.begin_series(wanted=wanted, first_at=now + DAY, once=uuid.uuid4(), by=by, now=now)


def prepared(by: Any, *members: Any, now: Any = NOON, **more: Any) -> Meeting:
    meeting = begin(by, *members, now=now, **more).meetings.get()
    commands.prepare_meeting(meeting=meeting, by=by, now=now)
    meeting.refresh_from_db()
    return meeting


def everybody_there(meeting: Meeting) -> dict[Any, Presence]:
    return dict.fromkeys(meeting.seats.values_list("person", flat=True), Presence.PRESENT)


def held(by: Any, *members: Any, now: Any = NOON, words: str = "Handover between shifts", **more: Any) -> Meeting:
    """A meeting that goes on, with one item added by hand."""
    meeting = prepared(by, *members, now=now, **more)
    commands.add_item(meeting=meeting, words=words, by=by, now=now)
    commands.hold_meeting(meeting=meeting, presence=everybody_there(meeting), by=by, now=now)
    meeting.refresh_from_db()
    return meeting


def item_of(meeting: Meeting, heading: str = "added") -> AgendaItem:
    return meeting.items.select_related("meeting").filter(heading=heading)[0]


def decide(item: AgendaItem, by: Any, *, now: Any = NOON, **changes: Any) -> MeetingDecision:
    """Something complete, unless something else is said."""
    said = {
        "words": "Write down how shifts hand over", "strength": Strength.SIMPLER, "reasons": "Two debriefs asked for it",
        "owner": by, "due_on": (now + 30 * DAY).date(), **changes,
    }  # fmt: skip
    return commands.decide(item=item, decided=commands.Decided(**said), once=uuid.uuid4(), by=by, now=now)


def note_the_rest(meeting: Meeting, by: Any, *, now: Any = NOON) -> None:
    for item in meeting.items.without_outcome().exclude(heading="minutes").select_related("meeting"):
        commands.note_item(item=item, by=by, now=now)


def close(meeting: Meeting, by: Any, *, now: Any = NOON) -> Meeting:
    commands.close_meeting(meeting=meeting, by=by, now=now)
    meeting.refresh_from_db()
    return meeting
