"""What a file of decisions would bring today: lines that can be taken, and what is wrong in which line."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workforce_assurance.common import uploaded_columns
from workforce_assurance.common.uploaded_columns import LineError
from workforce_assurance.common.uploaded_tables import Table
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.team_names import TeamNames, team_names

from ..models import Decision, DecisionImport, DecisionKind, Ground
from .columns import APPROVER, KEY, LABELS, REQUESTER, recognise, what_is_missing
from .lines import Line, LineIsWrong, line_of


@dataclass(frozen=True)
class Plan:
    """What a file would bring."""

    decisions: list[Line] = field(default_factory=list)
    # How many were brought in before.
    same: int = 0
    errors: list[LineError] = field(default_factory=list)

    @property
    def lines_left_out(self) -> int:
        return len({error.line for error in self.errors})

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        return sorted(Counter(one.kind.label for one in self.decisions).items())

    @property
    def fingerprint(self) -> str:
        """What stands for exactly these decisions and these lines left out."""
        said = [f"{one}" for one in self.decisions] + [f"{error.line}" for error in self.errors]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


@dataclass(frozen=True)
class Known:
    """What a line is read against: what there is under which name, and who is who."""

    kinds: Mapping[str, DecisionKind]
    grounds: Mapping[str, Ground]
    people: Mapping[str, Any]
    teams: TeamNames
    importer: uuid.UUID
    today: date


@dataclass(frozen=True)
class Looked:
    """A file as it was read, and what it would bring; no plan when a column is missing."""

    table: Table
    keys: list[str]
    missing: str
    plan: Plan


def look_at(upload: DecisionImport, *, viewer: Any, today: date) -> Looked:
    """:raises UnreadableFile: when it cannot be read as it was asked"""
    table = uploaded_columns.table_of(
        bytes(upload.content), recognise, encoding=upload.encoding, delimiter=upload.delimiter
    )
    keys = [*upload.columns, *[""] * len(table.header)][: len(table.header)]
    missing = what_is_missing(keys)
    return Looked(table, keys, missing, Plan() if missing else plan_of(table, keys, viewer=viewer, today=today))


def plan_of(table: Table, keys: Sequence[str], *, viewer: Any, today: date) -> Plan:
    """What these lines would bring today, by this person."""
    said = [(number, cells, _named(cells, keys)) for number, cells in table.lines]
    known = _known([named for _number, _cells, named in said], viewer, today)
    there = set(
        Decision.objects.filter(outside_key__in=[named.get(KEY, "") for _n, _c, named in said if named.get(KEY)])
        .values_list("outside_key", flat=True)
    )  # fmt: skip
    plan, seen, same = Plan(), dict[str, int](), 0
    for number, cells, named in said:
        key = named.get(KEY, "")
        if key in there:
            same += 1
        elif words := uploaded_columns.too_many_cells(cells, keys) or _twice(key, seen):
            plan.errors.append(LineError(number, "", words))
        else:
            seen[key] = number
            _take(plan, number, named, known)
    return Plan(plan.decisions, same, plan.errors)


def _take(plan: Plan, number: int, named: Mapping[str, str], known: Known) -> None:
    try:
        plan.decisions.append(line_of(named, known))
    except LineIsWrong as wrong:
        plan.errors.extend(LineError(number, LABELS[column], reason) for column, reason in wrong.found)


def _named(cells: Sequence[str], keys: Sequence[str]) -> dict[str, str]:
    return {key: cell.strip() for key, cell in zip(keys, cells, strict=False) if key}


def _twice(key: str, seen: Mapping[str, int]) -> str:
    return f"Line {seen[key]} has the same key. Keep one of them." if key and key in seen else ""


def _known(lines: Sequence[Mapping[str, str]], viewer: Any, today: date) -> Known:
    governed = None if reach.is_administrator(viewer) else reach.services_governed_by(viewer)
    numbers = {line.get(column, "") for line in lines for column in (REQUESTER, APPROVER)}
    return Known(
        kinds=_by_any_name(DecisionKind), grounds=_by_any_name(Ground), people=people.people_by_staff_number(numbers),
        teams=team_names(governed), importer=viewer.pk, today=today,
    )  # fmt: skip


def _by_any_name(rows: Any) -> dict[str, Any]:
    """Everything that was ever published under its code and its name, the latest first; retired kinds too."""
    found: dict[str, Any] = {}
    for row in rows.objects.exclude(version__state="draft").order_by("-version__number", "position"):
        for name in (row.code, row.label):
            found.setdefault(name.casefold(), row)
    return found
