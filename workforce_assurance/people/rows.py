"""What each line of a file says of a person, checked on its own: dates, addresses, roles. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from workforce_assurance.common.uploaded_tables import LONGEST_CELL, Table

from .columns import BY_KEY
from .enums import Role

DATE_FORMATS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d/%m/%y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
)
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
YES = {"yes", "y", "true", "1"}
NO = {"no", "n", "false", "0"}
# Places that follow from the lines, and need no role.
NO_ROLE = {"", "worker", "supervisor", "manager", "none", "staff", "user"}
LONGEST = {"staff_number": 40, "name": 150, "job_title": 100, "service": 120, "team": 120, "email": 254}
ROLES = {name.casefold(): role for role in Role for name in (role.value, role.label)} | {
    "admin": Role.ADMINISTRATOR,
    "governance": Role.GOVERNANCE_LEAD,
    "data protection": Role.DATA_PROTECTION,
}


@dataclass(frozen=True)
class RowError:
    """What is wrong with one line, and in which column."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True)
class PersonRow:
    """What a line says; an empty value says nothing, and leaves what is there."""

    line: int
    staff_number: str = ""
    name: str = ""
    email: str = ""
    job_title: str = ""
    service: str = ""
    team: str = ""
    supervisor: str = ""
    manager: str = ""
    started_on: date | None = None
    left_on: date | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    receives_supervision: bool | None = None


class _CellError(Exception):
    """Why a cell cannot be taken, as a sentence."""


def read_rows(table: Table, keys: list[str]) -> tuple[list[PersonRow], list[RowError]]:
    """The people of a table with these columns (a key for each, "" for one to pass over), and what is wrong."""
    rows: list[PersonRow] = []
    errors: list[RowError] = []
    for line, cells in table.lines:
        said, wrong = _read_cells(line, cells, keys)
        errors += wrong
        if not wrong:
            rows.append(PersonRow(line=line, **said))
    return rows, errors + _said_twice(rows)


def _read_cells(line: int, cells: list[str], keys: list[str]) -> tuple[dict[str, Any], list[RowError]]:
    if len(cells) > len(keys) and any(cells[len(keys) :]):
        reason = f"This line has {len(cells)} cells and the header {len(keys)}. Is there a delimiter inside a cell?"
        return {}, [RowError(line, "", reason)]
    said: dict[str, Any] = {}
    errors = []
    for key, cell in zip(keys, cells, strict=False):
        try:
            said |= _read_cell(key, cell) if key and cell else {}
        except _CellError as error:
            errors.append(RowError(line, BY_KEY[key].label, str(error)))
    names = [said.pop("first_name", ""), said.pop("last_name", "")]
    said["name"] = said.get("name") or " ".join(filter(None, names))
    return said, errors or _whole_row(line, said)


def _read_cell(key: str, cell: str) -> dict[str, Any]:
    if len(cell) > LONGEST.get(key, LONGEST_CELL):
        raise _CellError(f"This is longer than {LONGEST.get(key, LONGEST_CELL)} characters.")
    if key in {"started_on", "left_on"}:
        return {key: _day(cell)}
    if key == "role":
        return {"roles": _roles(cell)}
    if key == "receives_supervision":
        return {key: _yes_or_no(cell)}
    if key == "email":
        return {key: _address(cell)}
    return {key: cell}


def _whole_row(line: int, said: dict[str, Any]) -> list[RowError]:
    if not said["name"]:
        return [RowError(line, "Name", "Give the person's name.")]
    if len(said["name"]) > LONGEST["name"]:
        return [RowError(line, "Name", "This is longer than 150 characters.")]
    if not said.get("staff_number") and not said.get("email"):
        return [RowError(line, "Staff number", "Give a staff number or an e-mail address, to know the person by.")]
    started, left = said.get("started_on"), said.get("left_on")
    if started and left and left < started:
        return [RowError(line, "Leave date", f"{left} is before the start date, {started}.")]
    return []


def _day(cell: str) -> date:
    cell = re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", cell)
    for pattern in DATE_FORMATS:
        try:
            day = datetime.strptime(cell, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if EARLIEST <= day <= LATEST:
            return day
        raise _CellError(f"“{_short(cell)}” is not between {EARLIEST.year} and {LATEST.year}.")
    raise _CellError(f"“{_short(cell)}” is no day. Write 2026-03-27 or 27/3/2026.")


def _roles(cell: str) -> frozenset[Role]:
    found = set()
    for word in re.split(r"[;,/|]", cell):
        name = word.strip().casefold()
        if name in NO_ROLE:
            continue
        if name not in ROLES:
            labels = ", ".join(Role.labels)
            raise _CellError(
                f"“{_short(word.strip())}” is no role. Roles are: {labels}. Supervisors and managers need none."
            )
        found.add(ROLES[name])
    return frozenset(found)


def _yes_or_no(cell: str) -> bool:
    if cell.casefold() in YES | NO:
        return cell.casefold() in YES
    raise _CellError(f"“{_short(cell)}” is neither yes nor no.")


def _address(cell: str) -> str:
    try:
        validate_email(cell)
    except ValidationError:
        raise _CellError(f"“{_short(cell)}” is no e-mail address.") from None
    return cell.lower()


def _said_twice(rows: list[PersonRow]) -> list[RowError]:
    errors = []
    for key in ("staff_number", "email"):
        first: dict[str, int] = {}
        for row in rows:
            value = getattr(row, key).casefold()
            if value and value in first:
                errors.append(RowError(row.line, BY_KEY[key].label, f"Line {first[value]} has the same one."))
            first.setdefault(value, row.line)
    return errors


def _short(cell: str) -> str:
    return cell if len(cell) <= 60 else f"{cell[:60]}…"
