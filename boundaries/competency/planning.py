"""What a file of evidence would bring today: lines that can be taken, what is there already, and what is wrong in which line."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workforce_assurance.common import uploaded_columns
from workforce_assurance.common.uploaded_columns import (
    CellIsWrong,
    LineError,
    day_of,
    plain,
    short,
    too_many_cells,
)
from workforce_assurance.common.uploaded_tables import Table
from workforce_assurance.people import queries as people

from ..models import CompetencyEvidence, EvidenceImport
from .columns import CHECK, DAY, EXTENT, KIND, LABELS, OBSERVER, SKILL, STAFF, is_passed, is_refresh, kind_of, recognise
from .columns import what_is_missing as what_columns_are_missing
from .enums import WITH_AN_OBSERVER, EvidenceKind
from .policy import in_force

OWN = "This is evidence of your own. Somebody else brings it in, or leave the line out."
THEMSELVES = "Nobody observes themselves. Name somebody else who was there."


@dataclass(frozen=True)
class Piece:
    """One piece of evidence as a line says it."""

    person: uuid.UUID
    skill: str
    kind: EvidenceKind
    is_refresh: bool
    on: date
    check_passed: bool
    observer: uuid.UUID | None = None

    @property
    def is_same_as(self) -> tuple[Any, ...]:
        """What makes two pieces one; who was there is no part of it."""
        return (self.person, self.skill, str(self.kind), self.is_refresh, self.on, self.check_passed)


@dataclass(frozen=True)
class Plan:
    """What a file would bring."""

    pieces: list[Piece] = field(default_factory=list)
    # How many lines say what stands already.
    same: int = 0
    errors: list[LineError] = field(default_factory=list)

    @property
    def lines_left_out(self) -> int:
        return len({error.line for error in self.errors})

    @property
    def fingerprint(self) -> str:
        """What stands for exactly these pieces and these lines left out."""
        said = [f"{one.is_same_as}|{one.observer}" for one in self.pieces] + [str(one.line) for one in self.errors]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


@dataclass(frozen=True)
class Looked:
    """A file as it was read, and what it would bring; no plan when a column is missing."""

    table: Table
    keys: list[str]
    missing: str
    plan: Plan


@dataclass(frozen=True)
class Known:
    """Whom and what lines may name: people in post by staff number, skills by code and name, and who brings them in."""

    staff: Mapping[str, uuid.UUID]
    skills: Mapping[str, str]
    by: uuid.UUID
    today: date


def table_of(content: bytes, *, encoding: str = "", delimiter: str = "", workbook: bool = False) -> Table:
    """:raises UnreadableFile: when it cannot be read so"""
    return uploaded_columns.table_of(content, recognise, encoding=encoding, delimiter=delimiter, workbook=workbook)


def look_at(upload: EvidenceImport, *, viewer: Any, today: date) -> Looked:
    """:raises UnreadableFile: when it cannot be read as it was asked"""
    table = table_of(bytes(upload.content), encoding=upload.encoding, delimiter=upload.delimiter)
    keys = [*upload.columns, *[""] * len(table.header)][: len(table.header)]
    missing = what_columns_are_missing(keys)
    return Looked(table, keys, missing, Plan() if missing else plan_of(table, keys, known_to(viewer, today)))


def known_to(viewer: Any, today: date) -> Known:
    """Everybody in post: what a learning system knows is of the whole organisation."""
    rows = people.people_in_post(on=today).order_by().values_list("reference", "pk")
    skills = {plain(name): one.code for one in in_force() for name in (one.code, one.label)}
    return Known({reference.casefold(): key for reference, key in rows if reference}, skills, viewer.pk, today)


def plan_of(table: Table, keys: Sequence[str], known: Known) -> Plan:
    """What these lines would bring."""
    found: dict[tuple[Any, ...], Piece] = {}
    lines: dict[tuple[Any, ...], int] = {}
    errors: list[LineError] = []
    for number, cells in table.lines:
        piece, wrong = _line(number, cells, keys, known)
        errors += wrong
        if piece is None:
            continue
        if first := lines.get(piece.is_same_as):
            errors.append(LineError(number, "", f"Line {first} says the same. Keep one of them."))
            continue
        lines[piece.is_same_as], found[piece.is_same_as] = number, piece
    new = _new(found.values())
    return Plan(new, len(found) - len(new), errors)


def _line(number: int, cells: Sequence[str], keys: Sequence[str], known: Known) -> tuple[Piece | None, list[LineError]]:
    if words := too_many_cells(cells, keys):
        return None, [LineError(number, "", words)]
    text = {key: cell for key, cell in zip(keys, cells, strict=False) if key}
    errors: list[LineError] = []

    def read(key: str, what: Callable[[str], Any]) -> Any:
        try:
            return what(text.get(key, ""))
        except CellIsWrong as wrong:
            errors.append(LineError(number, LABELS[key], str(wrong)))
            return None

    person = read(STAFF, lambda cell: _person(cell, known))
    kind = read(KIND, kind_of)
    skill = read(SKILL, lambda cell: _skill(cell, known))
    on = read(DAY, lambda cell: day_of(cell, today=known.today))
    passed, refresh = read(CHECK, is_passed), read(EXTENT, is_refresh)
    observer = read(OBSERVER, lambda cell: _observer(cell, person, known)) if kind in WITH_AN_OBSERVER else None
    return (None, errors) if errors else (Piece(person, skill, kind, refresh, on, passed, observer), [])


def _person(cell: str, known: Known) -> uuid.UUID:
    found = _by_number(cell, known)
    if found == known.by:
        raise CellIsWrong(OWN)
    return found


def _observer(cell: str, person: uuid.UUID | None, known: Known) -> uuid.UUID:
    if not cell.strip():
        raise CellIsWrong("Name the staff number of who was there. Only e-learning has nobody.")
    found = _by_number(cell, known)
    if found == person:
        raise CellIsWrong(THEMSELVES)
    return found


def _by_number(cell: str, known: Known) -> uuid.UUID:
    if not cell.strip():
        raise CellIsWrong("A staff number is missing. Fill it in, or leave the line out.")
    found = known.staff.get(cell.strip().casefold())
    if found is None:
        raise CellIsWrong(f"Nobody in post has the staff number “{short(cell)}”. Correct it, or leave the line out.")
    return found


def _skill(cell: str, known: Known) -> str:
    found = known.skills.get(plain(cell))
    if found is None:
        raise CellIsWrong(f"“{short(cell)}” is no skill of the policy. Write its name as it stands there.")
    return found


def _new(pieces: Iterable[Piece]) -> list[Piece]:
    """Those that do not stand already, in the order of the file."""
    asked = list(pieces)
    rows = CompetencyEvidence.objects.counting().filter(person__in={one.person for one in asked}).order_by()
    standing = set(rows.values_list("person", "skill_code", "kind", "is_refresh", "took_place_on", "check_passed"))
    return [one for one in asked if one.is_same_as not in standing]
