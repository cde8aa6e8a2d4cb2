"""The supervision gate: sent to it, let through, returned or refused; and what takes effect before it in an emergency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.outbox import commands as outbox
from workforce_assurance.people import queries as people

from ..enums import GATE_MAIL, DeadlineKind, DecisionState, GateOutcome, RefusalReason
from ..exceptions import (
    BreaksARule,
    NobodyAtTheGate,
    NoEmergency,
    NotAnOutsideReviewer,
    NothingToSayMoreAbout,
    NotInThisState,
    RationaleIncomplete,
)
from ..gate import above, is_reviewed_afterwards, outside_reviewers, who_is_asked, why_not
from ..limits import broken_by
from ..models import Decision, GateVisit
from ..rationale import AREAS, what_is_missing
from ..states import FELT
from .course import begin
from .deadlines import ask, clocks, meet
from .decisions import Wanted, check_wanted, lock, lock_own, move, note
from .packs import let_steps_follow

WAITS = (DeadlineKind.GATE, DeadlineKind.EMERGENCY)


@transaction.atomic
def send_to_gate(*, decision: Decision, outside: Any | None = None, by: Any, now: datetime) -> GateVisit:
    """Ask at the gate, with a complete rationale, which changes no more until there is an answer.

    `outside` is the named reviewer of a team above which nobody can be asked.

    :raises NotTheirDecision: when somebody else asked for it
    :raises RationaleIncomplete: when a part of the minimum set is missing, or something is not saved
    :raises BreaksARule: when a hard limit of the service does not allow it; the text says which
    :raises NobodyAtTheGate, NotAnOutsideReviewer: when nobody above can be asked and nobody fitting is named
    :raises NotInThisState, CatalogueIsOlder, LastsTooLong, EndsBeforeItBegins: when it cannot be asked for, or not any more
    """
    locked = lock_own(decision, by)
    if locked.visits.waiting().exists():
        raise NotInThisState("It is at the gate already. Nothing was changed.")
    if not is_reviewed_afterwards(locked):
        move(locked, "sent to the gate")
        _check_limits(locked, now)
    if locked.state == DecisionState.AT_GATE:
        check_wanted(_wanted(locked), now)
    _check_complete(locked)
    asked, is_outside = _who_is_asked(locked, outside, now)
    locked.save(update_fields=["state"])
    visit = GateVisit.objects.create(decision=locked, sent_at=now, sent_by=by, asked=asked, is_outside=is_outside)
    if locked.state == DecisionState.AT_GATE:
        _let_wait(locked, DeadlineKind.GATE, asked, locked.kind.gate_working_days, now)
    note("decision sent to the gate", locked, by, now, asked=str(asked.pk), outside=is_outside)
    return visit


@transaction.atomic
def decide_in_emergency(*, decision: Decision, outside: Any | None = None, by: Any, now: datetime) -> Decision:
    """Let a drafted decision take effect at once; it is reviewed at the gate by the end of the next working day.

    :raises NotTheirDecision: when somebody else asked for it
    :raises BreaksARule: when a hard limit of the service does not allow it, a warning that comes first excepted
    :raises NoEmergency: when decisions of its kind wait for the gate, or it was to begin later
    :raises NobodyAtTheGate, NotAnOutsideReviewer: when nobody above can be asked and nobody fitting is named
    :raises NotInThisState: when it is not a draft
    """
    locked = lock_own(decision, by)
    if not locked.kind.may_be_emergency or locked.starts_at is not None:
        raise NoEmergency(f"{locked.kind.label}: it waits for the gate. Send it there; it can be answered today.")
    move(locked, "emergency")
    check_wanted(_wanted(locked), now)
    _check_limits(locked, now, in_emergency=True)
    asked, is_outside = _who_is_asked(locked, outside, now)
    locked.is_emergency, locked.effective_at = True, now
    locked.save()
    let_steps_follow([locked])
    _let_wait(locked, DeadlineKind.EMERGENCY, asked, 1, now)
    note("decision in effect in an emergency", locked, by, now, asked=str(asked.pk), outside=is_outside)
    return locked


@transaction.atomic
def approve_decision(*, decision: Decision, by: Any, now: datetime) -> Decision:
    """Let it through the gate; it takes effect when its time comes, which may be now.

    :raises OwnDecision: when they asked for it, or for one that it renews, whatever role they hold
    :raises NotAtTheGate: when they are neither asked nor above whoever is
    :raises HadAPartInIt, BelowWhoeverAsked: when they review an appeal against it, or stand below whoever asked
    :raises RationaleIncomplete: when a part of the minimum set is missing
    :raises BreaksARule: when a hard limit of the service does not allow it; the text says which
    :raises NotInThisState: when it is not at the gate
    """
    locked, visit = _at_the_gate(decision, by, now)
    afterwards, was_felt = is_reviewed_afterwards(locked), locked.state in FELT
    _check_complete(locked)
    if not afterwards:
        _check_limits(locked, now)
        move(locked, "approved")
    locked.approver, locked.approved_at, locked.is_approved_from_outside = by, now, visit.is_outside
    locked.save()
    _answer(visit, GateOutcome.APPROVED, by, now)
    note("decision approved", locked, by, now, outside=visit.is_outside, afterwards=afterwards)
    if was_felt or (not afterwards and (locked.starts_at is None or locked.starts_at <= now)):
        begin([locked], by=by, now=now)
    return locked


@transaction.atomic
def return_decision(*, decision: Decision, say_more: Sequence[str], by: Any, now: datetime) -> Decision:
    """Give it back to be written on, with the parts of the rationale that have to say more.

    :raises NothingToSayMoreAbout: when no part is named
    :raises OwnDecision, NotAtTheGate, NotInThisState: as when it is approved
    """
    named = [area for area in AREAS if area in say_more]
    if not named:
        raise NothingToSayMoreAbout("Choose at least one part that has to say more.")
    locked, visit = _at_the_gate(decision, by, now)
    if not is_reviewed_afterwards(locked):
        move(locked, "returned")
        locked.save(update_fields=["state"])
    visit.say_more = named
    # What is in effect already stays to be reviewed by the same time.
    _answer(visit, GateOutcome.RETURNED, by, now, kinds=[DeadlineKind.GATE])
    note("decision returned", locked, by, now, say_more=named)
    return locked


@transaction.atomic
def refuse_decision(*, decision: Decision, reason: RefusalReason, by: Any, now: datetime) -> Decision:
    """Say no; what was in effect in an emergency ends with that. Of one that is over already it is kept that it was not right.

    :raises OwnDecision, NotAtTheGate, NotInThisState: as when it is approved
    """
    locked, visit = _at_the_gate(decision, by, now)
    afterwards = is_reviewed_afterwards(locked)
    if not afterwards:
        move(locked, "refused")
        locked.refused_because, locked.ended_at, locked.ended_by = reason, now, by
        locked.save()
        meet([locked.pk], because="not_needed", by=by, now=now)
    _answer(visit, GateOutcome.REFUSED, by, now)
    note("decision refused", locked, by, now, reason=reason, afterwards=afterwards)
    return locked


def _at_the_gate(decision: Decision, by: Any, now: datetime) -> tuple[Decision, GateVisit]:
    """The one point at which it is decided who answers: for pages, imports and administrators alike."""
    locked = lock(decision)
    visit = GateVisit.objects.waiting().filter(decision=locked).select_for_update(of=("self",)).first()
    if visit is None:
        raise NotInThisState(f"It stands as “{locked.get_state_display().lower()}”. Nothing was changed.")
    if refusal := why_not(locked, visit, by, on=people.today(now=now)):
        raise refusal
    return locked, visit


def _answer(
    visit: GateVisit, outcome: GateOutcome, by: Any, now: datetime, kinds: Sequence[DeadlineKind] = WAITS
) -> None:
    """Keep the answer, end what was asked for it, and tell whoever asked."""
    visit.outcome, visit.answered_at, visit.answered_by = outcome, now, by
    visit.save()
    meet([visit.decision_id], kinds=kinds, because="done", by=by, now=now)
    outbox.enqueue(
        kind=GATE_MAIL, dedupe_key=f"{GATE_MAIL}:{visit.pk}", recipient=visit.decision.requester,
        payload={"visit": str(visit.pk)}, now=now,
    )  # fmt: skip


def _check_complete(decision: Decision) -> None:
    if missing := what_is_missing(decision):
        listed = ", ".join(missing)
        raise RationaleIncomplete(f"Something is missing before it can pass the gate: {listed}.")


def _check_limits(decision: Decision, now: datetime, *, in_emergency: bool | None = None) -> None:
    if broken := broken_by(decision, now=now, in_emergency=in_emergency):
        raise BreaksARule(f"A hard limit of the service does not allow it. {'. '.join(broken)}.")


def _who_is_asked(decision: Decision, outside: Any | None, now: datetime) -> tuple[Any, bool]:
    """Whoever is asked, and whether the requester had to name somebody from outside."""
    found = who_is_asked(decision, now=now)
    if found is not None:
        return found, False
    if outside is None:
        raise NobodyAtTheGate("Nobody above you can be asked. Name a reviewer from outside your team.")
    reviewers = outside_reviewers(decision, on=people.today(now=now))
    if not reviewers.filter(pk=outside.pk).exists():
        raise NotAnOutsideReviewer("Name somebody who supervises or manages elsewhere, and did not ask for it.")
    return outside, True


def _let_wait(decision: Decision, kind: DeadlineKind, asked: Any, working_days: int, now: datetime) -> None:
    at = clocks()
    row = (decision, kind, asked.pk, above(asked, decision.team, now=now).pk, at.after_working_days(now, working_days))
    ask([row], clocks=at, now=now)


def _wanted(decision: Decision) -> Wanted:
    return Wanted(
        decision.kind, decision.ground, decision.covers, decision.team,  # type: ignore[arg-type]
        decision.case_reference, decision.starts_at, decision.ends_at,
    )  # fmt: skip
