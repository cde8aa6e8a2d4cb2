"""What a cell says: a month or a number, however spreadsheets write them. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from workforce_assurance.common.uploaded_columns import CellIsWrong, short

__all__ = ["CellIsWrong", "month_of", "number_of", "short"]

MONTHS = (
    "%Y-%m", "%Y-%m-%d", "%m/%Y", "%d/%m/%Y", "%d.%m.%Y", "%m.%Y", "%b %Y", "%B %Y", "%b-%y", "%b %y", "%b-%Y", "%d %b %Y",
    "%d %B %Y", "%Y/%m", "%Y%m",
)  # fmt: skip
EARLIEST = date(2000, 1, 1)
LARGEST, LONGEST = Decimal(10_000_000), 20
NUMBER = re.compile(r"-?\d+(\.\d+)?")
IN_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
WITH_COMMA = re.compile(r"\d+,\d{1,2}")
PLACES = Decimal("0.01")


def month_of(cell: str, *, today: date) -> date:
    """The first day of the month that it names.

    :raises CellIsWrong: when it names none, or one that is not over
    """
    text = re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", cell.strip())
    for pattern in MONTHS:
        try:
            month = datetime.strptime(text, pattern).date().replace(day=1)  # noqa: DTZ007 - a month has no zone
        except ValueError:
            continue
        if month < EARLIEST:
            raise CellIsWrong(f"“{short(cell)}” is before {EARLIEST.year}. Correct the month.")
        if month >= today.replace(day=1):
            raise CellIsWrong(f"“{short(cell)}” is not over yet. Leave it out until it is.")
        return month
    raise CellIsWrong(f"“{short(cell)}” is no month. Write 2026-03 or March 2026.")


def number_of(cell: str, *, in_parts: bool) -> Decimal:
    """What it counts, to two places.

    :raises CellIsWrong: when it is no number, is below 0, has parts where there are none, or is beyond all measure
    """
    number = _number(cell)
    if number < 0:
        raise CellIsWrong(f"“{short(cell)}” is below 0. Correct it.")
    if number > LARGEST:
        raise CellIsWrong(f"“{short(cell)}” is more than 10 million. Correct it.")
    if not in_parts and number != number.to_integral_value():
        raise CellIsWrong(f"“{short(cell)}” is no whole number, and this is counted in whole ones.")
    return number.quantize(PLACES)


def _number(cell: str) -> Decimal:
    if not cell.strip():
        raise CellIsWrong("A figure is missing. Fill it in, or leave the line out.")
    text = re.sub(r"[\s\u00a0\u202f]", "", cell)
    if IN_THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif WITH_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    # Longer than any number here, or in digits that are not ours.
    if len(text) > LONGEST or not text.isascii() or not NUMBER.fullmatch(text):
        raise CellIsWrong(f"“{short(cell)}” is no number. Write it in digits.")
    return Decimal(text)
