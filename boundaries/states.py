"""From which state to which a decision moves, and by what: the one table, which commands, the database and the docs obey. Pure."""

from __future__ import annotations

from typing import NamedTuple

from .enums import DecisionState as S


class Move(NamedTuple):
    """One arrow: from where, by what, to where."""

    before: S
    by: str
    after: S


MOVES = (
    Move(S.DRAFTED, "sent to the gate", S.AT_GATE),
    Move(S.DRAFTED, "emergency", S.EMERGENCY),
    Move(S.DRAFTED, "withdrawn", S.WITHDRAWN),
    Move(S.AT_GATE, "approved", S.APPROVED),
    Move(S.AT_GATE, "returned", S.RETURNED),
    Move(S.AT_GATE, "refused", S.REFUSED),
    Move(S.AT_GATE, "withdrawn", S.WITHDRAWN),
    Move(S.RETURNED, "sent to the gate", S.AT_GATE),
    Move(S.RETURNED, "withdrawn", S.WITHDRAWN),
    Move(S.APPROVED, "its time has come", S.IN_EFFECT),
    Move(S.APPROVED, "lifted", S.LIFTED),
    Move(S.APPROVED, "overturned on appeal", S.OVERTURNED),
    Move(S.EMERGENCY, "sent to the gate", S.EMERGENCY_AT_GATE),
    Move(S.EMERGENCY, "lifted", S.LIFTED),
    Move(S.EMERGENCY, "its time is over", S.LAPSED),
    Move(S.EMERGENCY_AT_GATE, "approved", S.IN_EFFECT),
    Move(S.EMERGENCY_AT_GATE, "returned", S.EMERGENCY),
    Move(S.EMERGENCY_AT_GATE, "refused", S.REFUSED),
    Move(S.EMERGENCY_AT_GATE, "lifted", S.LIFTED),
    Move(S.EMERGENCY_AT_GATE, "its time is over", S.LAPSED),
    Move(S.IN_EFFECT, "renewed through the gate", S.RENEWED),
    Move(S.IN_EFFECT, "lifted", S.LIFTED),
    Move(S.IN_EFFECT, "its time is over", S.LAPSED),
    Move(S.IN_EFFECT, "overturned on appeal", S.OVERTURNED),
)
BEGINS = (S.DRAFTED,)
# In which the requester writes; at the gate; felt by somebody; over.
WRITTEN = (S.DRAFTED, S.RETURNED, S.EMERGENCY)
AT_THE_GATE = (S.AT_GATE, S.EMERGENCY_AT_GATE)
FELT = (S.EMERGENCY, S.EMERGENCY_AT_GATE, S.IN_EFFECT)
ENDED = (S.REFUSED, S.RENEWED, S.LIFTED, S.LAPSED, S.OVERTURNED, S.WITHDRAWN)
# Reached by passing the gate alone, whatever else is said.
ONLY_THROUGH_THE_GATE = (S.APPROVED, S.IN_EFFECT, S.RENEWED, S.OVERTURNED)


class CannotMove(Exception):
    """A decision that stands there does not move that way."""


def after(state: str, by: str) -> S:
    """The state that a decision in `state` comes to by that.

    :raises CannotMove: when there is no such arrow
    """
    for move in MOVES:
        if move.before == state and move.by == by:
            return move.after
    raise CannotMove(f"It stands as “{S(state).label.lower()}”, so that cannot be done. Nothing was changed.")


def can(state: str, by: str) -> bool:
    return any(move.before == state and move.by == by for move in MOVES)


def diagram() -> str:
    """The table as a Mermaid state diagram; `docs/decisions.md` shows it."""
    lines = ["stateDiagram-v2", *(f"    {state.value}: {state.label}" for state in S)]
    lines += [f"    [*] --> {state.value}" for state in BEGINS]
    lines += [f"    {move.before.value} --> {move.after.value}: {move.by}" for move in MOVES]
    lines += [f"    {state.value} --> [*]" for state in ENDED]
    return "\n".join(lines)
