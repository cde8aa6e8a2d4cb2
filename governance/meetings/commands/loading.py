"""What every command of a meeting does first: take the meeting for itself, and see that it stands where this can be done."""

from __future__ import annotations

from ...models import Meeting
from ..enums import MeetingState
from ..exceptions import NotInThisState

WHERE = {
    MeetingState.PLANNED: "It is only planned: prepare its agenda first.",
    MeetingState.PREPARED: "It is not held yet.",
    MeetingState.HELD: "It was held already: what was known then stands.",
    MeetingState.CLOSED: "It is closed: its minutes stand, and can be amended.",
}


def locked(meeting: Meeting, *states: MeetingState) -> Meeting:
    """The meeting, so that no other command changes it meanwhile.

    :raises NotInThisState: when it stands in none of these states
    """
    found = Meeting.objects.select_for_update(of=("self",)).select_related("series").get(pk=meeting.pk)
    if found.state not in states:
        raise NotInThisState(WHERE[MeetingState(found.state)])
    return found
