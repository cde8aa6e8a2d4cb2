"""The register as it is printed: facts and codes, nobody's name and no word that is said in a complaint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.queries import themes_ever
from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people
from workforce_assurance.rendering.registry import MOST_ROWS, Document, Printable, register_printable

from ..models import Complaint
from .forms import ComplaintFilter
from .listing import cells, narrowed

REGISTER = "governance.complaints"
ASKS = ("team", "theme", "state", "found", "case_reference", "first", "last")


def register_of(viewer: Any, asked: Mapping[str, str], now: datetime) -> Document:
    """What this viewer sees of the register at this moment, narrowed as its address said."""
    today, form = local_day(now, people.zone()), ComplaintFilter(dict(asked))
    understood = form.cleaned_data if form.is_valid() else {}
    rows = narrowed(Complaint.objects.visible_to(viewer, on=today), understood, now=now)
    found = list(rows.select_related("team__service").order_by("-received_on", "reference")[: MOST_ROWS + 1])
    themes = dict(themes_ever())
    context = {
        "rows": [cells(one, themes, today) for one in found[:MOST_ROWS]],
        "has_more": len(found) > MOST_ROWS,
        "most": MOST_ROWS,
    }
    return Document("Complaints", "pdf/complaints.html", context)


def _page() -> str:
    return reverse("complaints:complaints")


def _may(viewer: Any) -> bool:
    return bool(viewer.is_active)


def register() -> None:
    register_printable(Printable(REGISTER, "Complaints", _page, _may, register_of, ASKS))
