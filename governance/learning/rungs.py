"""Where obligations that began to run out were done, rung by rung, in the last month of which everything may be shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from workforce_assurance.common.tables import Cell

from ..measures import findings
from ..measures.charting import Charted, Reading
from ..measures.places import Places, words_of

KEYS = ("escalations.reminded", "escalations.first_rung", "escalations.second_rung")
NAMES = ("After the reminder alone", "At the first rung", "At the second rung")
HEADINGS = ("Done", "Here", "By then", "Half, and nine in ten, within")


def table(charts: Mapping[str, Charted], places: Places, number: int) -> dict[str, Any] | None:
    """The share done at each rung and up to it, with the time it took; None where no month shows all of them."""
    shown = [
        {month for month, one in charts[key].readings.items() if not one.suppressed and one.denominator} for key in KEYS
    ]
    months = set.intersection(*shown)
    if not months:
        return None
    month = max(months)
    readings = [charts[key].readings[month] for key in KEYS]
    query = f"?place={words_of(places.chosen)}&months={number}"
    rows = []
    before = 0.0
    for key, name, reading in zip(KEYS, NAMES, readings, strict=True):
        done = reading.numerator or 0.0
        url = f"{reverse('governance:measure', args=[key])}{query}"
        rows.append([Cell(name, url=url), _share(done - before, reading), _share(done, reading), _days(reading)])
        before = done
    rows.append(["Later, or missed", _share((readings[-1].denominator or 0.0) - before, readings[-1]), "", ""])
    return {"caption": f"Obligations that ended in {month:%B %Y}", "headings": HEADINGS, "rows": rows}


def _share(number: float, reading: Reading) -> str:
    of = reading.denominator or 1.0
    return f"{100 * number / of:.0f} % ({number:,.0f} of {of:,.0f})"


def _days(reading: Reading) -> str:
    return findings.days_words(reading) or "Not computable"
