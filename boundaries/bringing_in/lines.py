"""What one line of a file of decisions says, and why it cannot be taken: what still runs, and what somebody let through for themselves."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from workforce_assurance.common.case_references import why_not_a_case_reference
from workforce_assurance.common.uploaded_columns import CellIsWrong, day_of, short

from ..enums import Covers, DecisionState, LiftReason
from ..gate import own
from ..models import DecisionKind, Ground
from .columns import (
    APPROVER,
    BECAUSE,
    BEGAN,
    CASE,
    COVERS,
    ENDED,
    GROUND,
    KEY,
    KIND,
    LET_THROUGH,
    REQUESTER,
    SERVICE,
    TEAM,
    UNTIL,
)

if TYPE_CHECKING:
    from .planning import Known

LONGEST_KEY, LONGEST_CASE = 60, 40
STILL_RUNS = "It still runs. Ask for it here and send it to the gate: what is imported is over."
BEFORE_ITS_GATE = "It was let through after it took effect. What took effect before its gate is not imported."
ONES_OWN = "You asked for it, or let it through. Somebody else brings it in."
Found = TypeVar("Found")


@dataclass(frozen=True)
class Line:
    """One decision as it would stand."""

    key: str
    kind: DecisionKind
    ground: Ground
    covers: Covers
    team: uuid.UUID
    case: str
    requester: uuid.UUID
    approver: uuid.UUID
    let_through: date
    began: date
    until: date | None
    ended: date
    state: DecisionState
    because: str


class LineIsWrong(ValueError):
    """What is wrong, in which columns."""

    def __init__(self, found: list[tuple[str, str]]) -> None:
        super().__init__()
        self.found = found


@dataclass
class _Cells:
    """The cells of a line; what is wrong with each is kept, so that all of it is said at once."""

    named: Mapping[str, str]
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def read(self, column: str, what: Callable[[str], Found]) -> Found | None:
        try:
            return what(self.named.get(column, ""))
        except CellIsWrong as wrong:
            self.wrong.append((column, str(wrong)))
            return None

    def stop_where_wrong(self) -> None:
        if self.wrong:
            raise LineIsWrong(self.wrong)


def line_of(named: Mapping[str, str], known: Known) -> Line:
    """:raises LineIsWrong: with everything that is wrong with it"""
    cells = _Cells(named)
    key, kind = cells.read(KEY, _key), cells.read(KIND, lambda cell: _one_of(cell, known.kinds, "kind of decision"))
    ground = cells.read(GROUND, lambda cell: _one_of(cell, known.grounds, "ground"))
    covers = cells.read(COVERS, lambda cell: _one_of(cell, _choices(Covers), "answer to what it takes away or limits"))
    team = cells.read(TEAM, lambda cell: known.teams.key_of(cell, named.get(SERVICE, ""), what="decisions"))
    requester = cells.read(REQUESTER, lambda cell: _person(cell, known))
    approver = cells.read(APPROVER, lambda cell: _person(cell, known))
    let_through = cells.read(LET_THROUGH, lambda cell: day_of(cell, today=known.today))
    began = cells.read(BEGAN, lambda cell: day_of(cell, today=known.today))
    cells.stop_where_wrong()
    assert key and kind and ground and covers and team and requester and approver and let_through and began  # noqa: S101, PT018
    cells.read(APPROVER, lambda _cell: _somebody_else(requester.pk, approver.pk, known))
    case = cells.read(CASE, lambda cell: _case(cell, kind)) or ""
    cells.read(LET_THROUGH, lambda _cell: _before(let_through, began))
    until, ended, state, because = _course(cells, kind, began, known.today)
    cells.stop_where_wrong()
    assert ended is not None  # noqa: S101
    return Line(
        key, kind, ground, covers, team, case, requester.pk, approver.pk, let_through, began, until, ended, state, because
    )  # fmt: skip


def _key(cell: str) -> str:
    if not cell or len(cell) > LONGEST_KEY:
        raise CellIsWrong(f"Give a key of at most {LONGEST_KEY} characters, so that the same line comes in once.")
    return cell


def _one_of(cell: str, known: Mapping[str, Found], what: str) -> Found:
    if found := known.get(cell.casefold()):
        return found
    near = get_close_matches(cell.casefold(), known, n=1)
    raise CellIsWrong(f"“{short(cell)}” is no {what} here.{f' Did you mean “{near[0]}”?' if near else ''}")


def _choices(choices: Any) -> dict[str, Any]:
    return {text.casefold(): one for one in choices for text in (one.value, one.label)}


def _person(cell: str, known: Known) -> Any:
    if found := known.people.get(cell.casefold()):
        return found
    raise CellIsWrong("Nobody here has or had this staff number." if cell else "A staff number is missing.")


def _somebody_else(requester: uuid.UUID, approver: uuid.UUID, known: Known) -> None:
    if own(requester, approver):
        raise CellIsWrong("The same person asked for it and let it through. Nobody lets through their own decision.")
    if known.importer in (requester, approver):
        raise CellIsWrong(ONES_OWN)


def _case(cell: str, kind: DecisionKind) -> str:
    if kind.is_about_a_person != bool(cell):
        raise CellIsWrong("Give the case reference of the person." if kind.is_about_a_person else "It names no case.")
    if cell and (len(cell) > LONGEST_CASE or why_not_a_case_reference(cell)):
        raise CellIsWrong("This looks like a name or a number of somebody served. Give your own case reference.")
    return cell


def _before(let_through: date, began: date) -> None:
    if let_through > began:
        raise CellIsWrong(BEFORE_ITS_GATE)


def _course(
    cells: _Cells, kind: DecisionKind, began: date, today: date
) -> tuple[date | None, date | None, DecisionState, str]:
    """Until when it was to last, on which day it was over, and how."""
    if kind.longest_days is None:
        for column in (UNTIL, ENDED, BECAUSE):
            cells.read(column, _nothing)
        # It was done, on that day.
        return None, began, DecisionState.LAPSED, ""
    until = cells.read(UNTIL, lambda cell: _not_before(day_of(cell, today=date.max), began))
    if not cells.named.get(ENDED):
        cells.read(BECAUSE, _nothing)
        cells.read(UNTIL, lambda _cell: _over(until, today))
        return until, until, DecisionState.LAPSED, ""
    ended = cells.read(ENDED, lambda cell: _within(day_of(cell, today=today), began, until))
    because = cells.read(BECAUSE, lambda cell: _one_of(cell, _choices(LiftReason), "reason for lifting it"))
    cells.read(ENDED, lambda _cell: _over(ended, today))
    return until, ended, DecisionState.LIFTED, because or ""


def _nothing(cell: str) -> None:
    if cell:
        raise CellIsWrong("Leave this empty: it is for what lasts, and was lifted before its end.")


def _not_before(day: date, began: date) -> date:
    if day < began:
        raise CellIsWrong("It would end before it began. Correct one of the days.")
    return day


def _within(day: date, began: date, until: date | None) -> date:
    if until is not None and day > until:
        raise CellIsWrong("It was over by then. Leave this empty where it ran out by itself.")
    return _not_before(day, began)


def _over(day: date | None, today: date) -> None:
    if day is not None and day >= today:
        raise CellIsWrong(STILL_RUNS)
