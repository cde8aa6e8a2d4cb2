"""The calendar: sessions, leave and holidays by day, as a month, a week or a list, in the same number of queries."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse

from workforce_assurance.common.dates import end_of_day, local_day, month_start, next_month, start_of_day
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .group_page import led_by, status_of_group
from .models import GroupSession, Session
from .querysets import SessionQuerySet
from .words import Status, long_day, status_of

DAY = timedelta(days=1)
WEEK = 7
LIST_DAYS = 28
MINE, REACH = "mine", "reach"
MONTH, WEEK_VIEW, LIST = "month", "week", "list"
VIEWS = {MONTH: "Month", WEEK_VIEW: "Week", LIST: "List"}
# What one day shows, and what one page reads.
IN_A_CELL, IN_A_DAY, MOST = 4, 20, 1500
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
SHOWN = (
    *("worker_id", "supervisor_id", "worker__full_name", "supervisor__full_name", "place"),
    *("state", "side", "planned_at", "due_at", "due_on", "minutes", "held_at", "held_minutes"),
)


@dataclass(frozen=True)
class Item:
    """One session as a day shows it."""

    clock: str
    text: str
    url: str
    status: Status
    detail: str
    is_open: bool


@dataclass
class Day:
    day: date
    is_today: bool
    in_month: bool = True
    notes: list[str] = field(default_factory=list)
    # In a list, where leave is said once: holidays, and leave that begins or in which there are sessions.
    list_notes: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def label(self) -> str:
        return f"{self.day:%A} {self.day.day} {self.day:%B}"

    @property
    def few(self) -> list[Item]:
        return self.items[:IN_A_CELL]

    @property
    def more_than_few(self) -> int:
        return max(0, len(self.items) - IN_A_CELL)

    @property
    def many(self) -> list[Item]:
        return self.items[:IN_A_DAY]

    @property
    def more_than_many(self) -> int:
        return max(0, len(self.items) - IN_A_DAY)


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `view` is empty for what fits the screen."""

    view: str
    day: date
    whose: str

    def link(self, **changes: Any) -> str:
        said = {"view": self.view, "day": self.day.isoformat(), "whose": self.whose} | changes
        return "?" + "&".join(f"{key}={value}" for key, value in said.items() if value)


def asked(query: Any, today: date) -> Asked:
    """What can be understood of the address; today, one's own and what fits the screen for the rest."""
    view = query.get("view", "")
    whose = query.get("whose", "")
    try:
        day = date.fromisoformat(query.get("day", ""))
    except ValueError:
        day = today
    return Asked(
        view if view in VIEWS else "", min(max(day, EARLIEST), LATEST), whose if whose in (MINE, REACH) else MINE
    )


