"""Whom decisions were about, in counts by kind and one characteristic, so that no small number is given away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db.models import Count

from workforce_assurance.common.dates import month_start, start_of_day
from workforce_assurance.common.disclosure import Hidden, Sum, suppress
from workforce_assurance.people import queries as people

from .enums import AgeBand, Disability, Ethnicity, Gender
from .models import Decision

CHARACTERISTICS: dict[str, tuple[str, Any]] = {
    "age_band": ("Age", AgeBand),
    "gender": ("Gender", Gender),
    "ethnicity": ("Ethnic group", Ethnicity),
    "disability": ("Disability", Disability),
}
MONTHS = 12
TOTAL = ""
Cell = tuple[str, str]


@dataclass(frozen=True)
class Counts:
    """Rows of words: a kind, then a cell for each value of the characteristic, then all of that kind."""

    smallest: int
    title: str
    first: date
    last: date
    columns: list[str]
    rows: list[tuple[str, list[str]]]


def counts_by(characteristic: str, *, viewer: Any, today: date, zone: ZoneInfo) -> Counts:
    """Decisions that took effect in the last twelve whole months, of the teams that the viewer manages or governs."""
    title, values = CHARACTERISTICS[characteristic]
    end = month_start(today)
    first = end - relativedelta(months=MONTHS)
    rows = Decision.objects.of_teams_managed_by(viewer, on=today) | Decision.objects.governed_by(viewer)
    rows = rows.filter(
        effective_at__gte=start_of_day(first, zone), effective_at__lt=start_of_day(end, zone), equality__isnull=False
    )
    by = ("kind__code", f"equality__{characteristic}")
    found = {(kind, value): number for kind, value, number in rows.values_list(*by).annotate(Count("pk")).order_by()}
    labels = dict(rows.values_list("kind__code", "kind__label"))
    codes = [str(code) for code in values.values]
    smallest = people.smallest_group_for(viewer)
    shown = _shown(found, sorted(labels), codes, smallest)
    return Counts(
        smallest, title, first, end - relativedelta(days=1), [*(str(label) for label in values.labels), "All"],
        [(labels[kind], [shown[kind, code] for code in (*codes, TOTAL)]) for kind in sorted(labels)],
    )  # fmt: skip


def _shown(found: dict[Cell, int], kinds: list[str], codes: list[str], smallest: int) -> dict[Cell, str]:
    """Each kind is a sum of its own; no sum runs over kinds, so that none gives another away."""
    counts = {(kind, code): found.get((kind, code), 0) for kind in kinds for code in codes}
    counts |= {(kind, TOTAL): sum(counts[kind, code] for code in codes) for kind in kinds}
    sums = [Sum((kind, TOTAL), tuple((kind, code) for code in codes)) for kind in kinds]
    hidden = suppress(counts, sums, smallest=smallest)
    return {cell: _words(number, hidden.get(cell), smallest) for cell, number in counts.items()}


def _words(number: int, how: Hidden | None, smallest: int) -> str:
    if how is Hidden.SMALL:
        return f"<{smallest}"
    return "Suppressed" if how is Hidden.WITHHELD else str(number)
