"""How soon there was word back as the page and the file say it, in the same words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import NamedTuple

from workforce_assurance.common.disclosure import Hidden
from workforce_assurance.common.words import counted

from .word_back import ORGANISATION, Place, WordBack

SUPPRESSED = "Suppressed"
CSV_HEADER = ("where", "when", "incidents logged", "word back in time", "days", "half after", "nine tenths after")


class Row(NamedTuple):
    name: str
    when: str
    logged: str
    told: str
    share: str
    half: str
    nine_tenths: str


def rows_of(found: WordBack, services: Mapping[uuid.UUID, str], smallest: int) -> list[Row]:
    """The organisation and its months, for whoever sees all of its services; then the services, in the order of names."""
    year = f"{found.months[0]:%b %Y} to {found.months[-1]:%b %Y}"
    rows = [
        _row(found, ("service", key), name, year, smallest) for key, name in services.items() if key in found.services
    ]
    if not found.services or not found.services <= set(services):
        return rows
    months = [
        _row(found, ("month", month), "The organisation", f"{month:%b %Y}", smallest)
        for month in found.months
        if ("month", month) in found.places
    ]
    return [_row(found, ORGANISATION, "The organisation", year, smallest), *months, *rows]


def _row(found: WordBack, place: Place, name: str, when: str, smallest: int) -> Row:
    here = found.places[place]
    logged = _words(here.logged, found.hidden_logged.get(place), smallest)
    told = _words(here.told, found.hidden_told.get(place), smallest)
    shown = place not in found.hidden_logged and here.logged >= smallest
    share = f"{round(100 * here.told / here.logged)} %" if shown and place not in found.hidden_told else SUPPRESSED
    half, most = (_days(days) if shown else SUPPRESSED for days in (here.half, here.nine_tenths))
    return Row(name, when, logged, told, share, half, most)


def _words(number: int, hidden: Hidden | None, smallest: int) -> str:
    if hidden is None:
        return str(number)
    return f"<{smallest}" if hidden is Hidden.SMALL else SUPPRESSED


def _days(days: float | None) -> str:
    if days is None:
        return "Not yet"
    return "Less than a day" if days < 1 else counted(round(days), "day")
