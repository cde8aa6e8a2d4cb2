"""What Today shows of groups: for whoever runs one today's, for everybody their next one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import end_of_day, local_day
from workforce_assurance.common.panels import Panel, PanelSource, Row, register_panel
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import queries as records

from . import signing
from .enums import GROUP_PURPOSE, RESTORATIVE_PURPOSE
from .group_page import led_by, status_of_group
from .models import GroupSession
from .words import long_instant

MOST = 7


def todays_groups(viewer: Any, now: datetime) -> Panel | None:
    """Groups that somebody runs, of today and of before: one press opens the record, or goes on with it."""
    zone = people.zone_for(viewer)
    until = end_of_day(local_day(now, zone), zone)
    found = GroupSession.objects.open().run_by(viewer).filter(planned_at__lt=until).order_by("planned_at")
    rows = [
        Row(
            text=group.get_kind_display(),
            url=reverse("supervision:group", args=[group.pk]),
            status=status_of_group(group, now=now, zone=zone).words,
            tone=status_of_group(group, now=now, zone=zone).tone,
            detail=f"{long_instant(group.planned_at, zone)}, {group.reference}",
            action="Carry on" if group.started_at else "Start",
            posts_to=reverse("supervision:group_start", args=[group.pk]),
        )
        for group in found[: MOST + 1]
    ]
    url = f"{reverse('supervision:groups')}?shown=mine"
    return Panel("todays_groups", "My groups to hold", rows[:MOST], all_url=url, total=len(rows)) if rows else None


def my_next_group(viewer: Any, now: datetime) -> Panel | None:
    """The next group that somebody is invited to, and the way to what they write for themselves."""
    zone = people.zone_for(viewer)
    rows = GroupSession.objects.open().of_person(viewer).exclude(facilitator=viewer).filter(planned_at__gte=now)
    group = rows.select_related("facilitator", "note_taker").order_by("planned_at").first()
    if group is None:
        return None
    row = Row(
        text=group.get_kind_display(),
        url=reverse("supervision:group", args=[group.pk]),
        status=status_of_group(group, now=now, zone=zone).words,
        tone=status_of_group(group, now=now, zone=zone).tone,
        detail=f"{long_instant(group.planned_at, zone)}. {led_by(group)}. Your own part is read by you alone.",
        action="Add private notes",
        posts_to=reverse("supervision:group_start", args=[group.pk]),
    )
    url = f"{reverse('supervision:groups')}?shown=mine"
    return Panel("my_next_group", "My next group", [row], all_url=url, total=1)


def group_records_to_sign(viewer: Any, now: datetime) -> Panel | None:
    """Groups' records that wait for whoever wrote them."""
    waiting = {
        key: response
        for purpose in (GROUP_PURPOSE, RESTORATIVE_PURPOSE)
        for key, response in records.waiting_for_signature(viewer, purpose=purpose).items()
    }
    if not waiting:
        return None
    zone = people.zone_for(viewer)
    groups = GroupSession.objects.filter(pk__in=waiting).order_by("planned_at")
    due, today = signing.waiting_of(viewer), local_day(now, zone)
    stands = {group.pk: signing.status_words(due.get(group.pk), today) for group in groups}
    rows = [
        Row(
            text=group.get_kind_display(),
            url=reverse("record_read", args=[waiting[group.pk]]),
            status=stands[group.pk][0],
            tone=stands[group.pk][1],
            detail=long_instant(group.held_at or group.planned_at, zone),
            action="Read and sign",
        )
        for group in groups
    ]
    return Panel("group_records_to_sign", "Group records to read and sign", rows[:MOST], total=len(rows))


def register() -> None:
    for order, build in enumerate((todays_groups, my_next_group, group_records_to_sign), start=30):
        register_panel(PanelSource(f"supervision.{build.__name__}", order, build))
