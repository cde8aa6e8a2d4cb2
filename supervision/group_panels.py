"""What Today shows of groups: for whoever runs one today's, for everybody their next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.common.dates import end_of_day, local_day
from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import queries as records

from . import signing
from .enums import GROUP_PURPOSE, RESTORATIVE_PURPOSE
from .group_page import led_by, status_of_group
from .models import GroupSession
from .querysets import GroupQuerySet
from .words import long_instant

# How long a record that nobody opened stands on Today.
LATELY = timedelta(days=14)
SHOWN = ("reference", "kind", "state", "planned_at")


def todays_groups(viewer: Any, now: datetime) -> GroupQuerySet:
    """Groups that somebody runs, of today and of before."""
    zone = people.zone_for(viewer)
    until = end_of_day(local_day(now, zone), zone)
    found = GroupSession.objects.open().run_by(viewer).filter(planned_at__lt=until)
    return found.order_by("planned_at").only(*SHOWN, "started_at")


def my_next_group(viewer: Any, now: datetime) -> GroupQuerySet:
    """The next group that somebody is invited to."""
    coming = GroupSession.objects.open().of_person(viewer).exclude(facilitator=viewer).filter(planned_at__gte=now)
    shown = coming.select_related("facilitator", "note_taker").order_by("planned_at")
    return shown.only(*SHOWN, "facilitator__full_name", "note_taker__full_name")


def group_records_to_sign(viewer: Any, _now: datetime) -> QuerySet:
    """Groups' records that wait for whoever wrote them."""
    purposes = (GROUP_PURPOSE, RESTORATIVE_PURPOSE)
    waiting = signing.to_be_signed(GroupSession.objects.all(), viewer, purposes=purposes)
    return signing.with_its_day(waiting, viewer, subject="group").order_by("planned_at").only(*SHOWN, "held_at")


def group_records_to_read(viewer: Any, now: datetime) -> QuerySet:
    """Records of groups that somebody was in, finished lately and not read by them yet."""
    purposes = (GROUP_PURPOSE, RESTORATIVE_PURPOSE)
    finished = records.subjects_to_read(viewer, purposes=purposes, since=now - LATELY)
    found = GroupSession.objects.filter(pk__in=finished).annotate(record_id=records.record_of_each(purposes))
    return found.order_by("-held_at").only(*SHOWN, "held_at")


def register() -> None:
    for order, (rows, build) in enumerate(
        ((todays_groups, _to_hold), (my_next_group, _next), (group_records_to_sign, _to_sign)), start=30
    ):
        register_panel(RowsSource(f"supervision.{rows.__name__}", order, rows, build))
    register_panel(RowsSource("supervision.group_records_to_read", 33, group_records_to_read, _to_read))


def _to_hold(viewer: Any, now: datetime, found: Found) -> Panel:
    """One press opens the record, or goes on with it."""
    zone = people.zone_for(viewer)
    rows = [
        replace(
            _row(group, now, zone, f"{long_instant(group.planned_at, zone)}, {group.reference}"),
            action="Carry on" if group.started_at else "Start",
        )
        for group in found.rows
    ]
    return Panel("todays_groups", "My groups to hold", rows, all_url=_mine(), total=found.total)


def _next(viewer: Any, now: datetime, found: Found) -> Panel:
    """With the way to what they write for themselves."""
    zone, group = people.zone_for(viewer), found.rows[0]
    detail = f"{long_instant(group.planned_at, zone)}. {led_by(group)}. Your own part is read by you alone."
    row = replace(_row(group, now, zone, detail), action="Add private notes")
    return Panel("my_next_group", "My next group", [row], all_url=_mine(), total=1)


def _to_sign(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [signing.to_sign_row(group.get_kind_display(), group, now, zone) for group in found.rows]
    return Panel("group_records_to_sign", "Group records to read and sign", rows, total=found.total)


def _to_read(viewer: Any, _now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            group.get_kind_display(), reverse("record_read", args=[group.record_id]), action="Read",
            detail=f"{long_instant(group.held_at, zone)}, {group.reference}",
        )
        for group in found.rows
    ]  # fmt: skip
    return Panel("group_records_to_read", "Group records that you can read", rows, all_url=_mine(), total=found.total)


def _row(group: GroupSession, now: datetime, zone: ZoneInfo, detail: str) -> Row:
    status = status_of_group(group, now=now, zone=zone)
    return Row(
        text=group.get_kind_display(),
        url=reverse("supervision:group", args=[group.pk]),
        status=status.words,
        tone=status.tone,
        detail=detail,
        posts_to=reverse("supervision:group_start", args=[group.pk]),
    )


def _mine() -> str:
    return f"{reverse('supervision:groups')}?shown=mine"
