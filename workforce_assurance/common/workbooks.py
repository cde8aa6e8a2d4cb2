"""Reading the first sheet of a workbook (xlsx) into a table, within limits that a hostile file cannot pass. Pure.

What formulas gave when the workbook was saved is read, never the formulas. openpyxl is loaded when a workbook is read.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from .uploaded_tables import LARGEST, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, TOO_LARGE, Table, UnreadableFile, checked

# How a table says that it came from a workbook, in place of an encoding.
WORKBOOK = "workbook"
# A workbook is a ZIP: how much it may unfold to, and of how many parts it may be made.
UNFOLDED = 40_000_000
PARTS = 500
# Lines that say nothing are passed over, so many of them.
MOST_LOOKED_AT = MOST_ROWS * 2

NOT_A_WORKBOOK = (
    "This workbook cannot be read. Open it in your spreadsheet and save it as .xlsx or CSV, without a password."
)
TOO_MUCH = "This workbook unfolds to far more than a table of figures. Copy the figures into a new workbook, or save them as CSV."


def looks_like_workbook(content: bytes) -> bool:
    """Whether it begins as a ZIP or as a workbook of old or with a password does."""
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_workbook(content: bytes) -> Table:
    """The first visible sheet, its cells as text: a day as 2026-03-27, a whole number without a point.

    :raises UnreadableFile: with a sentence that says what to do
    """
    if len(content) > LARGEST:
        raise UnreadableFile(TOO_LARGE)
    _unfolds_to_little(content)
    try:
        # What openpyxl leaves out of a sheet, it warns of; no figure is among it.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return checked(WORKBOOK, "", list(_lines(content)))
    except UnreadableFile:
        raise
    # A broken or hostile part makes openpyxl, zlib or the reader of XML raise whatever they come upon.
    except Exception:  # noqa: BLE001
        raise UnreadableFile(NOT_A_WORKBOOK) from None


def _unfolds_to_little(content: bytes) -> None:
    """Unfold every part once, counting what comes out: what a ZIP says of itself need not be true.

    :raises UnreadableFile: when it is no ZIP, or too much comes out of it
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            little = len(parts.infolist()) <= PARTS and _unfolded(parts) <= UNFOLDED
    # What is no ZIP, is encrypted or is broken makes zipfile raise a dozen kinds of error.
    except Exception:  # noqa: BLE001
        raise UnreadableFile(NOT_A_WORKBOOK) from None
    if not little:
        raise UnreadableFile(TOO_MUCH)


def _unfolded(parts: zipfile.ZipFile) -> int:
    """How many bytes come out of it; no more are counted than show that it is too much."""
    total = 0
    for part in parts.infolist():
        with parts.open(part) as unfolding:
            while total <= UNFOLDED and (piece := unfolding.read(1 << 20)):
                total += len(piece)
    return total


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise UnreadableFile(NOT_A_WORKBOOK)
        # What a sheet says of its own size need not be true.
        sheets[0].reset_dimensions()
        rows = sheets[0].iter_rows(max_row=MOST_LOOKED_AT, max_col=MOST_COLUMNS + 1, values_only=True)
        for number, row in enumerate(rows, start=1):
            cells = _cells(row)
            if any(cells):
                yield number, cells
    finally:
        book.close()


def _cells(row: Sequence[Any]) -> list[str]:
    """Its cells as text, without the empty ones at its end."""
    cells = [_text(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: Any) -> str:
    """What a cell says, as it would stand in a CSV."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value)[: LONGEST_CELL + 1].replace("\x00", "").split())
