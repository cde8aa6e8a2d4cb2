"""What Today shows of agreements: to write, to sign, to review."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from workforce_assurance.common.panels import Panel, PanelSource, Row, register_panel
from workforce_assurance.people import queries as people

from .agreement_page import REVIEW_SOON, status_of_agreement, waiting_for
from .enums import AgreementState
from .models import Agreement

MOST = 7


def agreements(viewer: Any, now: datetime) -> Panel | None:
    """Those that wait for the viewer's words or signature, and those whose review is near or past."""
    today = people.today(now=now)
    soon = Q(state=AgreementState.SIGNED, review_on__lte=today + timedelta(days=REVIEW_SOON))
    making = Q(state__in=[AgreementState.DRAFTED, AgreementState.PROPOSED])
    mine = Agreement.objects.of_party(viewer).filter(soon | making).select_related("worker", "supervisor")
    found = list(mine.order_by("review_on", "drafted_at", "pk"))
    if not found:
        return None
    to_sign = waiting_for(viewer) if any(row.state == AgreementState.PROPOSED for row in found) else {}
    rows = [row for agreement in found if (row := _row(agreement, viewer, today, to_sign))]
    url = reverse("supervision:agreements")
    return Panel("agreements", "Supervision agreements", rows[:MOST], all_url=url, total=len(rows)) if rows else None


def _row(agreement: Agreement, viewer: Any, today: Any, to_sign: dict[Any, str]) -> Row | None:
    supervises = viewer.pk == agreement.supervisor_id
    status = status_of_agreement(agreement, today)
    words, tone, url, action = status.words, status.tone, reverse("supervision:agreement", args=[agreement.pk]), ""
    if agreement.state == AgreementState.PROPOSED:
        if agreement.pk not in to_sign:
            return None
        words, url, action = "Waiting for you", to_sign[agreement.pk], "Read and sign"
    elif supervises:
        action = "Review it" if agreement.state == AgreementState.SIGNED else "Go on"
    other = agreement.worker if supervises else agreement.supervisor
    return Row(text=f"With {other.full_name}", url=url, status=words, tone=tone, action=action)


def register() -> None:
    register_panel(PanelSource("supervision.agreements", 22, agreements))
