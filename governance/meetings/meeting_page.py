"""What the pages of meetings show: the list, one meeting with its agenda or minutes, and one item of it."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Q, When
from django.urls import reverse

from workforce_assurance.action_log import queries as actions
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day, long_instant

from ..models import AgendaItem, Meeting, MeetingDecision
from .agenda import SOURCES_BY_HEADING
from .commands import is_complete
from .enums import DECISION_KIND, Heading, MeetingState, Outcome, Presence
from .querysets import MeetingQuerySet

COLUMNS = ("Meeting", "Series", "When", "Status", "Without an outcome")
TONES = {
    MeetingState.PLANNED: "", MeetingState.PREPARED: "info", MeetingState.HELD: "due_soon", MeetingState.CLOSED: "done",
}  # fmt: skip
OUTCOME_TONES = {
    Outcome.NOTED: "done", Outcome.DECIDED: "done", Outcome.APPROVED: "done", Outcome.DEFERRED: "due_soon",
    Outcome.MERGED: "info",
}  # fmt: skip


def cells(meeting: Meeting, zone: ZoneInfo) -> list[Any]:
    state = MeetingState(meeting.state)
    return [
        Cell(meeting.reference, reverse("governance:meeting", args=[meeting.pk]), look="reference"),
        meeting.series.name,
        long_instant(meeting.held_at or meeting.starts_at, zone),
        Cell(state.label, tone=TONES[state]),
        str(meeting.open_items) if state in (MeetingState.PREPARED, MeetingState.HELD) else "",  # type: ignore[attr-defined]
    ]


def page(meeting: Meeting, viewer: Any, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page of one meeting shows to this viewer."""
    runs = viewer.has_perm("governance.run_meeting", meeting)
    state = MeetingState(meeting.state)
    items = list(meeting.items.select_related("taken_with").prefetch_related("decisions__owner"))
    return {
        "meeting": meeting,
        "key": str(meeting.pk),
        "status": {"tone": TONES[state], "words": state.label},
        "facts": facts(meeting, zone),
        "seats": seats(meeting),
        "sections": sections(meeting, items),
        "carried": [one.words for one in items if one.outcome == Outcome.DEFERRED],
        "amendments": amendments(meeting, zone),
        "may": _may(meeting, viewer, state, runs=runs),
    }


def _may(meeting: Meeting, viewer: Any, state: MeetingState, *, runs: bool) -> dict[str, bool]:
    """Which buttons there are: who may is one matter, when they may another."""
    return {
        "prepare": runs and state == MeetingState.PLANNED,
        "build": runs and state == MeetingState.PREPARED,
        "hold": runs and state == MeetingState.PREPARED,
        "move": runs and state in (MeetingState.PLANNED, MeetingState.PREPARED),
        "add": runs and state in (MeetingState.PREPARED, MeetingState.HELD),
        "close": runs and state == MeetingState.HELD,
        "amend": viewer.has_perm("governance.amend_minutes", meeting),
        "series": viewer.has_perm("governance.change_series", meeting.series),
    }


def facts(meeting: Meeting, zone: ZoneInfo) -> list[dict[str, str]]:
    series = meeting.series
    approved = meeting.approved_in
    rows = [
        ("Series", series.name),
        ("It governs", series.service.name if series.service else "The whole organisation"),
        ("Chair", series.chair.full_name),
        ("When", long_instant(meeting.held_at or meeting.starts_at, zone)),
        ("What changed since", long_day(local_day(meeting.since, zone))),
    ]
    if meeting.state == MeetingState.CLOSED and meeting.amend_until:
        rows.append(("Can be amended until", "" if approved else long_day(meeting.amend_until)))
        rows.append(("Minutes", f"Approved in meeting {approved.reference}" if approved else "Not approved yet"))
    return [{"label": label, "value": value} for label, value in rows if value]


def seats(meeting: Meeting) -> list[dict[str, str]]:
    rows = meeting.seats.select_related("person").order_by("person__full_name", "pk")
    return [{"label": one.person.full_name, "value": Presence(one.presence).label} for one in rows]


def sections(meeting: Meeting, items: list[AgendaItem]) -> list[dict[str, Any]]:
    """The agenda by its headings: each with its items, and how many there are in all where it shows fewer."""
    found = []
    for heading, rows in groupby(items, key=lambda one: Heading(one.heading)):
        shown = list(rows)
        total = int(meeting.totals.get(heading.value, 0))
        source = SOURCES_BY_HEADING.get(heading)
        found.append(
            {
                "heading": heading.label,
                "items": [item_row(meeting, one) for one in shown],
                "more": max(total - len(shown), 0),
                "all_url": source.everything() if source else "",
            }
        )
    return found


