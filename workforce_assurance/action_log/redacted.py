"""An action as somebody reads it who is to judge the log and not the people: what it says and what became of it, without names."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.audit.commands import record_read
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.redaction import COLLEAGUE, Redactor
from workforce_assurance.common.words import counted, long_day
from workforce_assurance.people.queries import every_name

from .enums import EvidenceKind, RefusedBecause, SetBecause, WaitState
from .models import Action
from .queries import with_history
from .sources import label_of
from .words import status_of

OWNER, CHECKER = "owner", "checker"
READ = "action read for an audit"


def people_of(action: Action) -> set[uuid.UUID]:
    """Everybody who does it, checks it, opened or closed it, handed something in, or had it handed to them."""
    found = {action.owner_id, action.checker_id, action.opened_by_id, action.closed_by_id}
    for row in action.hand_overs.all():
        found |= {row.from_person_id, row.to_person_id, row.by_id}
    for handed_in in action.evidence.all():
        found |= {handed_in.owner_id, handed_in.submitted_by_id, handed_in.ended_by_id}
    return {key for key in found if key}


def roles_of(action: Action) -> dict[uuid.UUID, str]:
    return {action.checker_id: CHECKER, action.owner_id: OWNER}


def read_redacted(*, action_id: uuid.UUID, by: Any, now: datetime, zone: ZoneInfo) -> list[dict[str, str]]:
    """Its facts and its course, with roles in the place of names; leaves a row in the trail that its owner sees.

    Whoever calls it has asked whether they may.
    """
    action = with_history(Action.objects.all()).get(pk=action_id)
    record_read(
        action=READ, subject_type="action_log.action", subject_id=action.pk, by=by, now=now, about=action.owner_id
    )
    names = every_name()
    redactor = Redactor({names[key]: role for key, role in roles_of(action).items()}, names.values())
    return [{"label": label, "value": value} for label, value in _facts(action, redactor, roles_of(action), now, zone)]


def _facts(
    action: Action, redactor: Redactor, roles: Mapping[uuid.UUID, str], now: datetime, zone: ZoneInfo
) -> Iterator[tuple[str, str]]:
    yield "What is to be done", redactor.redact(action.title)
    yield "Came from", label_of(action.source_kind)
    yield "Kind", f"{action.get_kind_display()}, {action.get_strength_display().lower()}"
    yield "Opened", f"{long_day(local_day(action.opened_at, zone))}, by {_who(action.opened_by_id, roles)}"
    yield "Due at first", long_day(action.original_due_on)
    yield "Due", long_day(action.due_on)
    extended = sum(one.because == SetBecause.EXTENDED for one in action.deadlines.all())
    yield "Extended", counted(extended, "time") if extended else "Never"
    yield "Handed over", counted(len(action.hand_overs.all()), "time") if action.hand_overs.all() else "Never"
    yield "How it stands", status_of(action, now=now, zone=zone).words
    for row in action.evidence.all():
        if row.state != WaitState.REPLACED:
            yield from _evidence(row, redactor, roles, zone)


def _evidence(
    row: Any, redactor: Redactor, roles: Mapping[uuid.UUID, str], zone: ZoneInfo
) -> Iterator[tuple[str, str]]:
    day = long_day(local_day(row.submitted_at, zone))
    yield f"Handed in, {day}", f"{EvidenceKind(row.kind).label}: {redactor.redact(row.words)}"
    if row.ended_at and row.state in (WaitState.MET, WaitState.REFUSED):
        became = (
            "Done as agreed"
            if row.state == WaitState.MET
            else f"Given back: {RefusedBecause(row.refused_because).label.lower()}"
        )
        yield f"Checked, {long_day(local_day(row.ended_at, zone))}", f"{became}, by {_who(row.ended_by_id, roles)}"


def _who(person: uuid.UUID | None, roles: Mapping[uuid.UUID, str]) -> str:
    role = roles.get(person) if person else None
    return f"the {role}" if role else f"another {COLLEAGUE}"
