"""CSV that a spreadsheet opens without running it, and that reads back as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Excel takes a file without this mark for the local 8-bit encoding.
BYTE_ORDER_MARK = "\ufeff"


def neutral(value: Any) -> Any:
    """The cell with an apostrophe in front when a spreadsheet would take it for a formula."""
    if isinstance(value, str) and value.lstrip("'").startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value


def restored(value: str) -> str:
    """The cell as it was before `neutral`."""
    if value.startswith("'") and value.lstrip("'").startswith(FORMULA_STARTS):
        return value[1:]
    return value


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The table as CSV text, every cell neutral."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue()


def csv_response(file_name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The table as a file to download."""
    content = BYTE_ORDER_MARK + to_csv(header, rows)
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"', "Cache-Control": "no-store, private"},
    )
