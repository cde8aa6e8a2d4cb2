"""What the page of one decision shows, to whom: facts, the minimum set, the gate, and what happened."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.action_log.beside import panels_beside
from workforce_assurance.action_log.sources import SOURCES, ways_on
from workforce_assurance.common.dates import day_ending, local_day
from workforce_assurance.common.words import long_day, long_instant

from .appeal_page import status_of as status_of_appeal
from .decision_events import events_of
from .enums import DECISION_KIND, Covers, DeadlineKind, DecisionState, LiftReason, RefusalReason
from .gate import is_reviewed_afterwards, may_be_written
from .late_reviews import late_reviews
from .limits import broken_by
from .models import Appeal, Deadline, Decision, FollowingStep, GateVisit
from .rationale import AREAS, Part, parts_of, section_url
from .states import AT_THE_GATE, FELT, WRITTEN, can
from .words import Status, about, left_of, span_of, status_of

TOLD = (DecisionState.APPROVED, *FELT)
MAY = ("write_decision", "answer_at_gate", "lift_decision", "renew_decision", "record_appeal")
BEFORE_EFFECT = (*WRITTEN, *AT_THE_GATE)
Fact = dict[str, str]


def page(decision: Decision, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page of one decision shows to this viewer."""
    may = {what: viewer.has_perm(f"boundaries.{what}", decision) for what in MAY}
    parts = parts_of(decision)
    visits = list(decision.visits.select_related("asked", "answered_by", "sent_by"))
    writes = may["write_decision"] and may_be_written(decision)
    return {
        "decision": decision,
        "key": str(decision.pk),
        "status": status_of(decision),
        "left": left_of(decision, now),
        "writes": writes,
        "may": may | _moves(decision, may),
        "facts": _facts(decision, viewer, zone),
        "parts": [_task(decision, part, writes) for part in parts],
        "parts_there": sum(part.is_there for part in parts),
        "parts_in_all": len(parts),
        "breaks": ". ".join(broken_by(decision, now=now)) if decision.state in BEFORE_EFFECT else "",
        "late_reviews": late_reviews(decision, now=now),
        "steps": [_step(row, may["lift_decision"], now, zone) for row in decision.steps.all()],
        "say_more": ", ".join(_say_more(decision, visits)),
        "waits": [_waits(row, now, zone) for row in decision.deadlines.waiting().order_by("due_at")],
        "appeals": [_appeal(row, now) for row in decision.appeals.all()],
        "renewals": list(decision.renewals.order_by("drafted_at")),
        "events": events_of(decision, visits, zone),
        "beside": panels_beside(DECISION_KIND, decision.pk, viewer=viewer, now=now),
        "ways_on": ways_on(DECISION_KIND, decision.pk) if decision.effective_at else [],
    }


def _moves(decision: Decision, may: dict[str, bool]) -> dict[str, bool]:
    """Which buttons there are: who may is one matter, when they may another."""
    writes, state = may["write_decision"], decision.state
    afterwards = is_reviewed_afterwards(decision) and may_be_written(decision)
    return {
        "send": writes and (afterwards or can(state, "sent to the gate")),
        "is_over_unreviewed": is_reviewed_afterwards(decision),
        "change": writes and can(state, "sent to the gate") and not decision.is_emergency,
        "emergency": writes and can(state, "emergency") and decision.kind.may_be_emergency and not decision.starts_at,
        "withdraw": writes and can(state, "withdrawn"),
        "lift": may["lift_decision"] and can(state, "lifted"),
        "again": may["lift_decision"] and state == DecisionState.IN_EFFECT,
        "appeal": may["record_appeal"]
        and decision.effective_at is not None
        and not decision.appeals.waiting().exists(),
        "equality": may["write_decision"] and decision.kind.is_about_a_person and not decision.brought_by_id,
        "letter": state in TOLD,
        "renew": may["renew_decision"] and can(state, "renewed through the gate") and decision.ends_at is not None,
    }


