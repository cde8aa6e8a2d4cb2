"""From which state to which a complaint moves, and by what: the one table, which commands, the database and the docs obey. Pure."""

from __future__ import annotations

from typing import NamedTuple

from .enums import ComplaintState as S
from .exceptions import NotInThisState


class Move(NamedTuple):
    """One arrow: from where, by what, to where."""

    before: S
    by: str
    after: S


MOVES = (
    Move(S.RECEIVED, "acknowledged", S.ACKNOWLEDGED),
    # An answer within the first days says by itself that it came.
    Move(S.RECEIVED, "answered", S.ANSWERED),
    Move(S.RECEIVED, "withdrawn", S.WITHDRAWN),
    Move(S.ACKNOWLEDGED, "answered", S.ANSWERED),
    Move(S.ACKNOWLEDGED, "withdrawn", S.WITHDRAWN),
    Move(S.ANSWERED, "closed", S.CLOSED),
)
# In which somebody waits for us; in which there is an answer; over.
WAITING = (S.RECEIVED, S.ACKNOWLEDGED)
WITH_ANSWER = (S.ANSWERED, S.CLOSED)
ENDED = (S.CLOSED, S.WITHDRAWN)


def after(state: str, by: str) -> S:
    """The state that a complaint in `state` comes to by that.

    :raises NotInThisState: when there is no such arrow
    """
    for move in MOVES:
        if move.before == state and move.by == by:
            return move.after
    raise NotInThisState(f"It stands as “{S(state).label.lower()}”, so that cannot be done. Nothing was changed.")


def can(state: str, by: str) -> bool:
    return any(move.before == state and move.by == by for move in MOVES)


def diagram() -> str:
    """The table as a Mermaid state diagram; `docs/complaints.md` shows it."""
    lines = ["stateDiagram-v2", *(f"    {state.value}: {state.label}" for state in S)]
    lines += [f"    [*] --> {S.RECEIVED.value}"]
    lines += [f"    {move.before.value} --> {move.after.value}: {move.by}" for move in MOVES]
    lines += [f"    {state.value} --> [*]" for state in ENDED]
    return "\n".join(lines)
