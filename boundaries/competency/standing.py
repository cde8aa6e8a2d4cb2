"""Where somebody stands with one skill, from what a policy needs and the evidence there is. Pure: no clock, no database.

Of each kind that is needed, the whole of it lasts so many months. Where the policy lets it be refreshed, a refresh with its
check passed makes it last as long again from its own day, until the whole is due again. Whoever lacks one kind lacks the skill.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from .enums import EvidenceKind, State

SOON = timedelta(days=90)


@dataclass(frozen=True)
class Need:
    """One kind of evidence that a skill needs, and how it is kept up."""

    kind: EvidenceKind
    lasts_months: int
    # The whole of it again after so many months; None where it cannot be refreshed and is always taken whole.
    whole_every_months: int | None = None
    # Whether the whole counts only with its check passed. A refresh always does.
    needs_check: bool = True
    # A refresh counts up to so many days after it ran out.
    late_days: int = 0


@dataclass(frozen=True)
class Piece:
    """One piece of evidence that was not withdrawn."""

    kind: EvidenceKind
    on: date
    is_refresh: bool = False
    check_passed: bool = True


@dataclass(frozen=True)
class Standing:
    """`until` is the last day of it, past or to come; None while something was never there. `by_kind` says it of each kind."""

    state: State
    until: date | None
    by_kind: tuple[tuple[EvidenceKind, date | None], ...]


def standing(needs: Sequence[Need], pieces: Iterable[Piece], *, today: date) -> Standing | None:
    """Where they stand today; None when nothing is needed of them. E-learning alone never comes to competent."""
    if not needs:
        return None
    found = list(pieces)
    by_kind = tuple((need.kind, lasts_until(need, found, today=today)) for need in needs)
    days = [until for _kind, until in by_kind if until is not None]
    if len(days) < len(needs) or all(need.kind == EvidenceKind.E_LEARNING for need in needs):
        return Standing(State.NOT_YET, None, by_kind)
    return Standing(state_on(min(days), today=today), min(days), by_kind)


def state_on(until: date, *, today: date) -> State:
    """Where somebody stands whose evidence lasts until this day, the day included."""
    if until < today:
        return State.RAN_OUT
    return State.RUNS_OUT if until - today <= SOON else State.COMPETENT


def lasts_until(need: Need, pieces: Iterable[Piece], *, today: date) -> date | None:
    """The last day that evidence of this kind covers; None when there was never any that counts."""
    until: date | None = None
    whole_due: date | None = None
    # Of two on one day the whole comes first, so that the refresh adds to it.
    for piece in sorted((one for one in pieces if _counts(need, one, today)), key=lambda one: (one.on, one.is_refresh)):
        lasts = piece.on + relativedelta(months=need.lasts_months)
        if not piece.is_refresh:
            until, whole_due = lasts, piece.on + relativedelta(months=need.whole_every_months or 0)
        elif until and whole_due and piece.on <= min(until + timedelta(days=need.late_days), whole_due):
            until = max(until, min(lasts, whole_due))
    return until


def _counts(need: Need, piece: Piece, today: date) -> bool:
    if piece.kind != need.kind or piece.on > today:
        return False
    if piece.is_refresh:
        return need.whole_every_months is not None and piece.check_passed
    return piece.check_passed or not need.needs_check
