"""What Today shows of supervision, for each part somebody has in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db.models import Case, Count, Q, QuerySet, When, Window
from django.urls import reverse

from workforce_assurance.common.dates import end_of_day, local_day, month_start, start_of_day
from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.common.panels import Found, Panel, PanelSource, Row, RowsSource, register_panel
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from . import coverage, signing
from .completion import completion
from .completion_page import interval_words, percent_words
from .coverage import NO_POLICY, NO_SUPERVISOR
from .models import Session
from .queries import teams_to_measure
from .querysets import SessionQuerySet
from .records import PURPOSE
from .words import counted, long_instant, status_of

SHOWN = ("reference", "state", "planned_at", "due_at")


def past_their_date(viewer: Any, now: datetime) -> SessionQuerySet:
    """The supervisor's sessions past their date: to record, to move, or to say that they were missed."""
    late = Session.objects.past_their_date(now=now).supervised_by(viewer, on=_today(viewer, now))
    return late.select_related("worker").order_by("due_at").only(*SHOWN, "worker__full_name")


def todays_sessions(viewer: Any, now: datetime) -> SessionQuerySet:
    """The supervisor's open sessions, those of today first: they are shown, or that there is none of them."""
    zone, today = people.zone_for(viewer), _today(viewer, now)
    is_today = Q(planned_at__gte=start_of_day(today, zone), planned_at__lt=end_of_day(today, zone))
    mine = Session.objects.open().supervised_by(viewer, on=today).select_related("worker")
    mine = mine.annotate(is_today=Case(When(is_today, then=True), default=False), today_in_all=_number_of(is_today))
    return mine.order_by("-is_today", "planned_at").only(*SHOWN, "started_at", "worker__full_name")


def to_sign(viewer: Any, _now: datetime) -> QuerySet:
    """Records that wait for the viewer's signature."""
    waiting = signing.to_be_signed(Session.objects.all(), viewer, purposes=[PURPOSE]).select_related("worker")
    shown = signing.with_its_day(waiting, viewer, subject="session").order_by("planned_at")
    return shown.only("planned_at", "held_at", "worker__full_name")


def my_next_session(viewer: Any, _now: datetime) -> SessionQuerySet:
    """The worker's own next session."""
    mine = Session.objects.open().of_worker(viewer).select_related("supervisor").order_by("planned_at")
    return mine.only(*SHOWN, "supervisor__full_name")


def past_in_my_reach(viewer: Any, now: datetime) -> SessionQuerySet:
    """The manager's: that sessions are past their date, and since when; dates only."""
    late = Session.objects.past_their_date(now=now).managed_by(viewer, on=_today(viewer, now))
    shown = late.exclude(supervisor=viewer).select_related("worker", "supervisor").order_by("due_at")
    return shown.only(*SHOWN, "worker__full_name", "supervisor__full_name")


def completion_of_quarters(viewer: Any, now: datetime) -> Panel | None:
    """For governance: sessions held on time this quarter and last."""
    if not reach.is_governance_lead(viewer):
        return None
    zone, smallest = people.zone_for(viewer), people.smallest_group_for(viewer)
    today = local_day(now, zone)
    teams = [team.pk for team in teams_to_measure(viewer, on=today)]
    this = month_start(today) - relativedelta(months=(today.month - 1) % 3)
    last, end = this - relativedelta(months=3), this + relativedelta(months=3)
    both = completion(teams=teams, first=last, end=end, today=today, zone=zone, smallest=smallest)
    rows = [
        _quarter("This quarter so far", both.of_months(this, end, smallest).whole(smallest)),
        _quarter("Last quarter", both.of_months(last, this, smallest).whole(smallest)),
    ]
    url = reverse("supervision:completion")
    return Panel("completion", "Supervision held on time", rows, all_url=url, total=len(rows))


