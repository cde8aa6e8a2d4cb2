"""Rows of the register, and of its file: facts and codes; nobody's name and no word that is said in a complaint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day
from workforce_assurance.people.places import at_place

from ..models import Complaint
from .enums import CameBy, MadeBy
from .forms import PAST_DATE
from .querysets import ComplaintQuerySet
from .words import clock_in_words, found_in_words, status_of

CSV_HEADER = (
    *("reference", "team", "service", "about", "made by", "came by", "case reference", "received on", "acknowledge by"),
    *("acknowledged on", "answer by", "answered on", "status", "found", "no change because"),
)
COLUMNS = ("Reference", "About", "Team", "Came on", "Clock", "Status")


def narrowed(rows: ComplaintQuerySet, asked: Mapping[str, Any], *, now: datetime) -> ComplaintQuerySet:
    """The rows that fit what was asked, as the filter of the register understood it."""
    first: date | None = asked.get("first")
    last: date | None = asked.get("last")
    rows = at_place(rows, asked["team"]) if asked.get("team") else rows
    for name in ("theme", "found", "case_reference"):
        rows = rows.filter(**{name: asked[name]}) if asked.get(name) else rows
    if asked.get("state") == PAST_DATE:
        rows = rows.past_their_date(now=now)
    elif asked.get("state"):
        rows = rows.filter(state=asked["state"])
    rows = rows.filter(received_on__gte=first) if first else rows
    return rows.filter(received_on__lte=last) if last else rows


def cells(complaint: Complaint, themes: Mapping[str, str], today: date) -> tuple[Cell, ...]:
    status = status_of(complaint, today)
    return (
        Cell(complaint.reference, reverse("complaints:complaint", args=[complaint.pk]), look="reference"),
        Cell(themes.get(complaint.theme, complaint.theme), detail=MadeBy(complaint.made_by).label),
        Cell(complaint.team.name, detail=complaint.team.service.name),
        Cell(long_day(complaint.received_on), detail=CameBy(complaint.came_by).label),
        Cell(clock_in_words(complaint)),
        Cell(status.words, tone=status.tone, detail=found_in_words(complaint)),
    )


def csv_cells(row: Complaint) -> tuple[Any, ...]:
    return (
        row.reference, row.team.name, row.team.service.name, row.theme, row.made_by, row.came_by, row.case_reference,
        row.received_on, row.acknowledge_due_on, row.acknowledged_on or "", row.answer_due_on, row.answered_on or "",
        row.state, row.found, row.no_change,
    )  # fmt: skip
