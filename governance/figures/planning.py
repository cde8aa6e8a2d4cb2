"""What a file would bring today: lines that can be taken, what each of them would change, and what is wrong in which line."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from workforce_assurance.common import uploaded_columns
from workforce_assurance.common.uploaded_columns import LineError
from workforce_assurance.common.uploaded_tables import Table
from workforce_assurance.people import reach
from workforce_assurance.people.team_names import TeamNames, team_names

from ..models import FigureImport, TeamMonth
from .cells import CellIsWrong, month_of, number_of
from .enums import Figure, FileKind
from .kinds import IN_PARTS, KINDS, MONTH, SERVICE, TEAM, columns_of, recognise, what_is_missing

Place = tuple[Figure, uuid.UUID, date]


@dataclass(frozen=True)
class Change:
    """One figure as it would stand, and what stands there now."""

    figure: Figure
    team: uuid.UUID
    month: date
    after: Decimal
    before: Decimal | None = None
    before_by: uuid.UUID | None = None


@dataclass(frozen=True)
class Plan:
    """What a file would bring."""

    changes: list[Change] = field(default_factory=list)
    # How many figures stand already as the file says.
    same: int = 0
    errors: list[LineError] = field(default_factory=list)
    lines: int = 0

    @property
    def added(self) -> int:
        return sum(change.before is None for change in self.changes)

    @property
    def replaced(self) -> int:
        return len(self.changes) - self.added

    @property
    def lines_left_out(self) -> int:
        return len({error.line for error in self.errors})

    @property
    def fingerprint(self) -> str:
        """What stands for exactly these changes and these lines left out."""
        said = [f"{c.figure}|{c.team}|{c.month}|{c.after}|{c.before}|{c.before_by}" for c in self.changes]
        said += [f"{error.line}" for error in self.errors]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


@dataclass(frozen=True)
class Looked:
    """A file as it was read, and what it would bring; no plan when a column is missing."""

    table: Table
    keys: list[str]
    missing: str
    plan: Plan


def table_of(
    content: bytes, kind: FileKind, *, encoding: str = "", delimiter: str = "", workbook: bool = False
) -> Table:
    """:raises UnreadableFile: when it cannot be read so"""
    return uploaded_columns.table_of(
        content, lambda header: recognise(kind, header), encoding=encoding, delimiter=delimiter, workbook=workbook
    )


def look_at(upload: FigureImport, *, viewer: Any, today: date) -> Looked:
    """:raises UnreadableFile: when it cannot be read as it was asked"""
    kind = FileKind(upload.kind)
    table = table_of(bytes(upload.content), kind, encoding=upload.encoding, delimiter=upload.delimiter)
    keys = [*upload.columns, *[""] * len(table.header)][: len(table.header)]
    missing = what_is_missing(kind, keys)
    plan = Plan() if missing else plan_of(table, keys, kind, teams_for(viewer), today=today)
    return Looked(table, keys, missing, plan)


def teams_for(viewer: Any) -> TeamNames:
    """The teams that the viewer may bring figures for: every one, or those whose governance they lead."""
    return team_names(None if reach.is_administrator(viewer) else reach.services_governed_by(viewer))


def plan_of(table: Table, keys: Sequence[str], kind: FileKind, teams: TeamNames, *, today: date) -> Plan:
    """What these lines would bring today."""
    said: dict[Place, Decimal] = {}
    seen: dict[tuple[uuid.UUID, date], int] = {}
    errors: list[LineError] = []
    for number, cells in table.lines:
        try:
            team, month, values = _line(number, cells, keys, kind, teams, today)
        except _LineIsWrong as wrong:
            errors += wrong.errors
            continue
        if first := seen.get((team, month)):
            errors.append(LineError(number, "", f"Line {first} has the same team and month. Keep one of them."))
            continue
        seen[team, month] = number
        said |= {(figure, team, month): value for figure, value in values.items()}
    changes = _compared(said, kind)
    return Plan(changes, len(said) - len(changes), errors, len(table.lines))


class _LineIsWrong(ValueError):
    def __init__(self, errors: list[LineError]) -> None:
        super().__init__()
        self.errors = errors


def _line(
    number: int, cells: Sequence[str], keys: Sequence[str], kind: FileKind, teams: TeamNames, today: date
) -> tuple[uuid.UUID, date, dict[Figure, Decimal]]:
    if words := uploaded_columns.too_many_cells(cells, keys):
        raise _LineIsWrong([LineError(number, "", words)])
    text = {key: cell for key, cell in zip(keys, cells, strict=False) if key}
    errors: list[LineError] = []

    def read(key: str, what: Any) -> Any:
        try:
            return what(text.get(key, ""))
        except CellIsWrong as wrong:
            errors.append(LineError(number, columns_of(kind)[key], str(wrong)))
            return None

    month = read(MONTH, lambda cell: month_of(cell, today=today))
    team = read(TEAM, lambda cell: teams.key_of(cell, text.get(SERVICE, ""), what="figures"))
    values = {
        figure: read(figure, lambda cell, figure=figure: number_of(cell, in_parts=figure in IN_PARTS))
        for figure in KINDS[kind].figures
        if text.get(figure) or figure in KINDS[kind].needs
    }
    if not errors:
        errors = _together(number, values, kind)
    if errors:
        raise _LineIsWrong(errors)
    return team, month, values


def _together(number: int, values: Mapping[Figure, Decimal], kind: FileKind) -> list[LineError]:
    """What is wrong with figures that are each right."""
    if not values:
        return [LineError(number, "", "This line has no figure. Fill one in, or delete the line.")]
    if part_of := KINDS[kind].part_of:
        part, whole = part_of
        if values.get(part, Decimal(0)) > values[whole]:
            return [LineError(number, str(part.label), f"This is more than: {whole.label}. Correct one of them.")]
    return []


def _compared(said: Mapping[Place, Decimal], kind: FileKind) -> list[Change]:
    """What differs from what stands, in the order of the file."""
    months = [month for _figure, _team, month in said]
    if not months:
        return []
    rows = TeamMonth.objects.filter(figure__in=KINDS[kind].figures, month__range=(min(months), max(months)))
    standing = {
        (figure, team, month): (value, by)
        for figure, team, month, value, by in rows.values_list("figure", "team_id", "month", "value", "brought_by_id")
    }
    found = []
    for (figure, team, month), after in said.items():
        before, by = standing.get((figure, team, month), (None, None))
        if before != after:
            found.append(Change(figure, team, month, after, before, by))
    return found


def by_figure(plan: Plan) -> dict[Figure, tuple[int, int]]:
    """How many of each figure are new, and how many replace another."""
    new = Counter(change.figure for change in plan.changes if change.before is None)
    other = Counter(change.figure for change in plan.changes if change.before is not None)
    return {figure: (new[figure], other[figure]) for figure in Figure if new[figure] or other[figure]}
