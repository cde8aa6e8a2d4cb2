"""What supervision holds about a person, for their own eyes: sessions and agreed adjustments, in dates and codes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from workforce_assurance.common.holdings import Holding, HoldingSource, register_holding
from workforce_assurance.people import queries as people

from .agreement_page import status_of_agreement
from .group_page import led_by, status_of_group
from .models import (
    Adjustment,
    Agreement,
    Attendance,
    CalendarFeed,
    CoverageGap,
    GroupSession,
    NoPreparationReminder,
    Series,
    Session,
    SignatureDue,
    Topic,
)
from .planning_page import usual_words
from .usual_times import usual_of
from .words import long_day, long_instant, status_of


def sessions_of(person: Any, now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Session.objects.filter(Q(worker=person) | Q(supervisor=person)).select_related("worker", "supervisor")
    listed = [
        (
            session.reference,
            session.worker.full_name,
            session.supervisor.full_name,
            long_day(session.due_on),
            long_instant(session.planned_at, zone),
            status_of(session, now=now, zone=zone).words,
        )
        for session in rows.order_by("-due_on")
    ]
    columns = ("Reference", "Worker", "Supervisor", "Due date", "Planned for", "Status")
    return Holding("supervision.sessions", "Supervision sessions", columns, listed, "No session is held here.")


def adjustments_of(person: Any, _now: datetime) -> Holding:
    rows = Adjustment.objects.filter(Q(worker=person) | Q(owner=person)).select_related("worker", "owner")
    listed = [
        (
            row.get_kind_display(),
            row.worker.full_name,
            row.owner.full_name,
            long_day(row.starts_on),
            long_day(row.check_on),
            " · ".join(filter(None, [row.get_helped_display(), row.get_outcome_display()])) or "Open",
        )
        for row in rows.order_by("-starts_on")
    ]
    columns = ("Adjustment", "For", "Owner", "Since", "Looked at on", "What became of it")
    return Holding("supervision.adjustments", "Agreed adjustments", columns, listed, "No adjustment is held here.")


def topics_of(person: Any, _now: datetime) -> Holding:
    """What they added to talk about: for which session, when, and what became of it; its words are on the session's page."""
    rows = Topic.objects.filter(added_by=person).select_related("session").order_by("-added_at", "pk")
    zone = people.zone_for(person)
    listed = [(row.session.reference, long_instant(row.added_at, zone), _topic_words(row)) for row in rows]
    columns = ("Session", "Added", "What became of it")
    return Holding("supervision.topics", "Topics you added", columns, listed, "You added no topic.")


def _topic_words(row: Topic) -> str:
    if row.withdrawn_at:
        return "Taken back"
    return "Talked about" if row.talked_at else "Waits"


def agreements_of(person: Any, now: datetime) -> Holding:
    """Between whom, the figures and the dates; the words stand in the record."""
    today = people.today(now=now)
    rows = Agreement.objects.of_party(person).select_related("worker", "supervisor").order_by("-drafted_at", "pk")
    listed = [
        (
            row.reference,
            row.worker.full_name,
            row.supervisor.full_name,
            f"Every {row.longest_gap_days} days at most, {row.least_minutes} minutes at least",
            long_day(row.agreed_on) if row.agreed_on else "",
            status_of_agreement(row, today).words,
        )
        for row in rows
    ]
    columns = ("Reference", "Worker", "Supervisor", "Agreed", "Signed by both", "Status")
    return Holding("supervision.agreements", "Supervision agreements", columns, listed, "No agreement is held here.")


def signatures_of(person: Any, _now: datetime) -> Holding:
    """Which records they were to sign, until when, and what became of it."""
    rows = SignatureDue.objects.filter(signer=person).select_related("session", "group").order_by("-finished_at", "pk")
    zone = people.zone_for(person)
    listed = [
        (row.subject.reference, long_instant(row.finished_at, zone), long_day(row.due_on), row.get_state_display())
        for row in rows
    ]
    columns = ("Session or group", "Record finished", "Sign by", "Status")
    return Holding("supervision.signatures", "Records to sign", columns, listed, "No record waited for you.")


def gaps_of(person: Any, _now: datetime) -> Holding:
    """When they lacked a supervisor or a policy, and how it ended."""
    zone = people.zone_for(person)
    listed = [
        (row.get_lacks_display(), long_instant(row.found_at, zone), long_day(row.due_on), row.get_state_display())
        for row in CoverageGap.objects.filter(worker=person).order_by("-found_at", "pk")
    ]
    columns = ("What was missing", "Found", "To arrange by", "Status")
    return Holding("supervision.coverage", "Gaps in your supervision", columns, listed, "Nothing was missing.")


def arrangements_of(person: Any, _now: datetime) -> Holding:
    """Usual times, the link of their calendar (never the link itself) and what they said about reminders."""
    zone = people.zone()
    series = Series.objects.filter(Q(worker=person) | Q(supervisor=person)).select_related("worker", "supervisor")
    links = CalendarFeed.objects.filter(person=person).order_by("-created_at")
    wishes = NoPreparationReminder.objects.filter(person=person)
    listed = [
        *(
            (f"Usual time of {row.worker.full_name} with {row.supervisor.full_name}", usual_words(usual_of(row)))
            for row in series.order_by("worker__full_name")
        ),
        *(("Calendar link made", _link_words(link, zone)) for link in links),
        *(("No reminders to prepare", f"Since {long_instant(wish.since, zone)}") for wish in wishes),
    ]
    columns = ("What", "How it stands")
    return Holding(
        "supervision.arrangements", "Usual times, calendar and reminders", columns, listed, "Nothing is held here."
    )


def groups_of(person: Any, now: datetime) -> Holding:
    """The groups they are in or run, and what each counted for them; of the others in it, nothing."""
    zone = people.zone_for(person)
    mine = {row.group_id: row for row in Attendance.objects.filter(person=person)}
    rows = GroupSession.objects.of_person(person).select_related("facilitator", "note_taker").order_by("-planned_at")
    listed = [
        (
            group.reference,
            group.get_kind_display(),
            led_by(group),
            long_instant(group.planned_at, zone),
            status_of_group(group, now=now, zone=zone).words,
            _attendance_words(mine.get(group.pk)),
        )
        for group in rows
    ]
    columns = ("Reference", "Group", "Facilitator", "Planned for", "Status", "Your attendance")
    return Holding("supervision.groups", "Groups", columns, listed, "No group is held here.")


def _attendance_words(row: Attendance | None) -> str:
    if row is None:
        return "You facilitate"
    counts = f", {row.minutes} minutes, of which {row.counted_minutes} count" if row.minutes else ""
    return f"{row.get_state_display()}{counts}"


def _link_words(link: CalendarFeed, zone: ZoneInfo) -> str:
    made = long_instant(link.created_at, zone)
    return f"{made}, revoked {long_instant(link.revoked_at, zone)}" if link.revoked_at else f"{made}, in use"


def register() -> None:
    register_holding(HoldingSource("supervision.sessions", 30, sessions_of))
    register_holding(HoldingSource("supervision.groups", 35, groups_of))
    register_holding(HoldingSource("supervision.adjustments", 31, adjustments_of))
    register_holding(HoldingSource("supervision.topics", 36, topics_of))
    register_holding(HoldingSource("supervision.signatures", 33, signatures_of))
    register_holding(HoldingSource("supervision.coverage", 34, gaps_of))
    register_holding(HoldingSource("supervision.arrangements", 32, arrangements_of))
    register_holding(HoldingSource("supervision.agreements", 37, agreements_of))
