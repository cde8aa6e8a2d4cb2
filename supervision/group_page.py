"""What the pages about groups show: rows, people, the way to the record, and who can read what, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.structured_templates import queries as records
from workforce_assurance.structured_templates.enums import ResponseState

from .enums import GroupState, Reason
from .models import GroupSession
from .querysets import WERE_AWAY, WERE_THERE, GroupQuerySet
from .words import Status, counted, long_instant

MAY = ("run_group", "move_group", "cancel_group", "open_group_record", "see_group_people")
OWN_PART = "Nobody else ever reads your own part; you can write in it before and after the group meets."
NOBODY_YET = "Nobody but you reads the record yet. Record who was there, and they can."
NO_WORDS = "You see that and when this group meets. What is written in it is for those who take part."


@dataclass(frozen=True)
class GroupRow:
    group: GroupSession
    status: Status
    planned: str
    led_by: str
    people: str


@dataclass(frozen=True)
class Way:
    """The way to the record: a link, or without one a button that opens it."""

    action: str
    url: str = ""
    hint: str = ""


def listed(rows: GroupQuerySet) -> QuerySet[Any]:
    """With how many are invited and were there; what is open first, the next before the others."""
    is_open = When(state=GroupState.PLANNED, then=Value(0))
    soonest = Case(When(state=GroupState.PLANNED, then=F("planned_at")))
    there = Count("attendances", filter=Q(attendances__state__in=WERE_THERE))
    rows = rows.select_related("facilitator", "note_taker").annotate(invited=Count("attendances"), there=there)
    return rows.order_by(Case(is_open, default=Value(1)), soonest, "-planned_at", "reference")


def list_row(group: Any, now: datetime, zone: ZoneInfo) -> GroupRow:
    people = f"{group.invited} invited" if group.state in (GroupState.PLANNED, GroupState.CANCELLED) else ""
    people = people or f"{group.there} of {group.invited} were there"
    return GroupRow(
        group, status_of_group(group, now=now, zone=zone), long_instant(group.planned_at, zone), led_by(group), people
    )


def led_by(group: GroupSession) -> str:
    if group.facilitator:
        return group.facilitator.full_name
    return f"Peers; {group.note_taker.full_name} takes the notes" if group.note_taker else "Peers"


def status_of_group(group: GroupSession, *, now: datetime, zone: ZoneInfo) -> Status:
    if group.state == GroupState.HELD:
        return Status("Held", "done")
    if group.state == GroupState.PARTLY_HELD:
        return Status(f"Partly held, {group.held_minutes} of {group.minutes} minutes", "info")
    if group.state == GroupState.CANCELLED:
        return Status("Cancelled", "plain")
    if local_day(group.planned_at, zone) == local_day(now, zone):
        return Status(f"Today at {group.planned_at.astimezone(zone):%H:%M}", "info")
    return Status("Planned", "info") if group.planned_at > now else Status("Not recorded yet", "due_soon")


def page(group: GroupSession, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page of one group shows to this viewer."""
    may = {what: viewer.has_perm(f"supervision.{what}", group) for what in MAY}
    attendances = list(group.attendances.select_related("person").order_by("person__full_name", "pk"))
    mine = next((row for row in attendances if row.person_id == viewer.pk), None)
    is_open = group.state == GroupState.PLANNED
    return {
        "group": group,
        "title": group.get_kind_display(),
        "status": status_of_group(group, now=now, zone=zone),
        "planned": long_instant(group.planned_at, zone),
        "is_open": is_open,
        "may": may,
        "has_begun": group.planned_at <= now,
        "way": _way(group, viewer, mine) if may["open_group_record"] and group.state != GroupState.CANCELLED else None,
        "facts": _facts(group, zone, attendances, mine, sees=may["see_group_people"]),
        "people": _people(group, attendances, runs=may["run_group"]) if may["see_group_people"] else [],
        "counts": not is_open and may["run_group"],
        "readers": _readers(group),
        "dates_only": "" if may["see_group_people"] else NO_WORDS,
    }


def _way(group: GroupSession, viewer: Any, mine: Any) -> Way | None:
    """For whoever writes it the record; for everybody else their own part, and what they may read."""
    response = records.response_for(group.purpose, group.pk)
    writes = group.writer_id == viewer.pk
    away = mine is not None and mine.state in WERE_AWAY
    if response is None:
        if away:
            return None
        return Way("Start the record") if writes else Way("Write your own part", hint=OWN_PART)
    url = reverse("record", args=[response.pk])
    if writes:
        words = {ResponseState.OPEN: "Carry on with the record", ResponseState.TO_SIGN: "Read and sign"}
        return Way(words.get(ResponseState(response.state), "The record, and your own part"), url, _not_read_yet(group))
    if away or group.state == GroupState.PLANNED:
        return Way("Your own part", url, "" if away else OWN_PART)
    return Way("The record, and your own part", url)


def _not_read_yet(group: GroupSession) -> str:
    return NOBODY_YET if group.state == GroupState.PLANNED else ""


def _facts(
    group: GroupSession, zone: ZoneInfo, attendances: list[Any], mine: Any, *, sees: bool
) -> list[dict[str, str]]:
    there = sum(row.state in WERE_THERE for row in attendances)
    rows = [
        ("Facilitator", group.facilitator.full_name) if group.facilitator else ("Takes the notes", led_by_name(group)),
        ("Planned for", f"{long_instant(group.planned_at, zone)}, {group.minutes} minutes"),
        ("Place", group.place or ("By a call" if group.call_link else "")),
        ("Invited", counted(len(attendances), "person").replace("persons", "people")),
    ]
    if group.held_at:
        rows.append(("Took place", f"{long_instant(group.held_at, zone)}, {group.held_minutes} minutes"))
        rows.append(("Were there", str(there)))
    if mine is not None and mine.state in WERE_THERE:
        rows.append(("Counts for you", f"{mine.counted_minutes} of your {mine.minutes} minutes"))
    if group.reason:
        rows.append(("Why not", Reason(group.reason).label))
    found = [{"label": label, "value": value} for label, value in [*rows, ("Reference", group.reference)]]
    if sees and group.call_link:
        found[2] |= {"link": group.call_link}
    return found


def led_by_name(group: GroupSession) -> str:
    return group.note_taker.full_name if group.note_taker else ""


def _people(group: GroupSession, attendances: list[Any], *, runs: bool) -> list[dict[str, str]]:
    """For whoever runs it everybody with what it counts; for the others whom they meet or met."""
    if group.state in (GroupState.HELD, GroupState.PARTLY_HELD) and not runs:
        attendances = [row for row in attendances if row.state in WERE_THERE]
    return [
        {
            "name": row.person.full_name,
            "state": row.get_state_display(),
            "minutes": str(row.minutes or ""),
            "counted": "" if row.counted_minutes is None else str(row.counted_minutes),
        }
        for row in attendances
    ]


def _readers(group: GroupSession) -> str:
    everybody = (
        "Those who were there"
        if group.facilitator is None
        else f"{group.facilitator.full_name} and those who were there"
    )
    others = "Their supervisors, managers and governance see that the group meets and when, never what is written."
    return f"{everybody} read the record. {others} Each person's own part is read by themselves alone."
