"""What the page of one complaint shows, to whom: facts, whom it is about, what is said, the answer, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.action_log.queries import actions_from, seen_among, themes_ever
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_day, long_instant
from workforce_assurance.structured_templates.queries import progress, response_for

from ..models import Complaint, ComplaintHandling
from .enums import ACCOUNT_PURPOSE, ANSWER_PURPOSE, COMPLAINT_KIND, CameBy, MadeBy, NoChange
from .events import events_of
from .linked import links_of
from .readings import readings_of
from .states import ENDED, WAITING, WITH_ANSWER, can
from .words import found_in_words, kept, status_of

MAY = ("follow_complaint", "read_complaint", "read_complaint_answer", "answer_complaint", "pass_complaint")
Fact = dict[str, str]


def page(complaint: Complaint, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page of one complaint shows to this viewer; no word that is said in it."""
    may = {what: viewer.has_perm(f"governance.{what}", complaint) for what in MAY}
    today, handlings = local_day(now, zone), list(complaint.handlings.select_related("handler"))
    oversees = viewer.has_perm("governance.see_whom_complained_about", complaint)
    moves = _moves(complaint, may)
    return {
        "complaint": complaint,
        "moves": any(moves.values()),
        "is_mine": complaint.recorded_by_id == viewer.pk,
        "from": f"{COMPLAINT_KIND}:{complaint.pk}",
        "status": status_of(complaint, today),
        "may": may | moves,
        "facts": _facts(complaint, handlings[-1], zone),
        "about": _about(complaint, zone, may) if oversees else [],
        "oversees": oversees,
        "account": (account := _account(complaint, viewer, may)),
        "readings": readings_of(complaint, zone) if account["reads"] else [],
        "answer": _answer(complaint, handlings, viewer, may),
        "links": links_of(complaint, viewer, today, may_take_back=may["follow_complaint"]),
        "actions": _actions(complaint, viewer, today),
        "events": events_of(complaint, handlings, zone) if oversees else [],
    }


def _moves(complaint: Complaint, may: dict[str, bool]) -> dict[str, bool]:
    """Which buttons there are: who may is one matter, when they may another."""
    state, follows = complaint.state, may["follow_complaint"]
    return {
        "acknowledge": follows and can(state, "acknowledged"),
        "answer": may["answer_complaint"] and can(state, "answered"),
        "withdraw": follows and can(state, "withdrawn"),
        "close": follows and can(state, "closed"),
        "change": follows and state not in ENDED,
        "name": follows and state not in ENDED,
        "pass": may["pass_complaint"] and state not in ENDED,
        "link": follows,
        "act": follows and state != "withdrawn",
    }


def _facts(complaint: Complaint, handling: ComplaintHandling, zone: ZoneInfo) -> list[Fact]:
    withdrawn = complaint.state == "withdrawn" and complaint.ended_at
    rows = [
        ("About", dict(themes_ever()).get(complaint.theme, complaint.theme)),
        ("Team", f"{complaint.team.name}, {complaint.team.service.name}"),
        ("Made by", MadeBy(complaint.made_by).label),
        ("Case reference", complaint.case_reference),
        ("Came", f"{long_day(complaint.received_on)}, {CameBy(complaint.came_by).label.lower()}"),
        ("Put on record by", f"{complaint.recorded_by.full_name}, {long_instant(complaint.recorded_at, zone)}"),
        ("Handled by", handling.handler.full_name),
        ("Acknowledged", "" if withdrawn else kept(complaint.acknowledged_on, complaint.acknowledge_due_on)),
        ("Answered", "" if withdrawn else kept(complaint.answered_on, complaint.answer_due_on)),
        ("Found", found_in_words(complaint)),
        ("No action, because", NoChange(complaint.no_change).label if complaint.no_change else ""),
        ("Reference", complaint.reference),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _about(complaint: Complaint, zone: ZoneInfo, may: dict[str, bool]) -> list[dict[str, Any]]:
    return [
        {
            "key": row.pk,
            "name": row.person.full_name,
            "detail": f"Told on {long_instant(row.told_at, zone)}" if row.told_at else "Not told yet",
            "may_tell": row.told_at is None and may["follow_complaint"],
        }
        for row in complaint.about.select_related("person")
    ]


def _account(complaint: Complaint, viewer: Any, may: dict[str, bool]) -> dict[str, Any]:
    """What is said: tasks for whoever writes it down, a way to it for whoever reads it, and nothing for others."""
    writes = complaint.recorded_by_id == viewer.pk and complaint.state in WAITING
    response = response_for(ACCOUNT_PURPOSE, complaint.pk) if writes else None
    reads = may["read_complaint"] or complaint.recorded_by_id == viewer.pk
    return {"tasks": _tasks(response, viewer), "reads": reads}


def _answer(
    complaint: Complaint, handlings: Sequence[ComplaintHandling], viewer: Any, may: dict[str, bool]
) -> dict[str, Any]:
    """Tasks for whoever answers it; once it is answered, or handed on, the way to what was written."""
    *before, current = handlings
    writes = may["answer_complaint"] and complaint.state in WAITING
    response = response_for(ANSWER_PURPOSE, current.pk) if writes else None
    reads = may["read_complaint_answer"]
    return {
        "tasks": _tasks(response, viewer),
        "current": current if reads and complaint.state in WITH_ANSWER else None,
        "before": before if reads else [],
    }


def _tasks(response: Any, viewer: Any) -> list[dict[str, str]]:
    if response is None:
        return []
    return [
        {
            "label": task.title,
            "url": reverse("record_section", args=[response.pk, task.key]),
            "status": task.status,
            "tone": task.tone,
        }
        for task in progress(response, viewer)
    ]


def _actions(complaint: Complaint, viewer: Any, today: Any) -> list[Fact]:
    """What came of it: everybody who sees it sees that there is something; its title is for those who see the action."""
    found = list(actions_from(COMPLAINT_KIND, complaint.pk))
    seen = seen_among([one.pk for one in found], viewer, on=today)
    return [
        {
            "label": action.title if action.pk in seen else f"Action {action.reference}",
            "url": reverse("action_log:action", args=[action.pk]) if action.pk in seen else "",
            "status": action.get_state_display(),
            "tone": "",
        }
        for action in found
    ]
