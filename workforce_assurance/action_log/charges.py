"""Actions that somebody owns or is to check: they pass to a successor by the commands of one action."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from workforce_assurance.people.charges import Charge, Held, register_charge

from .commands import hand_over_action, hand_over_check
from .enums import HandOverReason, WaitState
from .models import Action
from .words import long_day


def _owned(person: Any) -> Any:
    return Action.objects.not_closed().filter(owner=person).order_by("due_on", "pk")


def _checked(person: Any) -> Any:
    return Action.objects.not_closed().filter(checker=person).order_by("due_on", "pk")


def _listed(rows: Any) -> list[Held]:
    return [Held(f"Action {row.reference}", f"due {long_day(row.due_on)}") for row in rows]


def owned(person: Any, *, now: datetime) -> list[Held]:
    return _listed(_owned(person))


def checked(person: Any, *, now: datetime) -> list[Held]:
    return _listed(_checked(person))


def why_not_own(person: Any, successor: Any, *, now: datetime) -> str:
    if _owned(person).filter(checker=successor).exists():
        return (
            f"{successor.full_name} checks one of these actions, and nobody checks what they do. Choose somebody else."
        )
    return ""


def why_not_check(person: Any, successor: Any, *, now: datetime) -> str:
    did = Q(evidence__owner=successor) | Q(evidence__submitted_by=successor)
    handed_in = Q(evidence__state=WaitState.WAITS) & did
    if _checked(person).filter(Q(owner=successor) | handed_in).exists():
        return f"{successor.full_name} owns or did one of these actions, and nobody checks what they do. Choose somebody else."
    return ""


def pass_owned(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_owned(person))
    for row in rows:
        hand_over_action(action=row, to=successor, reason=_reason(leaves), by=by, now=now)
    return len(rows)


def pass_checks(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_checked(person))
    for row in rows:
        hand_over_check(action=row, to=successor, reason=_reason(leaves), by=by, now=now)
    return len(rows)


def _reason(leaves: bool) -> HandOverReason:
    return HandOverReason.LEAVES if leaves else HandOverReason.MOVES


def register() -> None:
    register_charge(
        Charge(
            "action_log.owned", "Actions they own", 50, owned, pass_owned,
            "The successor owns them, with the dates that they have.", why_not=why_not_own,
        )
    )  # fmt: skip
    register_charge(
        Charge(
            "action_log.checked", "Actions they are to check", 51, checked, pass_checks, "The successor checks them.",
            why_not=why_not_check,
        )
    )  # fmt: skip
