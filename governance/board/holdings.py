"""What is held of somebody in board papers, for their own "My data": what they drafted, issued and wrote, and what is for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.words import long_instant
from workforce_assurance.people import queries as people

from ..models import BoardCaveat, BoardPaper


def papers(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        BoardPaper.objects.filter(Q(drafted_by=person) | Q(issued_by=person)).defer("figures"),
        lambda row: (row.reference, row.get_state_display(), long_instant(row.drafted_at, zone)),
    )
    return Holding(
        "governance.board_papers",
        "Board papers that you drafted or issued",
        ("Paper", "State", "Drafted"),
        rows,
        "None.",
    )


def caveats(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        BoardCaveat.objects.filter(written_by=person).select_related("paper").order_by("-written_at"),
        lambda row: (row.paper.reference, row.words, row.written_as, long_instant(row.written_at, zone)),
    )
    return Holding(
        "governance.board_caveats",
        "Caveats that you wrote in board papers",
        ("Paper", "Words", "As", "When"),
        rows,
        "None.",
    )


def to_read(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        BoardPaper.objects.read_by(person).defer("figures").order_by("-issued_at"),
        lambda row: (row.reference, row.get_state_display(), long_instant(row.issued_at, zone)),
    )
    return Holding(
        "governance.board_to_read", "Board papers that are for you", ("Paper", "State", "Issued"), rows, "None."
    )


def register() -> None:
    for order, (key, source) in enumerate(
        (("board_papers", papers), ("board_caveats", caveats), ("board_to_read", to_read)), start=62
    ):
        register_holding(HoldingSource(f"governance.{key}", order, source))
