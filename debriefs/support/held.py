"""What is held about a person's support, for their own eyes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_instant
from workforce_assurance.people import queries as people

from ..enums import CheckInWish
from ..models import CaseloadAdjustment, CheckIn, SupportOffer, SupportRequest
from .caseload_words import span_words
from .words import answer_status, request_status


def offers(person: Any, _now: datetime) -> Holding:
    """What was offered to them, and what they said."""
    zone, page = people.zone_for(person), reverse("support:home")
    rows = Rows(
        SupportOffer.objects.made_to(person).select_related("offered_by"),
        lambda row: (
            Cell(row.words, page), row.offered_by.full_name, long_instant(row.offered_at, zone),
            answer_status(row.answer, row.again_on, mine=True).words,
        ),
    )  # fmt: skip
    columns = ("What", "Offered by", "When", "Your answer")
    return Holding("support.offers", "Support offered to you", columns, rows, "Nothing was offered to you.")


def requests(person: Any, _now: datetime) -> Holding:
    """What they asked for, and of whom. Nobody else's pages have it, but for whoever was asked."""
    zone, page = people.zone_for(person), reverse("support:home")
    rows = Rows(
        SupportRequest.objects.asked_by(person).select_related("to"),
        lambda row: (
            Cell(row.words, page), row.to.full_name, long_instant(row.asked_at, zone),
            request_status(row.state).words,
        ),
    )  # fmt: skip
    columns = ("What", "Asked of", "When", "Status")
    return Holding("support.requests", "Support that you asked for", columns, rows, "You asked for none here.")


def check_ins(person: Any, _now: datetime) -> Holding:
    """When they were asked, and what they wished; never how they were."""
    zone = people.zone_for(person)
    rows = Rows(
        CheckIn.objects.filter(person=person).order_by("-noted_at", "pk"),
        lambda row: (long_instant(row.noted_at, zone), CheckInWish(row.wish).label if row.wish else "No answer"),
    )
    return Holding("support.check_ins", "Check-ins", ("Asked", "What you wished"), rows, "You were not asked.")


def caseload(person: Any, _now: datetime) -> Holding:
    """What is or was lighter for them."""
    rows = Rows(
        CaseloadAdjustment.objects.of_worker(person).select_related("agreed_by").in_order(),
        lambda row: (
            Cell(row.get_kind_display(), reverse("support:adjustment", args=[row.pk])), row.agreed_by.full_name,
            span_words(row), row.get_state_display(),
        ),
    )  # fmt: skip
    columns = ("What", "Agreed by", "From and until", "Status")
    return Holding("support.caseload", "Caseload adjustments", columns, rows, "None was agreed.")


def register() -> None:
    for order, build in enumerate((offers, requests, check_ins, caseload), start=44):
        register_holding(HoldingSource(f"support.{build.__name__}", order, build))
