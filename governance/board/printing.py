"""A board paper as a PDF: from its row alone, so that everybody gets the same bytes on any day."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.words import long_instant
from workforce_assurance.people import queries as people
from workforce_assurance.rendering.printed_charts import printed_small
from workforce_assurance.rendering.registry import Document, Printable, register_printable

from ..models import BoardPaper
from . import page
from .enums import PaperState

KEY, TEMPLATE = "governance.board_paper", "pdf/board_paper.html"


def paper_of(viewer: Any, asked: Mapping[str, str], _now: datetime) -> Document:
    """A paper that was issued and that the viewer may see; of anything else, that there is none."""
    paper, zone = _asked(viewer, asked.get("paper", "")), people.zone()
    if paper is None or paper.issued_at is None:
        return Document("Board paper", TEMPLATE, {"paper": None})
    # When it was issued and for whom stand in place of when this file was made and for whom: it is the same paper for all.
    head = {
        "organisation": paper.figures["organisation"],
        "made": long_instant(paper.issued_at, zone),
        "made_for": "its readers",
    }
    return Document(page.title(paper), TEMPLATE, page.shown(paper, zone, drawing=printed_small) | head)


def _asked(viewer: Any, key: str) -> BoardPaper | None:
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    rows = BoardPaper.objects.visible_to(viewer).exclude(state=PaperState.DRAFT)
    return rows.select_related("service", "drafted_by", "issued_by", "replaced_by").filter(pk=wanted).first()


def register() -> None:
    register_printable(
        Printable(
            KEY, "Board paper", lambda: reverse("governance:board_papers"), lambda viewer: bool(viewer.is_active), paper_of,
            ("paper",),
        )
    )  # fmt: skip
