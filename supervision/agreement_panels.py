"""What Today shows of agreements: to write, to sign, to review."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import queries as records

from .agreement_page import PURPOSE, REVIEW_SOON, status_of_agreement
from .enums import AgreementState
from .models import Agreement


def agreements(viewer: Any, now: datetime) -> QuerySet:
    """Those that wait for the viewer's words or signature, and those whose review is near or past."""
    today = local_day(now, people.zone_for(viewer))
    soon = Q(state=AgreementState.SIGNED, review_on__lte=today + timedelta(days=REVIEW_SOON))
    to_sign = Q(state=AgreementState.PROPOSED, pk__in=records.subjects_to_sign(viewer, purposes=[PURPOSE]))
    wanted = Agreement.objects.of_party(viewer).filter(soon | to_sign | Q(state=AgreementState.DRAFTED))
    shown = wanted.annotate(record_id=records.record_of_each([PURPOSE])).select_related("worker", "supervisor")
    shown = shown.only("state", "ended_because", "review_on", "worker__full_name", "supervisor__full_name")
    return shown.order_by("review_on", "drafted_at", "pk")


def build(viewer: Any, now: datetime, found: Found) -> Panel:
    today = local_day(now, people.zone_for(viewer))
    rows = [_row(agreement, viewer, today) for agreement in found.rows]
    url = reverse("supervision:agreements")
    return Panel("agreements", "Supervision agreements", rows, all_url=url, total=found.total)


def _row(agreement: Any, viewer: Any, today: date) -> Row:
    supervises = viewer.pk == agreement.supervisor_id
    status = status_of_agreement(agreement, today)
    words, tone, url, action = status.words, status.tone, reverse("supervision:agreement", args=[agreement.pk]), ""
    if agreement.state == AgreementState.PROPOSED:
        words, url, action = "Waiting for you", reverse("record_read", args=[agreement.record_id]), "Read and sign"
    elif supervises:
        action = "Review it" if agreement.state == AgreementState.SIGNED else "Go on"
    other = agreement.worker if supervises else agreement.supervisor
    return Row(text=f"With {other.full_name}", url=url, status=words, tone=tone, action=action)


def register() -> None:
    register_panel(RowsSource("supervision.agreements", 22, agreements, build))