def item_row(meeting: Meeting, item: AgendaItem) -> dict[str, Any]:
    outcome = Outcome(item.outcome) if item.outcome else None
    words = outcome.label if outcome else ("Open" if meeting.state == MeetingState.HELD else "")
    if item.because:
        words = f"{words}: {item.get_because_display().lower()}"
    if item.taken_with:
        words = f"Taken with: {item.taken_with.words}"
    return {
        "words": item.words,
        "url": reverse("governance:meeting_item", args=[meeting.pk, item.pk]),
        "status": {"tone": OUTCOME_TONES.get(outcome, "") if outcome else "", "words": words},
        "decisions": [decision_row(one) for one in item.decisions.all()],
    }


def decision_row(decision: MeetingDecision) -> dict[str, Any]:
    owner = decision.owner.full_name if decision.owner else "nobody yet"
    by = long_day(decision.due_on) if decision.due_on else "no date yet"
    return {
        "decision": decision,
        "words": decision.words,
        "reasons": decision.reasons,
        "detail": f"{owner}, by {by}" if decision.due_on else f"{owner}, {by}",
        "is_complete": is_complete(decision),
        "url": reverse("governance:meeting_decision", args=[decision.meeting_id, decision.pk]),
    }


def amendments(meeting: Meeting, zone: ZoneInfo) -> list[dict[str, str]]:
    return [
        {"words": one.words, "detail": f"{one.by.full_name}, {long_instant(one.at, zone)}"}
        for one in meeting.amendments.select_related("by")
    ]


def item_page(item: AgendaItem, viewer: Any) -> dict[str, Any]:
    """One item, large enough for a shared screen: what is known, what was decided, and the item before and after it."""
    meeting = item.meeting
    keys = list(meeting.items.values_list("pk", flat=True))
    place = keys.index(item.pk)
    state, runs = MeetingState(meeting.state), viewer.has_perm("governance.run_meeting", meeting)
    decisions = [decision_row(one) for one in item.decisions.select_related("owner")]
    return {
        "item": item,
        "meeting": meeting,
        "heading": Heading(item.heading).label,
        "row": item_row(meeting, item),
        "record_url": record_url(item),
        "decisions": decisions,
        "actions": _actions([one["decision"].pk for one in decisions]),
        "place": place + 1,
        "count": len(keys),
        "before": _address(meeting, keys[place - 1]) if place else "",
        "after": _address(meeting, keys[place + 1]) if place + 1 < len(keys) else "",
        "may": _may_with(item, state, runs=runs),
    }


def _may_with(item: AgendaItem, state: MeetingState, *, runs: bool) -> dict[str, bool]:
    goes_on, minutes = runs and state == MeetingState.HELD, item.heading == Heading.MINUTES
    under_way = runs and state in (MeetingState.PREPARED, MeetingState.HELD)
    is_open, is_decided = item.outcome == "", item.outcome == Outcome.DECIDED
    return {
        "approve": goes_on and minutes and is_open,
        "note": goes_on and not minutes and is_open,
        "decide": goes_on and (is_open or is_decided),
        "defer": under_way and not minutes and is_open,
        "merge": under_way and not minutes and is_open,
        "take_up": under_way and not is_open and not is_decided and item.outcome != Outcome.APPROVED,
        "change": goes_on,
    }


def _address(meeting: Meeting, key: uuid.UUID) -> str:
    return reverse("governance:meeting_item", args=[meeting.pk, key])


def record_url(item: AgendaItem) -> str:
    """The page of what it is about; that page asks again who may open it."""
    heading = Heading(item.heading)
    if heading == Heading.MINUTES:
        return reverse("governance:meeting", args=[item.subject_id])
    if heading == Heading.DEFERRED:
        earlier = AgendaItem.objects.filter(pk=item.subject_id).first()
        return record_url(earlier) if earlier else ""
    source = SOURCES_BY_HEADING.get(heading)
    return source.page(item.subject_id) if source else ""


def _actions(decision_ids: list[uuid.UUID]) -> list[Any]:
    """The actions that became of these decisions."""
    found = actions.actions_from_any({DECISION_KIND: decision_ids}) if decision_ids else []
    return [
        {
            "reference": one.reference,
            "url": reverse("action_log:action", args=[one.pk]),
            "state": one.get_state_display(),
        }
        for one in found
    ]


def listed(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """What is ahead or under way first, then the closed ones, the latest first."""
    open_items = Count("items", filter=Q(items__outcome=""))
    ahead = Case(When(state=MeetingState.CLOSED, then=1), default=0)
    rows = meetings.select_related("series").annotate(open_items=open_items, ahead=ahead)
    return rows.order_by("ahead", "-starts_at", "reference")
