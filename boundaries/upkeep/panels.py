"""What Today shows of what is to be seen to again: safe contact, routes and standards."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import day_ending, local_day
from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..models import ThreatRoute, Upkeep
from ..safe_contact.querysets import RouteQuerySet
from ..standards.pages import READ_BEFORE
from .enums import UpkeepKind
from .querysets import UpkeepQuerySet

SHOWN_BEFORE = timedelta(days=7)


def to_look_at(viewer: Any, now: datetime) -> UpkeepQuerySet:
    """Protocols of their teams that somebody else set: does it help, and, once looked at, is it needed on?"""
    on = local_day(now, people.zone_for(viewer))
    rows = Upkeep.objects.to_look_at(viewer, on=on).due_by(now + SHOWN_BEFORE).select_related("protocol__team")
    return rows.only("due_at", "protocol__reviewed_at", "protocol__team__name").order_by("due_at", "pk")


def _to_look_at(viewer: Any, now: datetime, found: Found) -> Panel:
    rows = [
        _row(
            one, viewer, now, text=f"What {one.protocol.team.name} does for safe contact",
            url=reverse("safe_contact:protocol", args=[one.protocol_id]),
            action="Say whether it is needed on" if one.protocol.reviewed_at else "Look at it",
        )
        for one in found.rows
    ]  # fmt: skip
    all_url = reverse("safe_contact:protocols")
    return Panel("safe_contact", "Safe contact: does it still help?", rows, all_url=all_url, total=found.total)


def to_ring(viewer: Any, now: datetime) -> RouteQuerySet:
    """Routes to be rung: those that they answer for, and every one for whoever keeps the routes."""
    on = local_day(now, people.zone_for(viewer))
    rows = ThreatRoute.objects.to_ring(by=on)
    if not viewer.has_perm("boundaries.change_routes"):
        rows = rows.answered_for_by(viewer)
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


def to_read_again(viewer: Any, now: datetime) -> UpkeepQuerySet:
    """Standards that they keep."""
    rows = Upkeep.objects.waiting().of(UpkeepKind.READ).asked_of(viewer).due_by(now + READ_BEFORE)
    return rows.select_related("standard").only("due_at", "standard__code").order_by("due_at", "pk")


def _to_read_again(viewer: Any, now: datetime, found: Found) -> Panel:
    rows = [
        _row(
            one, viewer, now, text=one.standard.code.replace("-", " ").capitalize(),
            url=reverse("standards:standard", args=[one.standard.code]), action="Read it again",
        )
        for one in found.rows
    ]  # fmt: skip
    all_url = reverse("standards:library")
    return Panel("standards_again", "Standards: do they still hold?", rows, all_url=all_url, total=found.total)


def _row(one: Upkeep, viewer: Any, now: datetime, **words: Any) -> Row:
    past = one.due_at <= now
    return Row(
        detail=f"By {long_day(day_ending(one.due_at, people.zone_for(viewer)))}",
        status="Past its date" if past else "", tone="past_date" if past else "", **words,
    )  # fmt: skip


def register() -> None:
    register_panel(RowsSource("boundaries.safe_contact", 38, to_look_at, _to_look_at))
    register_panel(RowsSource("boundaries.threat_routes", 39, to_ring, _to_ring))
    register_panel(RowsSource("boundaries.standards_again", 40, to_read_again, _to_read_again))
