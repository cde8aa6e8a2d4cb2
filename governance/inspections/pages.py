"""What the pages of inspector access show, on both sides, as cells and rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.audit import queries as audit
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_instant

from ..models import AuditUnit, Inspection, InspectionItem
from ..packs.pages import months_words, place_words
from .commands import SUBJECT
from .contents import contents_of
from .enums import Viewed
from .scope import packs_under, units_under

COLUMNS = ("Access", "For", "Pack", "Until", "State")
VIEWS, ITEMS = ("When", "What", "Which"), ("Asked", "What", "Answer")
MOST_VIEWS = 200
ABOUT = {
    "definitions": "How each measure is counted",
    "values": "Every measure by place and month",
    "signals": "Where more than chance was at work",
    "actions": "Actions, without their words",
    "meetings": "Governance meetings",
    "crosswalk": "What answers named standards",
    "gaps": "What the pack does not say, and why",
}


def state_of(one: Inspection, now: datetime) -> Cell:
    if one.ended_at:
        return Cell("Ended", tone="quiet")
    return Cell("Open", tone="info") if one.is_open(now) else Cell("Over", tone="quiet")


def listed(one: Inspection, now: datetime, zone: ZoneInfo) -> list[Any]:
    return [
        Cell(
            one.reference, reverse("governance:inspection", args=[one.pk]), look="reference",
            detail=f"{one.inspector.full_name}, from {long_instant(one.opens_at, zone)}",
        ),
        one.body,
        one.pack.reference,
        long_instant(one.closes_at, zone),
        state_of(one, now),
    ]  # fmt: skip


def facts(one: Inspection, zone: ZoneInfo) -> list[dict[str, str]]:
    rows = [
        ("Inspector", f"{one.inspector.full_name}, {one.body}"),
        ("Pack", f"{one.pack.reference}: {place_words(one.pack)}, {months_words(one.pack)}"),
        ("Sample", f"Audit {one.audit.reference}, {one.audit.size} read without names" if one.audit else "None"),
        ("From", long_instant(one.opens_at, zone)),
        ("Until", long_instant(one.closes_at, zone)),
        ("Given by", one.granted_by.full_name),
    ]
    if one.ended_at and one.ended_by:
        rows.append(("Ended", f"{long_instant(one.ended_at, zone)}, {one.ended_by.full_name}"))
    return [{"label": label, "value": value} for label, value in rows]


def for_the_lead(one: Inspection, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """What was given, what was looked at, and what else was asked for."""
    viewed = audit.reads_of(SUBJECT, one.pk)
    return {
        "inspection": one,
        "is_open": one.is_open(now),
        "state": state_of(one, now),
        "facts": facts(one, zone),
        "views_headings": VIEWS,
        "views": [_view(entry, zone) for entry in viewed[:MOST_VIEWS]],
        "views_all": viewed.count(),
        "items_headings": ITEMS,
        "items": [_item(item, zone, one.is_open(now)) for item in one.items.select_related("given_pack")],
    }


def _view(entry: Any, zone: ZoneInfo) -> list[str]:
    what = entry.facts.get("what", "")
    label = str(Viewed(what).label) if what in Viewed.values else what
    return [long_instant(entry.at, zone), label, entry.facts.get("name", "")]


def _item(item: InspectionItem, zone: ZoneInfo, is_open: bool) -> list[Any]:
    answer: Any = item.get_answer_display()
    if not item.answer:
        answer = "The access ended first"
        if is_open:
            answer = Cell("Answer it", reverse("governance:inspection_answer", args=[item.pk]))
    return [long_instant(item.asked_at, zone), item.words, answer]


def for_the_inspector(one: Inspection, zone: ZoneInfo) -> dict[str, Any]:
    """What there is to read, and what was asked for."""
    return {
        "inspection": one,
        "facts": facts(one, zone),
        "packs": [_pack(one, pack) for pack in packs_under(one)],
        "records": [_record(one, unit) for unit in units_under(one)],
        "items_headings": ITEMS,
        "items": [
            [long_instant(item.asked_at, zone), item.words, item.get_answer_display() or "Waits for its answer"]
            for item in one.items.all()
        ],
        "may_ask": not one.items.waiting().exists(),
    }


def _pack(one: Inspection, pack: Any) -> dict[str, Any]:
    found = contents_of(pack)
    tables = [
        {"words": ABOUT.get(name, name), "url": reverse("inspections:table", args=[one.pk, pack.pk, name])}
        for name in found.tables
    ]
    title = f"Evidence pack {pack.reference}: {place_words(pack)}, {months_words(pack)}"
    return {"title": title, "tables": tables, "seal": pack.seal, "made_by": found.manifest.get("made_by", "")}


def _record(one: Inspection, unit: AuditUnit) -> dict[str, str]:
    return {"words": record_words(unit), "url": reverse("inspections:record", args=[one.pk, unit.pk])}


def record_words(unit: AuditUnit) -> str:
    """Its number in the audit, or that it was given on asking: never its own reference."""
    return f"Number {unit.number}" if unit.number else "Given on asking"


def page_of(rows: Sequence[Any], number: str, size: int) -> tuple[Sequence[Any], int, int]:
    """The rows of a page of a table, which page that is and of how many; what is no number is the first."""
    pages = max(1, -(-len(rows) // size))
    asked = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    at = min(max(asked, 1), pages)
    return rows[(at - 1) * size : at * size], at, pages
