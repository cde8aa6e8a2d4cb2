"""Cadence policies: drafted, published, retired. A published policy never changes; a better one replaces it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit

from ..cadence import Step, contradictions
from ..enums import PhaseInFor
from ..exceptions import OrganisationNeedsAPolicy, PolicyAlreadyPublished, PolicyContradictsItself, PolicyNotPublished
from ..models import CadencePolicy, PhaseInStep
from ..policy_terms import SHIPPED, Terms, columns_of, terms_of

SAID = (
    "longest_gap_days", "sessions_per_period", "period", "minutes_per_month", "practice_hours",
    "practice_hours_a_week", "grace_working_days", "minutes", "minimum_minutes",
)  # fmt: skip


@transaction.atomic
def draft_policy(*, terms: Terms, by: Any, now: datetime) -> CadencePolicy:
    """Write down a policy that does not count yet.

    :raises PolicyContradictsItself: when its parts cannot hold together
    """
    check_terms(terms)
    policy = CadencePolicy(created_at=now, created_by=by)
    _write(policy, terms)
    _record("policy drafted", policy, by, now)
    return policy


@transaction.atomic
def redraft_policy(*, policy: CadencePolicy, terms: Terms, by: Any, now: datetime) -> CadencePolicy:
    """Change a draft.

    :raises PolicyAlreadyPublished: when it is no draft any more
    :raises PolicyContradictsItself: when its parts cannot hold together
    """
    check_terms(terms)
    policy = _lock_draft(policy)
    _write(policy, terms)
    _record("policy redrafted", policy, by, now)
    return policy


@transaction.atomic
def copy_policy(*, policy: CadencePolicy, by: Any, now: datetime) -> CadencePolicy:
    """A new draft that says the same."""
    return draft_policy(terms=terms_of(policy), by=by, now=now)


@transaction.atomic
def publish_policy(*, policy: CadencePolicy, by: Any, now: datetime) -> CadencePolicy:
    """Let the draft count from now on, in the place of the published policy with the same reach.

    :raises PolicyAlreadyPublished: when it is no draft any more
    :raises PolicyContradictsItself: when its parts cannot hold together
    """
    policy = _lock_draft(policy)
    check_terms(terms_of(policy))
    for replaced in CadencePolicy.objects.published().with_the_same_reach(policy).select_for_update():
        _retire(replaced, by, now)
    policy.state, policy.published_at, policy.published_by = CadencePolicy.State.PUBLISHED, now, by
    policy.save()
    _record("policy published", policy, by, now)
    return policy


@transaction.atomic
def retire_policy(*, policy: CadencePolicy, by: Any, now: datetime) -> CadencePolicy:
    """Let the policy of a person, role, team or service count no longer; the one above it applies again.

    :raises PolicyNotPublished: when it is not published
    :raises OrganisationNeedsAPolicy: when it is the organisation's
    """
    policy = CadencePolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    if policy.state != CadencePolicy.State.PUBLISHED:
        raise PolicyNotPublished("Only a published policy can be retired.")
    if policy.is_the_organisation_s:
        raise OrganisationNeedsAPolicy(
            "Publish another policy for the organisation; it then takes the place of this one."
        )
    _retire(policy, by, now)
    return policy


@transaction.atomic
def discard_draft(*, policy: CadencePolicy, by: Any, now: datetime) -> None:
    """Throw a draft away.

    :raises PolicyAlreadyPublished: when it is no draft any more
    """
    policy = _lock_draft(policy)
    _record("policy draft discarded", policy, by, now)
    policy.phase_in.all().delete()
    policy.delete()


@transaction.atomic
def ship_policy(*, now: datetime) -> CadencePolicy | None:
    """Publish the shipped policy for the organisation, unless it has had one."""
    if CadencePolicy.objects.of_the_organisation().exists():
        return None
    return publish_policy(policy=draft_policy(terms=SHIPPED, by=None, now=now), by=None, now=now)


def check_terms(terms: Terms) -> None:
    """See that its parts hold together; changes nothing.

    :raises PolicyContradictsItself: when they cannot
    """
    found = contradictions(terms.as_cadence())
    if terms.reaches > 1:
        found.append("A policy is for one person, one role, one team or one service, not for two of them.")
    if found:
        raise PolicyContradictsItself(" ".join(found))


def _lock_draft(policy: CadencePolicy) -> CadencePolicy:
    policy = CadencePolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    if policy.state != CadencePolicy.State.DRAFT:
        raise PolicyAlreadyPublished("A published policy never changes. Copy it, change the copy and publish that.")
    return policy


def _write(policy: CadencePolicy, terms: Terms) -> None:
    for column, value in columns_of(terms).items():
        setattr(policy, column, value)
    policy.save()
    policy.phase_in.all().delete()
    _write_steps(policy, PhaseInFor.STARTER, terms.phase_in)
    _write_steps(policy, PhaseInFor.RETURNER, terms.returning)


def _write_steps(policy: CadencePolicy, whom: PhaseInFor, steps: Iterable[Step]) -> None:
    PhaseInStep.objects.bulk_create(
        PhaseInStep(
            policy=policy, whom=whom, position=position, until_day=step.until_day, until_months=step.until_months,
            gap_days=step.gap_days,
        )
        for position, step in enumerate(steps)
    )  # fmt: skip


def _retire(policy: CadencePolicy, by: Any, now: datetime) -> None:
    policy.state, policy.retired_at = CadencePolicy.State.RETIRED, now
    policy.save(update_fields=["state", "retired_at"])
    _record("policy retired", policy, by, now)


def _record(action: str, policy: CadencePolicy, by: Any, now: datetime) -> None:
    said = columns_of(terms_of(policy))
    # What differs from an empty policy; who it is for stands in the keys of the policy itself.
    facts = {name: said[name] for name in SAID if said[name]}
    facts["phase_in"] = [
        [step.whom, step.until_day, step.until_months, step.gap_days] for step in policy.phase_in.all()
    ]
    audit.record(
        action=action, subject_type="supervision.policy", subject_id=policy.pk, by=by, now=now,
        about=policy.person_id, facts=facts,
    )  # fmt: skip