def _task(decision: Decision, part: Part, writes: bool) -> dict[str, str]:
    return {
        "label": part.label,
        "url": section_url(decision, part.section) if writes else "",
        "status": "There" if part.is_there else "Missing",
        "tone": "done" if part.is_there else "",
    }


def _facts(decision: Decision, viewer: Any, zone: ZoneInfo) -> list[Fact]:
    through = ""
    if decision.approver and decision.approved_at:
        through = f"{decision.approver.full_name}, {long_instant(decision.approved_at, zone)}"
    rows = [
        ("What", decision.kind.label),
        ("About", about(decision)),
        ("Ground", decision.ground.label),
        ("Takes away or limits", Covers(decision.covers).label),
        ("When", span_of(decision, zone)),
        ("Team", f"{decision.team.name}, {decision.team.service.name}"),
        ("Asked for by", decision.requester.full_name),
        ("Through the gate by", f"{through}{OUTSIDE if decision.is_approved_from_outside else ''}"),
        ("Emergency", "It took effect before its gate." if decision.is_emergency else ""),
        ("Refused because", RefusalReason(decision.refused_because).label if decision.refused_because else ""),
        ("Lifted because", LiftReason(decision.lifted_because).label if decision.lifted_because else ""),
        (
            "Imported",
            f"As {decision.outside_key} from another system, where its reasons stand" if decision.brought_by_id else "",
        ),
        ("Reference", decision.reference),
    ]
    facts = [{"label": label, "value": value} for label, value in rows if value]
    return [*facts, *_linked(decision, viewer, zone)]


OUTSIDE = ". Reviewed from outside: nobody above whoever asked could be asked"


def _linked(decision: Decision, viewer: Any, zone: ZoneInfo) -> list[Fact]:
    """The decision that it renews, and the record that it came from where the viewer may read that."""
    found = []
    if decision.renews:
        url = reverse("boundaries:decision", args=[decision.renews_id])
        found.append({"label": "Renews", "value": decision.renews.reference, "url": url, "change": "Open"})
    source = SOURCES.get(decision.source_kind)
    if source is not None and decision.source_id is not None:
        found += _source(source, decision.source_id, viewer, decision, zone)
    return found


def _source(source: Any, key: uuid.UUID, viewer: Any, decision: Decision, zone: ZoneInfo) -> list[Fact]:
    reference = source.references([key]).get(key, "")
    readable = source.readable(viewer, local_day(decision.drafted_at, zone)).filter(pk=key).exists()
    url = {"url": source.page(key), "change": "Open"} if readable else {}
    return [{"label": source.label, "value": reference, **url}]


def _say_more(decision: Decision, visits: list[GateVisit]) -> list[str]:
    """What the last answer at the gate asked to say more about, while it is written on."""
    last = visits[-1] if visits and decision.state in WRITTEN else None
    return [AREAS.get(area, area) for area in last.say_more] if last else []


def _appeal(row: Appeal, now: datetime) -> Fact:
    status = status_of_appeal(row, now)
    return {
        "label": f"Appeal of {long_day(row.received_on)}",
        "url": reverse("boundaries:appeal", args=[row.decision_id, row.pk]),
        "status": status.words,
        "tone": status.tone,
    }


def _step(row: FollowingStep, may: bool, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    due, done = long_instant(row.due_at, zone), row.done_at
    if done is None:
        status = Status("Past its time", "past_date") if row.due_at <= now else Status("Waits", "info")
        return {"row": row, "due": due, "status": status, "may": may}
    return {
        "row": row,
        "due": due,
        "status": Status("Done" if done <= row.due_at else "Done, after its time", "done"),
        "may": False,
    }


def _waits(row: Deadline, now: datetime, zone: ZoneInfo) -> Fact:
    past = row.due_at <= now
    return {
        "label": DeadlineKind(row.kind).label,
        "hint": f"By the end of {long_day(day_ending(row.due_at, zone))}",
        "url": "",
        "status": "Past its date" if past else "Waits",
        "tone": "past_date" if past else "info",
    }
