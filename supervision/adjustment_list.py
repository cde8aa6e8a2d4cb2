"""Agreed adjustments followed to their check: rows of the list and its file, and what Today shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .models import Adjustment
from .querysets import AdjustmentQuerySet
from .words import Status, counted, long_day

# After what is due today and to be signed.
ORDER = 23


@dataclass(frozen=True)
class ListRow:
    adjustment: Adjustment
    since: str
    check_on: str
    status: Status
    detail: str


def adjustments_of(viewer: Any, *, on: date) -> AdjustmentQuerySet:
    """Everything that the viewer may see, with whom it names."""
    rows = Adjustment.objects.filter(pk__in=Adjustment.objects.visible_to(viewer, on=on).values("pk"))
    return rows.select_related("worker", "owner", "checked_by").in_order()


def narrowed(rows: AdjustmentQuerySet, viewer: Any, *, whose: str, state: str, on: date) -> AdjustmentQuerySet:
    supervised = Q(session__supervisor=viewer) | Q(worker__in=reach.workers_supervised_by(viewer, on=on).values("pk"))
    of = {"owner": Q(owner=viewer), "worker": Q(worker=viewer), "supervised": supervised & ~Q(worker=viewer)}
    rows = rows.filter(of[whose]) if whose in of else rows
    stands = {"open": rows.open, "past": lambda: rows.past_their_check(on=on), "checked": rows.checked}
    return stands[state]() if state in stands else rows


def list_row(adjustment: Adjustment, today: date, zone: ZoneInfo) -> ListRow:
    ends = f", until {long_day(adjustment.ends_on)}" if adjustment.ends_on else ""
    return ListRow(
        adjustment,
        long_day(adjustment.starts_on) + ends,
        long_day(adjustment.check_on),
        status_of(adjustment, today),
        _checked(adjustment, zone),
    )


def status_of(adjustment: Adjustment, today: date) -> Status:
    """How it stands in words: what is looked at late is past its check, and nobody is late."""
    if adjustment.outcome:
        words = " · ".join(filter(None, [adjustment.get_helped_display(), adjustment.get_outcome_display()]))
        return Status(words, "done")
    days = (today - adjustment.check_on).days
    if days > 0:
        return Status(f"{counted(days, 'day')} past its check", "past_date")
    return Status("To be looked at today", "due_soon") if days == 0 else Status("Open", "info")


def to_look_at(viewer: Any, now: datetime) -> AdjustmentQuerySet:
    """Adjustments whose day has come, for whoever sees to them and for the worker's supervisor."""
    today = local_day(now, people.zone_for(viewer))
    supervised = reach.workers_supervised_by(viewer, on=today).values("pk")
    mine = Adjustment.objects.to_look_at(on=today).filter(Q(owner=viewer) | Q(worker__in=supervised))
    shown = mine.select_related("worker").order_by("check_on", "pk")
    return shown.only("kind", "check_on", "outcome", "worker__full_name")


def build(viewer: Any, now: datetime, found: Found) -> Panel:
    today = local_day(now, people.zone_for(viewer))
    rows = [_row(adjustment, viewer, today) for adjustment in found.rows]
    url = f"{reverse('supervision:adjustments')}?state=open"
    return Panel("adjustments_to_look_at", "Agreed adjustments to look at", rows, all_url=url, total=found.total)


def register() -> None:
    register_panel(RowsSource("supervision.adjustments_to_look_at", ORDER, to_look_at, build))


def _row(adjustment: Adjustment, viewer: Any, today: date) -> Row:
    status = status_of(adjustment, today)
    return Row(
        text=adjustment.get_kind_display(),
        url=reverse("supervision:adjustment_check", args=[adjustment.pk]),
        status=status.words,
        tone=status.tone,
        detail="For me" if adjustment.worker_id == viewer.pk else f"For {adjustment.worker.full_name}",
        action="Say whether it helped",
    )


def _checked(adjustment: Adjustment, zone: ZoneInfo) -> str:
    if not (adjustment.checked_at and adjustment.checked_by):
        return ""
    return f"{adjustment.checked_by.full_name}, {long_day(local_day(adjustment.checked_at, zone))}"
