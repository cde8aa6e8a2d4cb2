"""Who may do what with restrictive decisions: one predicate per sentence. Asked at the edge: the clock is read here."""

from __future__ import annotations

from datetime import date
from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .bringing_in import rules as bringing_in  # noqa: F401 - known once they are read
from .gate import why_not
from .models import Appeal, Decision
from .queries import waiting_visit


def _today(person: Any) -> date:
    return local_day(timezone.now(), people.zone_for(person))


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def is_administrator(person: Any) -> bool:
    return reach.is_administrator(person)


@rules.predicate
def may_see(person: Any, decision: Decision | None) -> bool:
    """What they are to it, found out once for the decision that a request has loaded."""
    if decision is None:
        return False
    known = decision.__dict__.setdefault("_seen_by", {})
    if person.pk not in known:
        rows = Decision.objects.filter(pk=decision.pk)
        known[person.pk] = rows.visible_to(person, on=_today(person)).exists()
    return bool(known[person.pk])


@rules.predicate
def asked_for_it(person: Any, decision: Decision | None) -> bool:
    return decision is not None and decision.requester_id == person.pk


@rules.predicate
def stands_at_its_gate(person: Any, decision: Decision | None) -> bool:
    """Whether they may answer now; whoever asked for it never does."""
    visit = waiting_visit(decision) if decision else None
    return visit is not None and why_not(decision, visit, person, on=_today(person)) is None


@rules.predicate
def is_in_its_line(person: Any, decision: Decision | None) -> bool:
    """Whoever let it through, manages the team, or supervises or manages whoever asked for it."""
    if decision is None:
        return False
    rows, on = Decision.objects.filter(pk=decision.pk), _today(person)
    line = (
        rows.asked_at_the_gate(person) | rows.of_teams_managed_by(person, on=on) | rows.of_people_under(person, on=on)
    )
    return bool(line.exists())


@rules.predicate
def reviews_it(person: Any, appeal: Appeal | None) -> bool:
    return appeal is not None and appeal.reviewer_id == person.pk


@rules.predicate
def may_see_its_decision(person: Any, appeal: Appeal | None) -> bool:
    return appeal is not None and bool(may_see.test(person, appeal.decision))


@rules.predicate
def manages_or_governs(person: Any) -> bool:
    return reach.is_governance_lead(person) or bool(reach.others_below(person, on=_today(person)).teams)


answers_for_it = asked_for_it | is_in_its_line

rules.add_perm("boundaries.draft_decision", is_active)
rules.add_perm("boundaries.see_decision", is_active & may_see)
rules.add_perm("boundaries.read_rationale", is_active & may_see)
rules.add_perm("boundaries.write_decision", is_active & asked_for_it)
rules.add_perm("boundaries.answer_at_gate", is_active & stands_at_its_gate)
rules.add_perm("boundaries.lift_decision", is_active & may_see & answers_for_it)
rules.add_perm("boundaries.renew_decision", is_active & may_see & answers_for_it)
rules.add_perm("boundaries.look_again", is_active & may_see & answers_for_it)
rules.add_perm("boundaries.record_appeal", is_active & may_see & answers_for_it)
rules.add_perm("boundaries.see_appeal", is_active & may_see_its_decision)
rules.add_perm("boundaries.answer_appeal", is_active & reviews_it)
rules.add_perm("boundaries.see_counts", is_active & manages_or_governs)
rules.add_perm("boundaries.set_up_decisions", is_active & is_administrator)
