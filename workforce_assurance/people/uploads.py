"""What a file that somebody uploaded would change today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workforce_assurance.common.uploaded_tables import Table, read_table

from .changes import Plan, plan
from .columns import recognise, what_is_missing
from .models import PeopleImport
from .rows import read_rows
from .snapshot import take_snapshot


@dataclass(frozen=True)
class Preview:
    """The file as it was read, and what it would change; no plan when a column that is needed is missing."""

    table: Table
    keys: list[str]
    missing: str
    plan: Plan | None


def preview(upload: PeopleImport, *, on: date) -> Preview:
    """:raises UnreadableFile: when the file cannot be read as it was asked"""
    table = read_table(bytes(upload.content), encoding=upload.encoding, delimiter=upload.delimiter, recognise=recognise)
    keys = _one_for_each(upload.columns, len(table.header))
    missing = what_is_missing(keys)
    if missing:
        return Preview(table, keys, missing, None)
    rows, errors = read_rows(table, keys)
    return Preview(table, keys, "", plan(rows, errors, take_snapshot(on=on)))


def _one_for_each(keys: list[str], columns: int) -> list[str]:
    return [*keys, *[""] * columns][:columns]