def page(viewer: Any, said: Asked, *, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page shows."""
    today = local_day(now, zone)
    grid_first, grid_last = _grid(said)
    list_first, list_last = said.day, said.day + (LIST_DAYS - 1) * DAY
    first, last = min(grid_first, list_first), max(grid_last, list_last)
    days = {first + n * DAY: Day(first + n * DAY, first + n * DAY == today) for n in range((last - first).days + 1)}
    _add_sessions(days, viewer, said, now, zone)
    _add_groups(days, viewer, said, now, zone)
    _add_notes(days, viewer, said, list_first, today)
    grid = [days[grid_first + n * DAY] for n in range((grid_last - grid_first).days + 1)]
    for day in grid if said.view == WEEK_VIEW else ():
        # Every day of the week has its row.
        day.list_notes = day.notes
    for day in grid:
        day.in_month = said.view == WEEK_VIEW or day.day.month == said.day.month
    listed = [day for day in days.values() if list_first <= day.day <= list_last and (day.items or day.list_notes)]
    return {
        "asked": said,
        "title": _title(said),
        "weeks": [grid[start : start + WEEK] for start in range(0, len(grid), WEEK)],
        "listed": listed,
        "list_title": f"{long_day(list_first)} to {long_day(list_last)}",
        "views": [(label, said.link(view=key), key == said.view) for key, label in VIEWS.items()],
        "tabs": _tabs(viewer, said),
        "previous": said.link(day=_step(said, -1).isoformat()),
        "next": said.link(day=_step(said, 1).isoformat()),
        "today": said.link(day=""),
        "step": {MONTH: "month", WEEK_VIEW: "week", LIST: "4 weeks"}.get(said.view, "month"),
    }


def _grid(said: Asked) -> tuple[date, date]:
    """From the Monday on or before to the Sunday on or after: of the month, or of the week."""
    if said.view == WEEK_VIEW:
        monday = said.day - said.day.weekday() * DAY
        return monday, monday + 6 * DAY
    if said.view == LIST:
        return said.day, said.day
    first, last = month_start(said.day), next_month(said.day) - DAY
    return first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY


def _step(said: Asked, way: int) -> date:
    if said.view == WEEK_VIEW:
        return said.day + way * WEEK * DAY
    if said.view == LIST:
        return said.day + way * LIST_DAYS * DAY
    return next_month(said.day) if way > 0 else month_start(month_start(said.day) - DAY)


def _title(said: Asked) -> str:
    if said.view == WEEK_VIEW:
        monday, sunday = _grid(said)
        return f"{long_day(monday)} to {long_day(sunday)}"
    return f"{said.day:%B} {said.day.year}"


def _tabs(viewer: Any, said: Asked) -> list[tuple[str, str, bool]]:
    tabs = {MINE: "Mine"}
    if said.whose == REACH or viewer.has_perm("supervision.see_completion"):
        tabs[REACH] = "In my reach"
    return [(label, said.link(whose=key), key == said.whose) for key, label in tabs.items()]


def _sessions(viewer: Any, said: Asked, on: date) -> SessionQuerySet:
    if said.whose == REACH:
        return Session.objects.visible_to(viewer, on=on).exclude(Q(worker=viewer) | Q(supervisor=viewer))
    return Session.objects.of_worker(viewer) | Session.objects.supervised_by(viewer, on=on)


def _add_sessions(days: dict[date, Day], viewer: Any, said: Asked, now: datetime, zone: ZoneInfo) -> None:
    first, last = min(days), max(days)
    rows = _sessions(viewer, said, local_day(now, zone)).select_related("worker", "supervisor").only(*SHOWN)
    rows = rows.filter(planned_at__gte=start_of_day(first, zone), planned_at__lt=end_of_day(last, zone))
    for session in rows.order_by("planned_at", "pk")[:MOST]:
        local = session.planned_at.astimezone(zone)
        days[local.date()].items.append(_item(session, viewer, said, local, now, zone))


def _item(session: Session, viewer: Any, said: Asked, local: datetime, now: datetime, zone: ZoneInfo) -> Item:
    status = status_of(session, now=now, zone=zone)
    if said.whose == REACH:
        text, place = f"{session.worker.full_name}, with {session.supervisor.full_name}", ""
    elif session.worker_id == viewer.pk:
        text, place = f"With {session.supervisor.full_name}", session.place
    else:
        text, place = session.worker.full_name, session.place
    detail = f"{session.minutes} minutes" + (f", {place}" if place else "")
    url = reverse("supervision:session", args=[session.pk])
    return Item(f"{local:%H:%M}", text, url, status, detail, session.state == "planned")


def _add_groups(days: dict[date, Day], viewer: Any, said: Asked, now: datetime, zone: ZoneInfo) -> None:
    """Groups beside the sessions, each day in the order of its hours."""
    mine = GroupSession.objects.of_person(viewer)
    rows = mine
    if said.whose == REACH:
        rows = GroupSession.objects.visible_to(viewer, on=local_day(now, zone)).exclude(pk__in=mine.values("pk"))
    span = {"planned_at__gte": start_of_day(min(days), zone), "planned_at__lt": end_of_day(max(days), zone)}
    for group in rows.filter(**span).select_related("facilitator", "note_taker").order_by("planned_at", "pk")[:MOST]:
        local = group.planned_at.astimezone(zone)
        place = f", {group.place}" if group.place and said.whose == MINE else ""
        item = Item(
            clock=f"{local:%H:%M}",
            text=group.get_kind_display(),
            url=reverse("supervision:group", args=[group.pk]),
            status=status_of_group(group, now=now, zone=zone),
            detail=f"{led_by(group)}, {group.minutes} minutes{place}",
            is_open=group.state == "planned",
        )
        days[local.date()].items.append(item)
        days[local.date()].items.sort(key=lambda one: one.clock)


def _add_notes(days: dict[date, Day], viewer: Any, said: Asked, list_first: date, today: date) -> None:
    """Holidays, and who is away, without the kind of leave: oneself, whom one supervises, and one's supervisor."""
    first, last = min(days), max(days)
    for day, name in people.holidays(first=first, last=last).items():
        days[day].notes.append(f"Holiday: {name}")
        days[day].list_notes.append(f"Holiday: {name}")
    if said.whose == REACH:
        return
    names = _near(viewer, today)
    for row in people.leave_of(names, first=first, last=last).order_by("starts_on", "person__full_name"):
        words = f"{names[row.person_id]} away" if names[row.person_id] else "You are away"
        until = f" until {long_day(row.ends_on)}" if row.ends_on else ""
        begins, end = max(list_first, row.starts_on), min(last, row.ends_on or last)
        for n in range((end - max(first, row.starts_on)).days + 1):
            away = days[max(first, row.starts_on) + n * DAY]
            away.notes.append(words)
            if away.day == begins:
                away.list_notes.append(words + until)
            elif away.items:
                away.list_notes.append(words)


def _near(viewer: Any, today: date) -> dict[uuid.UUID, str]:
    workers = reach.workers_supervised_by(viewer, on=today).values_list("pk", "full_name")
    supervisor = people.supervisor_of(viewer, on=today)
    return dict(workers) | ({supervisor.pk: supervisor.full_name} if supervisor else {}) | {viewer.pk: ""}
