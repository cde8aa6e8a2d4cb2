"""What imports of tables share: headings under any name, cells that say why they cannot be taken, and how a file was read. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .uploaded_tables import DELIMITERS, ENCODINGS, Table, read_table
from .workbooks import WORKBOOK, read_workbook

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%Y/%m/%d")
EARLIEST = date(2000, 1, 1)
# What a column is called, and under which other names it comes.
Names = Mapping[str, tuple[str, Sequence[str]]]


class CellIsWrong(ValueError):
    """Why a cell cannot be taken and what to do, as a sentence."""


@dataclass(frozen=True)
class LineError:
    """What is wrong with a line, in which column, and what to do."""

    line: int
    column: str
    reason: str


def plain(name: str) -> str:
    """A heading without what differs between spreadsheets."""
    return re.sub(r"[^a-z0-9]+", "", name.casefold())


def by_heading(names: Names) -> dict[str, str]:
    """The key of each column by every heading under which it comes."""
    return {plain(name): key for key, (label, also) in names.items() for name in (key, label, *also)}


def recognise(
    known: Mapping[str, str], allowed: Collection[str], header: Sequence[str], saved: Mapping[str, str] | None = None
) -> list[str]:
    """For each heading the key of its column, as it was chosen last time or else by its name; "" when it means nothing."""
    names, seen, keys = {**known, **(saved or {})}, set(), []
    for name in header:
        key = names.get(plain(name), "")
        keys.append("" if key in seen or key not in allowed else key)
        seen.add(key)
    return keys


def table_of(
    content: bytes,
    known: Callable[[list[str]], list[str]],
    *,
    encoding: str = "",
    delimiter: str = "",
    workbook: bool = False,
) -> Table:
    """The table of a workbook or a text.

    :raises UnreadableFile: when it cannot be read so
    """
    if workbook or encoding == WORKBOOK:
        return read_workbook(content)
    return read_table(content, encoding=encoding, delimiter=delimiter, recognise=known)


def read_as(encoding: str, delimiter: str) -> str:
    """How a file was read, in words."""
    if encoding not in ENCODINGS:
        return "a workbook, its first sheet"
    return f"text in {ENCODINGS[encoding]}, delimiter {DELIMITERS[delimiter].lower()}"


def too_many_cells(cells: Sequence[str], keys: Sequence[str]) -> str:
    """Why a line with more cells than there are headings cannot be taken; empty when it has none."""
    if not any(cells[len(keys) :]):
        return ""
    return f"This line has {len(cells)} cells and the header {len(keys)}. Is there a delimiter inside a cell?"


def day_of(cell: str, *, today: date) -> date:
    """The day that it names, however spreadsheets write it; in a text of figures the day comes before the month.

    :raises CellIsWrong: when it names none, or one that lies ahead
    """
    text = re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", cell.strip())
    for pattern in DAYS:
        try:
            day = datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if day < EARLIEST:
            raise CellIsWrong(f"“{short(cell)}” is before {EARLIEST.year}. Correct the day.")
        if day > today:
            raise CellIsWrong(f"“{short(cell)}” lies ahead. Leave the line out until it is over.")
        return day
    raise CellIsWrong(f"“{short(cell)}” is no day. Write 2026-03-14 or 14/03/2026." if text else "A day is missing.")


def short(cell: str) -> str:
    return cell if len(cell) <= 40 else f"{cell[:40]}…"
