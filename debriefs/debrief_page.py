"""What the pages say about debriefs: each strand's clock in words, who leads it, what became of it, who reads what."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.action_log import queries as actions
from workforce_assurance.action_log.words import status_of as status_of_action
from workforce_assurance.common.words import counted, long_instant
from workforce_assurance.structured_templates import queries as records

from .clocks import in_time
from .enums import DEBRIEF_KIND, LEARNING_PURPOSE, PAUSE_PURPOSE, NotHeldReason, Strand, StrandState
from .models import Debrief, Incident
from .queries import themes_of
from .words import Status, span, until

ABOUT = {
    Strand.HOT: "Five minutes, soon after: is everybody safe, what is needed now. Nothing is written down.",
    Strand.LEARNING: "A conversation about the system: what happened, what worked, what felt unsafe, policies, what has to change.",
    Strand.PERSON_SERVED: "The person served is asked how it was for them, if they wish to say.",
    Strand.STAFF_SUPPORT: "Whoever was involved is asked how they are, and offered support.",
}
MAY = ("run_debrief", "stand_by_name", "write_debrief", "propose_changes")


def status_of(debrief: Debrief, now: datetime) -> Status:
    if debrief.state == StrandState.HELD:
        assert debrief.held_at is not None  # noqa: S101 - a constraint
        return Status("Held in time" if in_time(debrief.held_at, debrief.closes_at) else "Held after its time", "done")
    if debrief.state == StrandState.NOT_HELD:
        return Status("Not held", "plain")
    if debrief.state == StrandState.PAUSED:
        return Status("Paused", "info")
    if now < debrief.opens_at:
        return Status(f"Opens in {span(debrief.opens_at - now)}", "info")
    if debrief.strand == Strand.STAFF_SUPPORT and debrief.due_at < now:
        # Colleagues are asked by mail then; nothing here can run out.
        return Status("Its hour has passed", "plain")
    return until(debrief.due_at, now)


def task(debrief: Debrief, now: datetime, zone: ZoneInfo) -> dict[str, str]:
    """One line of the incident's list of strands."""
    status = status_of(debrief, now)
    return {
        "label": label_of(debrief),
        "hint": window_words(debrief, zone),
        "url": reverse("debriefs:debrief", args=[debrief.incident_id, debrief.pk]),
        "status": status.words,
        "tone": status.tone if status.tone != "plain" else "",
    }


def label_of(debrief: Debrief) -> str:
    """The strand in words; of those at several times, by when."""
    label = debrief.get_strand_display()
    if debrief.strand != Strand.STAFF_SUPPORT:
        return label
    return f"{label}, within {span(debrief.closes_at - debrief.incident.happened_at)}"


def actions_from(debrief: Debrief, now: datetime, zone: ZoneInfo) -> list[dict[str, str]]:
    """What has to change, as it stands in the action log."""
    return [
        {
            "label": action.title,
            "hint": f"{action.owner.full_name}, {action.reference}",
            "url": reverse("action_log:action", args=[action.pk]),
            "status": status_of_action(action, now=now, zone=zone).words,
            "tone": status_of_action(action, now=now, zone=zone).tone,
        }
        for action in actions.actions_from(DEBRIEF_KIND, debrief.pk)
    ]


def window_words(debrief: Debrief, zone: ZoneInfo) -> str:
    later = f"; after its pause, {long_instant(debrief.due_at, zone)}" if debrief.due_at != debrief.closes_at else ""
    return f"From {long_instant(debrief.opens_at, zone)} until {long_instant(debrief.closes_at, zone)}{later}."


