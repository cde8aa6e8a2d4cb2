"""What the pages of samples of wordings say: codes, months and verdicts, never a sentence."""

from __future__ import annotations

from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import counted, long_instant

from ..models import LabelReading, LabelSample
from .drawing import is_reproduced
from .enums import DismissedBecause, Source, Verdict

READINGS = ("Reading", "Word", "Where", "State")
STRATA = ("Word", "Could be drawn", "Drawn")


def with_judged(rows: QuerySet) -> QuerySet:
    return rows.annotate(judged=Count("readings", filter=~Q(readings__verdict="")))


def cells(sample: Any, zone: ZoneInfo) -> list[Any]:
    """One line of the list of samples, with `judged` as its question gave it."""
    return [
        Cell(sample.reference, reverse("labels:sample", args=[sample.pk]), look="reference"),
        long_instant(sample.drawn_at, zone),
        f"{sample.size} of {sample.population}",
        f"{sample.judged} of {sample.size}",
    ]


def page(sample: LabelSample, *, zone: ZoneInfo) -> dict[str, Any]:
    """One sample: how it was drawn, whether its seed gives it again, and what was made of each."""
    readings = list(sample.readings.select_related("hit__scan"))
    shares = Counter(one.hit.code for one in readings)
    facts = [
        ("Drawn", f"{long_instant(sample.drawn_at, zone)}, {sample.drawn_by.full_name}"),
        ("Size", f"{sample.size} of {sample.population}"),
        ("Word list", f"Version {sample.version.number}"),
        ("Seed", sample.seed),
    ]
    return {
        "sample": sample,
        "facts": [{"label": label, "value": value} for label, value in facts],
        "is_reproduced": is_reproduced(sample),
        "strata_headings": STRATA,
        "strata": [[code, len(keys), shares[code]] for code, keys in sorted(sample.frame.items())],
        "headings": READINGS,
        "rows": [_row(one) for one in readings],
        "left": counted(sum(not one.verdict for one in readings), "reading"),
    }


def _row(reading: LabelReading) -> list[Any]:
    where = f"{Source(reading.hit.scan.source).label}, {reading.hit.scan.month:%b %Y}"
    number = f"{reading.place}"
    if reading.verdict:
        because = DismissedBecause(reading.because).label if reading.because else ""
        return [number, reading.hit.code, where, Cell(verdict_of(reading), tone="done", detail=because)]
    url = reverse("labels:reading", args=[reading.pk])
    return [Cell(number, url, read_out=": read it"), reading.hit.code, where, Cell("To be read", tone="")]


def verdict_of(reading: LabelReading) -> str:
    return {Verdict.CONFIRMED: "Rightly", Verdict.DISMISSED: "In vain", Verdict.UNCLEAR: "Cannot be told"}[
        Verdict(reading.verdict)
    ]
