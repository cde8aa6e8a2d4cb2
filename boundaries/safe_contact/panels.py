"""What Today shows of safe contact: what is to be looked at, and which routes are to be rung."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..models import SafeContactProtocol, ThreatRoute
from .querysets import ProtocolQuerySet, RouteQuerySet

SHOWN_BEFORE = timedelta(days=7)


def to_look_at(viewer: Any, now: datetime) -> ProtocolQuerySet:
    """Protocols of their teams that somebody else set, the earliest first."""
    on = local_day(now, people.zone_for(viewer))
    rows = SafeContactProtocol.objects.to_look_at(until=on + SHOWN_BEFORE, on=on).of_teams_led_by(viewer, on=on)
    rows = rows.exclude(set_by=viewer).select_related("team").order_by("review_on", "pk")
    return rows.only("review_on", "team__name")


def _to_look_at(viewer: Any, now: datetime, found: Found) -> Panel:
    on = local_day(now, people.zone_for(viewer))
    rows = [
        Row(
            text=f"What {one.team.name} does for safe contact", url=reverse("safe_contact:protocol", args=[one.pk]),
            action="Look at it", detail=f"By {long_day(one.review_on)}",
            status="Past its date" if one.review_on < on else "", tone="past_date" if one.review_on < on else "",
        )
        for one in found.rows
    ]  # fmt: skip
    all_url = reverse("safe_contact:protocols")
    return Panel("safe_contact", "Safe contact: does it still help?", rows, all_url=all_url, total=found.total)


def to_ring(viewer: Any, now: datetime) -> RouteQuerySet:
    """Routes to be rung: of services that they lead, and those for everybody for whoever keeps the routes."""
    on = local_day(now, people.zone_for(viewer))
    rows = ThreatRoute.objects.to_ring(by=on)
    if not viewer.has_perm("boundaries.change_routes"):
        rows = rows.filter(service__lead=viewer)
    return rows.only("who", "test_due_on").order_by("test_due_on", "pk")


def _to_ring(_viewer: Any, _now: datetime, found: Found) -> Panel:
    rows = [
        Row(
            text=f"Does “{one.who}” answer?", url=reverse("safe_contact:route", args=[one.pk]), action="Ring it",
            detail=f"By {long_day(one.test_due_on)}",
        )
        for one in found.rows
    ]  # fmt: skip
    return Panel("routes", "Whom to call: test calls", rows, all_url=reverse("safe_contact:routes"), total=found.total)


def register() -> None:
    register_panel(RowsSource("boundaries.safe_contact", 38, to_look_at, _to_look_at))
    register_panel(RowsSource("boundaries.threat_routes", 39, to_ring, _to_ring))
