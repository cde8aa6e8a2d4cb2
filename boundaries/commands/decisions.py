"""Asking for a restrictive decision: drafted, changed, withdrawn, and renewed as another one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.references import new_reference
from workforce_assurance.common.versions import VersionState
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import response_for

from ..enums import RATIONALE_PURPOSE, Covers, DecisionState, GateOutcome
from ..exceptions import (
    CatalogueIsOlder,
    EndsBeforeItBegins,
    LastsTooLong,
    NoCaseReference,
    NotInThisState,
    NotTheirDecision,
)
from ..models import Decision, DecisionKind, GateVisit, Ground
from ..states import WRITTEN, CannotMove, after
from .deadlines import meet


@dataclass(frozen=True)
class Wanted:
    """What is asked for: about which case, what, on which ground, and from when until when."""

    kind: DecisionKind
    ground: Ground
    covers: Covers
    team: Any
    case_reference: str = ""
    # Empty: as soon as it is through the gate.
    starts_at: datetime | None = None
    # Empty for what is done once.
    ends_at: datetime | None = None
    source: tuple[str, uuid.UUID] | None = None


@transaction.atomic
def draft_decision(*, wanted: Wanted, once: uuid.UUID, by: Any, now: datetime) -> Decision:
    """Draft a decision and open its rationale. The same opened form, `once`, makes one, however often it is sent.

    :raises CatalogueIsOlder: when kind or ground are of a catalogue that is not in force any more
    :raises NoCaseReference, LastsTooLong, EndsBeforeItBegins: when what is wanted contradicts the catalogue, or itself
    :raises NoPublishedTemplate: when no template of the rationale is published
    """
    if known := Decision.objects.filter(once=once).first():
        return known
    check_wanted(wanted, now)
    decision, new = Decision.objects.get_or_create(
        once=once,
        defaults=_columns(wanted) | {"reference": new_reference(), "requester": by, "drafted_at": now},
    )
    if new:
        records.open_response(purpose=RATIONALE_PURPOSE, subject_id=decision.pk, author=by, by=by, now=now)
        note("decision drafted", decision, by, now, kind=wanted.kind.code, ground=wanted.ground.code)
    return decision


@transaction.atomic
def change_draft(*, decision: Decision, wanted: Wanted, by: Any, now: datetime) -> Decision:
    """Change what is asked for, while it is written.

    :raises NotTheirDecision: when somebody else asked for it
    :raises NotInThisState: when it is at the gate, in effect or over
    :raises CatalogueIsOlder, NoCaseReference, LastsTooLong, EndsBeforeItBegins: as when it is drafted
    """
    locked = lock_own(decision, by)
    if locked.state not in (DecisionState.DRAFTED, DecisionState.RETURNED):
        raise NotInThisState("What is asked for is changed before it is at the gate. Nothing was changed.")
    check_wanted(wanted, now)
    for name, value in _columns(wanted).items():
        setattr(locked, name, value)
    locked.save()
    note("decision changed", locked, by, now, kind=wanted.kind.code, ground=wanted.ground.code)
    return locked


@transaction.atomic
def withdraw_decision(*, decision: Decision, by: Any, now: datetime) -> Decision:
    """Take back what one asked for, before it has any effect.

    :raises NotTheirDecision: when somebody else asked for it
    :raises NotInThisState: when it is through the gate, in effect or over
    """
    locked = lock_own(decision, by)
    move(locked, "withdrawn")
    locked.ended_at, locked.ended_by = now, by
    locked.save()
    waiting = GateVisit.objects.waiting().filter(decision=locked)
    waiting.update(outcome=GateOutcome.WITHDRAWN, answered_at=now, answered_by=by)
    meet([locked.pk], because="not_needed", by=by, now=now)
    note("decision withdrawn", locked, by, now)
    return locked


@transaction.atomic
def renew_decision(*, decision: Decision, ends_at: datetime, once: uuid.UUID, by: Any, now: datetime) -> Decision:
    """Draft what would follow on this decision when it ends: another one, with a gate of its own.

    It begins with the words of the rationale that it renews, where the same person writes.

    :raises NotInThisState: when it is not in effect
    :raises CatalogueIsOlder, LastsTooLong, EndsBeforeItBegins: as when a decision is drafted
    """
    if known := Decision.objects.filter(once=once).first():
        return known
    before = lock(decision)
    if before.state != DecisionState.IN_EFFECT or before.ends_at is None:
        raise NotInThisState("A decision is renewed while it is in effect. Nothing was changed.")
    on_its_way = before.renewals.filter(state__in=[*WRITTEN, DecisionState.AT_GATE, DecisionState.APPROVED]).first()
    if on_its_way is not None:
        return on_its_way
    draft = draft_decision(wanted=_the_same(before, ends_at), once=once, by=by, now=now)
    draft.renews, draft.first = before, before.first or before
    draft.save(update_fields=["renews", "first"])
    _begin_with(draft, before, by, now)
    note("renewal drafted", draft, by, now, renews=before.reference)
    return draft


def _the_same(before: Decision, ends_at: datetime) -> Wanted:
    """What is in effect, as the catalogue in force calls it, from its end on."""
    in_force = {"version__state": VersionState.PUBLISHED}
    kind = DecisionKind.objects.filter(**in_force, code=before.kind.code).first()
    ground = Ground.objects.filter(**in_force, code=before.ground.code).first()
    if kind is None or ground is None:
        raise CatalogueIsOlder("The catalogue does not hold this any more. Ask for a new decision instead.")
    return Wanted(
        kind, ground, Covers(before.covers), before.team, before.case_reference, before.ends_at, ends_at
    )  # fmt: skip


def _begin_with(draft: Decision, before: Decision, by: Any, now: datetime) -> None:
    new, old = (response_for(RATIONALE_PURPOSE, one.pk) for one in (draft, before))
    if new is not None and old is not None and before.requester_id == by.pk:
        records.begin_with_answers_of(response=new, before=old, by=by, now=now)


def check_wanted(wanted: Wanted, now: datetime) -> None:
    kind, starts_at, ends_at = wanted.kind, wanted.starts_at or now, wanted.ends_at
    if {kind.version.state, wanted.ground.version.state} != {VersionState.PUBLISHED}:
        raise CatalogueIsOlder("The list of decisions was renewed. Choose again; all else is kept.")
    if kind.is_about_a_person != bool(wanted.case_reference):
        about = "Give the case reference of the person." if kind.is_about_a_person else "It names no case."
        raise NoCaseReference(f"{about} {kind.label}: this is what the catalogue says.")
    if (kind.longest_days is None) != (ends_at is None):
        says = "it is done once and has no end" if kind.longest_days is None else "it needs a day on which it ends"
        raise LastsTooLong(f"{kind.label}: {says}.")
    if ends_at is None or kind.longest_days is None:
        return
    if ends_at <= max(starts_at, now):
        raise EndsBeforeItBegins("Give an end that lies after the beginning and after now.")
    if ends_at - starts_at > timedelta(days=kind.longest_days, hours=HOURS_OF_A_DAY):
        raise LastsTooLong(f"{kind.label}: at most {kind.longest_days} days at a time. It can be renewed by a review.")


# Days are counted by the calendar: the last of them ends with its evening.
HOURS_OF_A_DAY = 25


def _columns(wanted: Wanted) -> dict[str, Any]:
    source_kind, source_id = wanted.source or ("", None)
    return {
        "kind": wanted.kind, "ground": wanted.ground, "covers": wanted.covers, "team": wanted.team,
        "case_reference": wanted.case_reference, "starts_at": wanted.starts_at, "ends_at": wanted.ends_at,
        "source_kind": source_kind, "source_id": source_id,
    }  # fmt: skip


def lock(decision: Decision) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("kind__version", "ground__version", "team__service", "requester", "renews", "first").get(
        pk=decision.pk
    )


def lock_own(decision: Decision, by: Any) -> Decision:
    """:raises NotTheirDecision: when somebody else asked for it"""
    locked = lock(decision)
    if locked.requester_id != by.pk:
        raise NotTheirDecision("Whoever asked for it writes it, sends it and takes it back. Nothing was changed.")
    return locked


def move(decision: Decision, by: str) -> None:
    """Let it come to the state that this leads to; the caller saves.

    :raises NotInThisState: when it does not move that way from where it stands
    """
    try:
        decision.state = after(decision.state, by)
    except CannotMove as cannot:
        raise NotInThisState(str(cannot)) from None


def note(action: str, decision: Decision, by: Any, now: datetime, **facts: Any) -> None:
    """Keys, codes and dates: never a case reference, never a word of the rationale."""
    audit.record(
        action=action, subject_type="boundaries.decision", subject_id=decision.pk, by=by, now=now,
        facts={"reference": decision.reference, "state": decision.state, **facts},
    )  # fmt: skip
