"""What Today shows of board papers: those of the last fortnight that are for the viewer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..models import BoardPaper
from .querysets import PaperQuerySet

SHOWN_FOR = timedelta(days=14)


def issued_lately(viewer: Any, now: datetime) -> PaperQuerySet:
    rows = BoardPaper.objects.read_by(viewer).in_force().filter(issued_at__gt=now - SHOWN_FOR)
    return rows.order_by("-issued_at", "pk").only("reference", "issued_at")


def build(viewer: Any, _now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            text=f"Board paper {one.reference}", url=reverse("governance:board_paper", args=[one.pk]), action="Read it",
            detail=f"Issued {long_day(one.issued_at.astimezone(zone))}" if one.issued_at else "",
        )
        for one in found.rows
    ]  # fmt: skip
    return Panel("board", "Board papers to read", rows, all_url=reverse("governance:board_papers"), total=found.total)


def register() -> None:
    register_panel(RowsSource("governance.board", 68, issued_lately, build))
