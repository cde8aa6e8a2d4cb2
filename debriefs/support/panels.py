"""What Today shows of support: an offer for oneself, who asks one, and whom a supervisor could offer something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import CaseloadAdjustment, SupportOffer, SupportRequest
from ..words import Status
from .caseload_querysets import CaseloadAdjustmentQuerySet
from .caseload_words import span_words, status_of
from .querysets import SupportOfferQuerySet, SupportRequestQuerySet, without_contact


def for_me(viewer: Any, now: datetime) -> SupportOfferQuerySet:
    """What was offered to the viewer and has no answer, or comes up again today."""
    waiting = SupportOffer.objects.made_to(viewer).to_bring_up(on=local_day(now, people.zone_for(viewer)))
    return waiting.select_related("offered_by").only("kind", "offered_by__full_name")


def _offered(_viewer: Any, _now: datetime, found: Found) -> Panel:
    home = reverse("support:home")
    rows = [
        Row(offer.words, home, detail=f"From {offer.offered_by.full_name}. You owe no answer.", action="Look at it")
        for offer in found.rows
    ]
    return Panel("offers_for_me", "An offer for you", rows, all_url=home, total=found.total)


def asks_me(viewer: Any, _now: datetime) -> SupportRequestQuerySet:
    """Who asks the viewer for support and waits; on nobody else's Today."""
    waiting = SupportRequest.objects.waiting().asked_of(viewer).select_related("person").order_by("asked_at", "pk")
    return waiting.only("kind", "asked_at", "person__full_name")


def _asking(viewer: Any, _now: datetime, found: Found) -> Panel:
    zone, home = people.zone_for(viewer), reverse("support:home")
    rows = [
        Row(
            request.person.full_name, home, action="Get in touch",
            detail=f"{request.words}, asked on {long_day(local_day(request.asked_at, zone))}",
        )
        for request in found.rows
    ]  # fmt: skip
    return Panel("asks_me", "Somebody asks you for support", rows, all_url=home, total=found.total)


def no_contact_since(viewer: Any, now: datetime) -> Any:
    """Whom the viewer supervises who met with an incident lately, with no session, group or offer since."""
    workers = reach.workers_supervised_by(viewer, on=local_day(now, people.zone_for(viewer)))
    rows = without_contact(workers, now=now).select_related("person", "incident")
    return rows.only("person__full_name", "incident__happened_at")


def _to_offer(viewer: Any, _now: datetime, found: Found) -> Panel:
    zone, offer = people.zone_for(viewer), reverse("support:offer")
    rows = [
        Row(
            row.person.full_name, f"{offer}?to={row.person_id}", action="Offer support",
            detail=f"A recent event on {long_day(local_day(row.incident.happened_at, zone))}, no contact since",
        )
        for row in found.rows
    ]  # fmt: skip
    title = "A word with somebody: an offer, not a score"
    return Panel("no_contact_since", title, rows, all_url=offer, total=found.total)


CASELOAD = ("kind", "state", "starts_on", "ends_on", "review_on", "worker__full_name")


def caseload_for_me(viewer: Any, _now: datetime) -> CaseloadAdjustmentQuerySet:
    """What somebody proposes to lighten for the viewer."""
    rows = CaseloadAdjustment.objects.to_answer(viewer).select_related("agreed_by").order_by("proposed_at", "pk")
    return rows.only("kind", "starts_on", "ends_on", "agreed_by__full_name")


def _proposed(_viewer: Any, _now: datetime, found: Found) -> Panel:
    rows = [
        Row(
            row.get_kind_display(), reverse("support:adjustment", args=[row.pk]), action="Say yes or no",
            detail=f"{span_words(row)}, from {row.agreed_by.full_name}",
        )
        for row in found.rows
    ]  # fmt: skip
    url = reverse("support:caseload")
    return Panel("caseload_for_me", "Something lighter for a while", rows, all_url=url, total=found.total)


def caseload_to_review(viewer: Any, now: datetime) -> CaseloadAdjustmentQuerySet:
    """What the viewer agreed and is asked to look at, before its end or once it is over."""
    rows = CaseloadAdjustment.objects.to_review(viewer, on=local_day(now, people.zone_for(viewer)))
    return rows.select_related("worker").only(*CASELOAD).order_by("ends_on", "pk")


def _to_review(viewer: Any, now: datetime, found: Found) -> Panel:
    rows = [_review(row, status_of(row, local_day(now, people.zone_for(viewer)))) for row in found.rows]
    url = reverse("support:caseload")
    return Panel("caseload_to_review", "Caseload adjustments to look at", rows, all_url=url, total=found.total)


def _review(row: CaseloadAdjustment, status: Status) -> Row:
    return Row(
        row.get_kind_display(), reverse("support:adjustment", args=[row.pk]), status.words, status.tone,
        detail=f"For {row.worker.full_name}, {span_words(row)}", action="Look at it",
    )  # fmt: skip


def register() -> None:
    register_panel(RowsSource("support.caseload_for_me", 14, caseload_for_me, _proposed))
    register_panel(RowsSource("support.caseload_to_review", 30, caseload_to_review, _to_review))
    register_panel(RowsSource("support.for_me", 12, for_me, _offered))
    register_panel(RowsSource("support.asks_me", 13, asks_me, _asking))
    register_panel(RowsSource("support.no_contact_since", 29, no_contact_since, _to_offer))
