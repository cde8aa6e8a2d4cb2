"""What is being done: open actions that governance opened itself, with the role that answers for each and its date. No name."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from workforce_assurance.action_log import queries as actions
from workforce_assurance.action_log.enums import ActionState

from ..audits.enums import AUDIT_KIND
from ..measures.shown import ORGANISATION
from ..measures.sources import NOTE_KIND
from ..meetings.enums import DECISION_KIND
from ..models import Audit, MeasureNote, MeetingDecision
from ..packs.scope import Scope, role_of, roles_on

# A page that is read in a minute holds no more.
MOST = 5


def doing(scope: Scope) -> dict[str, Any]:
    """The first few by their date, how many more there are, and how many were done and checked in the months of the paper."""
    rows = actions.actions_from_any(_sources(scope))
    still_open = rows.not_closed().order_by("due_on", "reference")
    done = rows.filter(state=ActionState.DONE, closed_at__gte=scope.since, closed_at__lt=scope.until)
    roles = roles_on(scope.today)
    found = [
        {
            "reference": one.reference,
            "title": one.title,
            "role": role_of(one.owner_id, roles),
            "due": one.due_on.isoformat(),
            "past": one.due_on < scope.today,
        }
        for one in still_open[:MOST]
    ]
    return {"actions": found, "actions_more": max(0, still_open.count() - MOST), "actions_done": done.count()}


def _sources(scope: Scope) -> dict[str, Any]:
    """What governance opens actions from: notes beside charts, decisions of its meetings, audits. Of this place alone."""
    notes, decisions, audits = (
        MeasureNote.objects.filter(scope.here),
        MeetingDecision.objects.all(),
        Audit.objects.all(),
    )
    if scope.place != ORGANISATION:
        decisions = decisions.filter(meeting__series__service=scope.place.key)
        audits = audits.filter(teams__service=scope.place.key).exclude(~Q(teams__service=scope.place.key))
    return {
        NOTE_KIND: notes.values("pk"),
        DECISION_KIND: decisions.values("pk"),
        AUDIT_KIND: audits.values("pk"),
    }