def to_be_covered(viewer: Any, now: datetime) -> Panel | None:
    """For administrators and managers: workers for whom somebody has to be named, or a policy published."""
    if not (reach.is_administrator(viewer) or viewer.has_perm("supervision.see_cancelling")):
        return None
    found = coverage.counts(viewer, on=local_day(now, people.zone_for(viewer)))
    if found.is_complete:
        return None
    url = reverse("supervision:coverage")
    lacking = (
        (found.without_supervisor, "without a supervisor", NO_SUPERVISOR),
        (found.without_policy, "reached by no cadence policy", NO_POLICY),
    )
    rows = [
        Row(
            text=f"{counted(number, 'worker')} {words}",
            url=f"{url}?missing={what}",
            status="To arrange",
            tone="due_soon",
        )
        for number, words, what in lacking
        if number
    ]
    return Panel("to_be_covered", "Supervision to arrange", rows, all_url=url, total=len(rows))


def register() -> None:
    register_entry(Entry("supervision", "Supervision", "/supervision/", 20, also=("/my/calendar/",)))
    sources: tuple[tuple[Callable[..., QuerySet], Callable[..., Panel]], ...] = (
        (past_their_date, _to_record), (todays_sessions, _to_hold), (to_sign, _to_sign), (my_next_session, _next),
        (past_in_my_reach, _in_reach),
    )  # fmt: skip
    for order, (rows, build) in enumerate(sources, start=20):
        register_panel(RowsSource(f"supervision.{rows.__name__}", order, rows, build))
    for order, ask in enumerate((to_be_covered, completion_of_quarters), start=25):
        register_panel(PanelSource(f"supervision.{ask.__name__}", order, ask))


def _to_record(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [_row(session, now, zone, session.worker.full_name, action="Record or move") for session in found.rows]
    url = _list("as=supervisor&state=past")
    return Panel("past_their_date", "Sessions past their date", rows, all_url=url, total=found.total)


def _to_hold(viewer: Any, now: datetime, found: Found) -> Panel:
    """Each with its way to start."""
    zone = people.zone_for(viewer)
    return Panel(
        "todays_sessions",
        "Today's supervision sessions",
        [_to_start(session, now, zone) for session in found.rows if session.is_today],
        empty="No session is planned for today.",
        all_url=_list("as=supervisor&state=open"),
        total=found.rows[0].today_in_all,
    )


def _to_sign(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        signing.to_sign_row(
            "My supervision" if session.worker_id == viewer.pk else f"Supervision of {session.worker.full_name}",
            session, now, zone,
        )
        for session in found.rows
    ]  # fmt: skip
    return Panel("to_sign", "Records to read and sign", rows, total=found.total)


def _next(viewer: Any, now: datetime, found: Found) -> Panel:
    zone, session = people.zone_for(viewer), found.rows[0]
    row = _row(session, now, zone, f"With {session.supervisor.full_name}", action="Prepare", name="preparation")
    return Panel("my_next_session", "My next supervision", [row], all_url=_list("as=worker"), total=1)


def _in_reach(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        _row(session, now, zone, f"{session.worker.full_name}, with {session.supervisor.full_name}", action="")
        for session in found.rows
    ]
    url = _list("as=reach&state=past")
    return Panel("past_in_my_reach", "Sessions past their date in my teams", rows, all_url=url, total=found.total)


def _today(viewer: Any, now: datetime) -> date:
    return local_day(now, people.zone_for(viewer))


def _number_of(which: Q) -> Window:
    return Window(Count("pk", filter=which))


def _list(asked: str) -> str:
    return f"{reverse('supervision:sessions')}?{asked}"


def _row(session: Session, now: datetime, zone: ZoneInfo, text: str, *, action: str, name: str = "session") -> Row:
    status = status_of(session, now=now, zone=zone)
    return Row(
        text=text,
        url=reverse(f"supervision:{name}", args=[session.pk]),
        status=status.words,
        tone=status.tone,
        detail=f"{long_instant(session.planned_at, zone)}, {session.reference}",
        action=action,
    )


def _to_start(session: Session, now: datetime, zone: ZoneInfo) -> Row:
    """One press opens the record, or goes on with it."""
    row = _row(session, now, zone, session.worker.full_name, action="Carry on" if session.started_at else "Start")
    return replace(row, posts_to=reverse("supervision:start", args=[session.pk]))


def _quarter(name: str, found: Any) -> Row:
    if found is None:
        return Row(text=name, status="Suppressed")
    if not found.due:
        return Row(text=name, status="None due yet")
    words = f"{found.on_time} of {found.due} sessions whose grace has passed; {interval_words(found.proportion)}"
    return Row(text=name, status=percent_words(found.proportion), tone="info", detail=words)
