"""Which packs a service holds itself to, and what has to follow on a decision where it does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit

from ..exceptions import StepAlreadyDone
from ..limits import rules_by_service
from ..models import Decision, FollowingStep, PackInUse
from ..packs import steps


@transaction.atomic
def hold_to_packs(*, service: Any, codes: Collection[str], by: Any, now: datetime) -> None:
    """Let these packs, and no others, be the limits of that service from now on."""
    rows = PackInUse.objects.select_for_update().filter(service=service)
    before = set(rows.values_list("code", flat=True))
    rows.exclude(code__in=codes).delete()
    PackInUse.objects.bulk_create(
        PackInUse(service=service, code=code, since=now, by=by) for code in sorted(set(codes) - before)
    )
    if before != set(codes):
        audit.record(
            action="rule packs chosen", subject_type="boundaries.packs", subject_id=service.pk, by=by, now=now,
            facts={"packs": sorted(codes)},
        )  # fmt: skip


def let_steps_follow(decisions: Sequence[Decision]) -> None:
    """Put beside each decision what its service's packs ask for afterwards, in a constant number of statements."""
    rules = rules_by_service(decisions)
    FollowingStep.objects.bulk_create(
        FollowingStep(
            decision=decision,
            code=step.code,
            label=step.label,
            due_at=decision.effective_at + timedelta(hours=step.hours),
        )
        for decision in decisions
        for step in steps(decision.kind.code, rules.get((decision.team.service_id, decision.kind.version_id), ()))
        if decision.effective_at is not None
    )


@transaction.atomic
def step_done(*, step: FollowingStep, by: Any, now: datetime) -> FollowingStep:
    """Tick off something that had to follow.

    :raises StepAlreadyDone: when it is ticked off
    """
    locked = FollowingStep.objects.select_for_update(of=("self",)).select_related("decision").get(pk=step.pk)
    if locked.done_at is not None:
        raise StepAlreadyDone("This is ticked off already. Nothing was changed.")
    locked.done_at, locked.done_by = now, by
    locked.save()
    audit.record(
        action="decision step done", subject_type="boundaries.decision", subject_id=locked.decision_id, by=by, now=now,
        facts={"reference": locked.decision.reference, "step": locked.code, "in_time": now <= locked.due_at},
    )  # fmt: skip
    return locked
