"""What Today shows of supervision, for each part somebody has in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.urls import reverse

from workforce_assurance.common.dates import end_of_day, local_day, month_start, start_of_day
from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.common.panels import Panel, PanelSource, Row, register_panel
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from . import coverage, records, signing
from .completion import completion
from .completion_page import interval_words, percent_words
from .coverage import NO_POLICY, NO_SUPERVISOR
from .models import Session
from .queries import teams_to_measure
from .words import counted, long_instant, status_of

MOST = 7


def my_next_session(viewer: Any, now: datetime) -> Panel | None:
    """The worker's own next session."""
    zone = people.zone_for(viewer)
    rows = Session.objects.open().of_worker(viewer).select_related("supervisor").order_by("planned_at")[:1]
    found = [
        _row(session, now, zone, f"With {session.supervisor.full_name}", action="Prepare", name="preparation")
        for session in rows
    ]
    if not found:
        return None
    url = f"{reverse('supervision:sessions')}?as=worker"
    return Panel("my_next_session", "My next supervision", found, all_url=url, total=1)


def to_sign(viewer: Any, now: datetime) -> Panel | None:
    """Records that wait for the viewer's signature."""
    waiting = records.waiting_for_signature_of(viewer)
    if not waiting:
        return None
    sessions = Session.objects.filter(pk__in=waiting).select_related("worker").order_by("planned_at")
    zone = people.zone_for(viewer)
    due, today = signing.waiting_of(viewer), local_day(now, zone)
    stands = {session.pk: signing.status_words(due.get(session.pk), today) for session in sessions}
    rows = [
        Row(
            text=f"Supervision of {session.worker.full_name}" if session.worker_id != viewer.pk else "My supervision",
            url=waiting[session.pk],
            status=stands[session.pk][0],
            tone=stands[session.pk][1],
            detail=long_instant(session.held_at or session.planned_at, zone),
            action="Read and sign",
        )
        for session in sessions
    ]
    return Panel("to_sign", "Records to read and sign", rows[:MOST], total=len(rows)) if rows else None


def todays_sessions(viewer: Any, now: datetime) -> Panel | None:
    """The supervisor's sessions of today, each with its way to start."""
    zone = people.zone_for(viewer)
    today = local_day(now, zone)
    mine = Session.objects.open().supervised_by(viewer, on=today)
    span = {"planned_at__gte": start_of_day(today, zone), "planned_at__lt": end_of_day(today, zone)}
    rows = list(mine.filter(**span).select_related("worker").order_by("planned_at")[: MOST + 1])
    if not rows and not mine.exists():
        return None
    found = [_to_start(session, now, zone) for session in rows]
    url = f"{reverse('supervision:sessions')}?as=supervisor&state=open"
    empty = "No session is planned for today."
    return Panel(
        "todays_sessions", "Today's supervision sessions", found[:MOST], empty=empty, all_url=url, total=len(rows)
    )


def past_their_date(viewer: Any, now: datetime) -> Panel | None:
    """The supervisor's sessions past their date: record, move, or say that they were missed."""
    zone = people.zone_for(viewer)
    today = local_day(now, zone)
    late = Session.objects.past_their_date(now=now).supervised_by(viewer, on=today)
    total = late.count()
    if not total:
        return None
    rows = [
        _row(session, now, zone, session.worker.full_name, action="Record or move", name="session")
        for session in late.select_related("worker").order_by("due_at")[:MOST]
    ]
    url = f"{reverse('supervision:sessions')}?as=supervisor&state=past"
    return Panel("past_their_date", "Sessions past their date", rows, all_url=url, total=total)


def past_in_my_reach(viewer: Any, now: datetime) -> Panel | None:
    """The manager's: that sessions are past their date, and since when; dates only."""
    zone = people.zone_for(viewer)
    today = local_day(now, zone)
    late = Session.objects.past_their_date(now=now).managed_by(viewer, on=today).exclude(supervisor=viewer)
    total = late.count()
    if not total:
        return None
    rows = [
        _row(
            session,
            now,
            zone,
            f"{session.worker.full_name}, with {session.supervisor.full_name}",
            action="",
            name="session",
        )
        for session in late.select_related("worker", "supervisor").order_by("due_at")[:MOST]
    ]
    url = f"{reverse('supervision:sessions')}?as=reach&state=past"
    return Panel("past_in_my_reach", "Sessions past their date in my teams", rows, all_url=url, total=total)


def completion_of_quarters(viewer: Any, now: datetime) -> Panel | None:
    """For governance: sessions held on time this quarter and last."""
    if not reach.is_governance_lead(viewer):
        return None
    organisation, zone = people.organisation(), people.zone_for(viewer)
    today = local_day(now, zone)
    teams = [team.pk for team in teams_to_measure(viewer, on=today)]
    this = month_start(today) - relativedelta(months=(today.month - 1) % 3)
    rows = []
    for name, first in (("This quarter so far", this), ("Last quarter", this - relativedelta(months=3))):
        end = first + relativedelta(months=3)
        found = completion(
            teams=teams, first=first, end=end, today=today, zone=zone, smallest=organisation.smallest_group
        ).whole(organisation.smallest_group)  # fmt: skip
        rows.append(_quarter(name, found))
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
    sources = (past_their_date, todays_sessions, to_sign, my_next_session, past_in_my_reach, to_be_covered)
    sources += (completion_of_quarters,)
    for order, build in enumerate(sources, start=20):
        register_panel(PanelSource(f"supervision.{build.__name__}", order, build))


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
