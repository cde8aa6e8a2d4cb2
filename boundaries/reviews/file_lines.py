"""What the lines of a file of interactions say, and why one of them cannot be taken."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from workforce_assurance.common.case_references import why_not_a_case_reference
from workforce_assurance.common.uploaded_tables import Table
from workforce_assurance.people import queries as people

from ..models import Interaction
from .enums import InteractionKind

# The column and what it is called.
COLUMNS = {
    "key": "key",
    "staff_number": "staff number",
    "happened_on": "date",
    "kind": "kind",
    "case_reference": "case reference",
}
NEEDED = ("key", "staff_number", "happened_on", "kind")
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
LONGEST_KEY, LONGEST_CASE = 60, 40


@dataclass(frozen=True)
class Line:
    """One line as it would be taken."""

    key: str
    worker: uuid.UUID
    team: uuid.UUID
    supervisor: uuid.UUID | None
    kind: InteractionKind
    happened_on: date
    case_reference: str


@dataclass(frozen=True)
class Plan:
    """What a file would bring: new lines, how many are there already, and what is wrong in which line."""

    lines: list[Line] = field(default_factory=list)
    known: int = 0
    wrong: list[tuple[int, str]] = field(default_factory=list)


class _Wrong(ValueError):
    """What is wrong in a line, as a sentence."""


def plan_of(table: Table, *, today: date) -> Plan:
    """What the file would bring today; the header names the columns, in any order."""
    header = [name.strip().lower().replace("_", " ") for name in table.header]
    at = {column: header.index(name) for column, name in COLUMNS.items() if name in header}
    if missing := [COLUMNS[column] for column in NEEDED if column not in at]:
        return Plan(wrong=[(1, f"The header lacks {', '.join(missing)}.")])
    said = [(number, {column: _cell(cells, place) for column, place in at.items()}) for number, cells in table.lines]
    keys = {cells["key"] for _number, cells in said}
    known = set(Interaction.objects.filter(outside_key__in=keys).values_list("outside_key", flat=True))
    staff = _staff({cells["staff_number"] for _number, cells in said}, today=today)
    plan, seen = Plan(known=len(known)), set(known)
    for number, cells in said:
        if cells["key"] in known:
            continue
        try:
            plan.lines.append(_line(cells, staff, seen, today))
        except _Wrong as wrong:
            plan.wrong.append((number, str(wrong)))
    return plan


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _staff(numbers: set[str], *, today: date) -> dict[str, tuple[uuid.UUID, uuid.UUID | None, uuid.UUID | None]]:
    """Those in post with these staff numbers: their key, their team and their supervisor as they are today."""
    found = dict(people.people_in_post(on=today).filter(reference__in=numbers - {""}).values_list("reference", "pk"))
    teams = dict(people.memberships(on=today).filter(person__in=found.values()).values_list("person", "team"))
    lines = dict(
        people.supervision_lines(on=today).filter(worker__in=found.values()).values_list("worker", "supervisor")
    )
    return {number: (key, teams.get(key), lines.get(key)) for number, key in found.items()}


def _line(cells: Mapping[str, str], staff: Mapping[str, Any], seen: set[str], today: date) -> Line:
    key, case = cells["key"], cells.get("case_reference", "")
    if not key or len(key) > LONGEST_KEY or key in seen:
        raise _Wrong("Its key is missing, too long, or stands twice.")
    person, team, supervisor = staff.get(cells["staff_number"], (None, None, None))
    if person is None or team is None:
        raise _Wrong("Nobody with this staff number works in a team here.")
    day = _day(cells["happened_on"])
    if day is None or day > today:
        raise _Wrong("Its date is none, or lies ahead.")
    kinds = {text.casefold(): kind for kind in InteractionKind for text in (kind.value, kind.label)}
    kind = kinds.get(cells["kind"].casefold())
    if kind is None:
        raise _Wrong("Its kind is not on the list.")
    if case and (len(case) > LONGEST_CASE or why_not_a_case_reference(case)):
        raise _Wrong("Its case reference looks like a name or a number of somebody served.")
    seen.add(key)
    return Line(key, person, team, supervisor, kind, day, case)


def _day(text: str) -> date | None:
    for form in DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
