"""What is printed of decisions: the register as it is narrowed, and the notice letter to the person, in plain words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.places import OFFERED, places_offered
from workforce_assurance.rendering.registry import MOST_ROWS, Document, Printable, register_printable

from .decision_forms import DecisionFilter
from .decision_list import LISTED, narrowed, printed_rows
from .decision_page import TOLD
from .enums import AppealedBy, Covers, DeadlineKind, DecisionState
from .models import Appeal, Decision
from .plain_words import LIMITS, held_until, outcome_of, still_holds
from .queries import kinds_ever

REGISTER, LETTER, APPEAL_LETTER = "boundaries.register", "boundaries.letter", "boundaries.appeal_letter"
ASKS = ("kind", "state", "case_reference", "team", "by", "first", "last")


def register_of(viewer: Any, asked: Mapping[str, str], now: datetime) -> Document:
    """What this viewer sees of the register at this moment, narrowed as its address said."""
    teams = places_offered(people.teams().order_by("service__name").values_list(*OFFERED))
    zone, form = people.zone(), DecisionFilter(dict(asked), kinds=kinds_ever(), teams=teams)
    understood = form.cleaned_data if form.is_valid() else {}
    rows = narrowed(Decision.objects.visible_to(viewer, on=local_day(now, zone)), understood, zone)
    found = list(rows.order_by("-drafted_at", "pk").values_list(*LISTED)[: MOST_ROWS + 1])
    context = {
        "rows": printed_rows(found[:MOST_ROWS], zone),
        "has_more": len(found) > MOST_ROWS,
        "most": MOST_ROWS,
    }
    return Document("Restrictive decisions", "pdf/decisions.html", context)


def letter_to(viewer: Any, asked: Mapping[str, str], now: datetime) -> Document:
    """The notice of one decision; of one that this viewer may not see, or that tells nobody anything, it says that there is none."""
    zone = people.zone()
    found = _told(viewer, asked.get("decision", ""), local_day(now, zone))
    context = _context(found, now, zone) if found else {"decision": None}
    return Document("Letter about a decision", "pdf/decision_letter.html", context)


def _told(viewer: Any, key: str, on: Any) -> Decision | None:
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    rows = Decision.objects.visible_to(viewer, on=on).filter(state__in=TOLD)
    return rows.select_related("kind", "ground", "team__service").filter(pk=wanted).first()


def _context(decision: Decision, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    again = decision.deadlines.waiting().filter(kind__in=[DeadlineKind.SAME_TODAY, DeadlineKind.REVIEW])
    first = again.order_by("due_at").values_list("due_at", flat=True).first()
    begins = decision.effective_at or decision.starts_at
    return {
        "decision": decision,
        "day": long_day(local_day(now, zone)),
        "limits": LIMITS[Covers(decision.covers)],
        "begins": long_day(local_day(begins, zone)) if begins else "",
        "until": held_until(decision, zone),
        "again": long_day(local_day(first, zone)) if first else "",
        "before_its_gate": decision.state in (DecisionState.EMERGENCY, DecisionState.EMERGENCY_AT_GATE),
    }


def appeal_letter(viewer: Any, asked: Mapping[str, str], now: datetime) -> Document:
    """What came of one appeal; of one that is not answered, or whose decision this viewer may not see, it says that there is none."""
    zone = people.zone()
    found = _answered(viewer, asked.get("appeal", ""), local_day(now, zone))
    context = _context_of_appeal(found, now, zone) if found else {"appeal": None}
    return Document("Letter about an appeal", "pdf/appeal_letter.html", context)


def _answered(viewer: Any, key: str, on: Any) -> Appeal | None:
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    visible = Decision.objects.visible_to(viewer, on=on).values("pk")
    rows = Appeal.objects.answered().filter(decision__in=visible)
    return rows.select_related("decision__kind", "decision__team__service").filter(pk=wanted).first()


def _context_of_appeal(appeal: Appeal, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    assert appeal.decided_at is not None  # noqa: S101 - it is answered
    return {
        "appeal": appeal,
        "decision": appeal.decision,
        "day": long_day(local_day(now, zone)),
        "by_themselves": appeal.made_by == AppealedBy.PERSON,
        "came": long_day(appeal.received_on),
        "answered": long_day(local_day(appeal.decided_at, zone)),
        "late": appeal.decided_at > appeal.due_at,
        "outcome": outcome_of(appeal, zone),
        "until": still_holds(appeal, zone),
    }


def _page() -> str:
    return reverse("boundaries:decisions")


def _may(viewer: Any) -> bool:
    return bool(viewer.is_active)


def register() -> None:
    for key, label, build, asks in (
        (REGISTER, "Restrictive decisions", register_of, ASKS),
        (LETTER, "Letter about a decision", letter_to, ("decision",)),
        (APPEAL_LETTER, "Letter about an appeal", appeal_letter, ("appeal",)),
    ):
        register_printable(Printable(key, label, _page, _may, build, asks))
