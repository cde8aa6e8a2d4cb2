"""Files of decisions that are over, and bringing them in, for the tests."""

from typing import Any

from boundaries.bringing_in import commands
from boundaries.bringing_in.planning import look_at
from boundaries.models import DecisionImport
from workforce_assurance.people.queries import today

from .supervision import NOON

HEADER = (
    "Key,Kind,Ground,Takes away or limits,Case reference,Team,Asked for by,Let through by,Let through on,In effect from,"
    "Until,Lifted on,Lifted because"
)


def line(house: Any, **changes: str) -> dict[str, str]:
    """A week of exclusion in January 2027, which the worker asked for and the manager let through, and which ran out."""
    return line_of(house.worker, house.manager, house.team, **changes)


def line_of(requester: Any, approver: Any, team: Any, /, **changes: str) -> dict[str, str]:
    """The same of these people."""
    return {
        "key": "R-1", "kind": "Exclusion", "ground": "Somebody was threatened", "covers": "One of our places", "case": "HB-2207",
        "team": team.name, "requester": requester.reference, "approver": approver.reference,
        "let_through": "2027-01-04", "began": "2027-01-04", "until": "2027-01-11", "ended": "", "because": "", **changes,
    }  # fmt: skip


def file(*lines: dict[str, str], header: str = HEADER) -> str:
    return "\n".join([header, *(",".join(one.values()) for one in lines)]) + "\n"


def received(content: str | bytes, by: Any, *, now: Any = NOON, name: str = "decisions.csv") -> DecisionImport:
    content = content.encode() if isinstance(content, str) else content
    return commands.receive_file(file_name=name, content=content, by=by, now=now)


def bring_in(content: str | bytes, by: Any, *, now: Any = NOON, leave_out: bool = False) -> DecisionImport | None:
    """As it was shown; nothing when it brings nothing."""
    upload = received(content, by, now=now)
    shown = look_at(upload, viewer=by, today=today(now=now)).plan.fingerprint
    commands.bring_in(upload=upload, fingerprint=shown, leave_out=leave_out, by=by, now=now)
    return DecisionImport.objects.filter(pk=upload.pk).first()