def page(debrief: Debrief, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    may = {what: viewer.has_perm(f"debriefs.{what}", debrief) for what in MAY}
    names = viewer.has_perm("debriefs.see_debrief_names", debrief)
    there = [row.person_id for row in debrief.attendees.all()]
    return {
        "debrief": debrief,
        "incident": debrief.incident,
        "about": ABOUT[Strand(debrief.strand)],
        "status": status_of(debrief, now),
        "window": window_words(debrief, zone),
        "may": may,
        "is_open": debrief.state in (StrandState.WAITS, StrandState.PAUSED),
        "is_paused": debrief.state == StrandState.PAUSED,
        "is_held": debrief.state == StrandState.HELD,
        "is_learning": debrief.strand == Strand.LEARNING,
        "stands_by_name": viewer.pk in there,
        "record_url": _record_url(debrief) if viewer.pk in there else "",
        "pauses": _pauses(debrief, viewer, zone),
        "facts": _facts(debrief, zone, names=names),
        "policies": _policies(debrief),
        "may_code_themes": viewer.has_perm("debriefs.code_themes", debrief.incident),
        "themes": themes_of(debrief.incident),
        "actions": actions_from(debrief, now, zone),
        "new_action_url": f"{reverse('action_log:new')}?from={DEBRIEF_KIND}:{debrief.pk}",
    }  # fmt: skip


def _record_url(debrief: Debrief) -> str:
    """Where somebody who was there by name reads the record, once it is begun."""
    if debrief.strand != Strand.LEARNING or records.response_for(LEARNING_PURPOSE, debrief.pk) is None:
        return ""
    return reverse("debriefs:debrief_read", args=[debrief.incident_id, debrief.pk])


def _pauses(debrief: Debrief, viewer: Any, zone: ZoneInfo) -> list[dict[str, str]]:
    """The ways to why it waited, for those who may read that."""
    pauses = list(debrief.pauses.all())
    written = records.responses_for(PAUSE_PURPOSE, [pause.pk for pause in pauses]) if pauses else {}
    return [
        {
            "words": f"Why it waited from {long_instant(pause.paused_at, zone)}",
            "url": reverse("record_read", args=[written[pause.pk].pk]),
        }
        for pause in pauses
        if pause.pk in written and viewer.has_perm("structured_templates.read_response", written[pause.pk])
    ]


def _policies(debrief: Debrief) -> list[tuple[str, str]]:
    rows = debrief.policies.select_related("policy").order_by("policy__name")
    return [(row.policy.name, row.get_effect_display()) for row in rows]


def _facts(debrief: Debrief, zone: ZoneInfo, *, names: bool) -> list[dict[str, str]]:
    leader = debrief.facilitator.full_name if debrief.facilitator and names else ""
    involved = "They were involved themselves." if debrief.facilitator_was_involved else ""
    rows = [
        ("Window", window_words(debrief, zone)),
        ("Led by", f"{leader}. {involved}".strip() if leader else involved),
        ("Took place", long_instant(debrief.held_at, zone) if debrief.held_at else ""),
        (
            "How many were there",
            counted(debrief.head_count, "person").replace("persons", "people") if debrief.head_count else "",
        ),
        ("By their own choice by name", _by_name(debrief) if names else ""),
        ("What stood in the way", NotHeldReason(debrief.not_held_reason).label if debrief.not_held_reason else ""),
        ("Reference", debrief.reference),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _by_name(debrief: Debrief) -> str:
    return ", ".join(debrief.attendees.order_by("person__full_name").values_list("person__full_name", flat=True))


def events_of(incident: Incident, names: bool) -> list[tuple[datetime, str]]:
    """What happened with the strands, for the incident's timeline; names for those who see them."""
    found: list[tuple[datetime, str]] = []
    for row in incident.debriefs.select_related("facilitator"):
        label = row.get_strand_display()
        if row.held_at:
            by = f", led by {row.facilitator.full_name}" if names and row.facilitator else ""
            found.append((row.held_at, f"{label} held{by}"))
        if row.late_flagged_at:
            found.append((row.late_flagged_at, f"{label}: its time had run out"))
        if row.state == StrandState.NOT_HELD and row.closed_at:
            reason = NotHeldReason(row.not_held_reason).label
            found.append((row.closed_at, f"{label} not held: {reason[0].lower()}{reason[1:]}"))
        found += [event for pause in row.pauses.all() for event in _paused(pause, label)]
    return found


def _paused(pause: Any, label: str) -> list[tuple[datetime, str]]:
    resumed = [(pause.resumed_at, f"{label}: the pause ended")] if pause.resumed_at else []
    return [(pause.paused_at, f"{label} paused"), *resumed]
