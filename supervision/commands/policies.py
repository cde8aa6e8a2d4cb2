"""Cadence policies: drafted, published, retired. A published policy never changes; a better one replaces it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit

from ..cadence import Cadence, Step, contradictions
from ..exceptions import OrganisationNeedsAPolicy, PolicyAlreadyPublished, PolicyContradictsItself, PolicyNotPublished
from ..models import CadencePolicy, PhaseInStep

SHIPPED_NAME = "Organisation standard"
SHIPPED_STEPS = (Step(42, 7), Step(182, 14))


@dataclass(frozen=True)
class Terms:
    """What a policy says, as it was typed into a draft."""

    name: str
    longest_gap_days: int
    grace_working_days: int
    minutes: int
    phase_in: tuple[Step, ...] = ()
    team_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None

    def as_cadence(self) -> Cadence:
        return Cadence(self.name, self.longest_gap_days, self.grace_working_days, self.minutes, self.phase_in)


SHIPPED = Terms(SHIPPED_NAME, 28, 5, 90, SHIPPED_STEPS)


@transaction.atomic
def draft_policy(*, terms: Terms, by: Any, now: datetime) -> CadencePolicy:
    """Write down a policy that does not count yet.

    :raises PolicyContradictsItself: when its parts cannot hold together
    """
    _refuse_contradictions(terms)
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
    _refuse_contradictions(terms)
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
    _refuse_contradictions(terms_of(policy))
    for replaced in CadencePolicy.objects.published().with_the_same_reach(policy).select_for_update():
        _retire(replaced, by, now)
    policy.state, policy.published_at, policy.published_by = CadencePolicy.State.PUBLISHED, now, by
    policy.save()
    _record("policy published", policy, by, now)
    return policy


@transaction.atomic
def retire_policy(*, policy: CadencePolicy, by: Any, now: datetime) -> CadencePolicy:
    """Let a team's or a person's policy count no longer; the one above it applies again.

    :raises PolicyNotPublished: when it is not published
    :raises OrganisationNeedsAPolicy: when it is the organisation's
    """
    policy = CadencePolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    if policy.state != CadencePolicy.State.PUBLISHED:
        raise PolicyNotPublished("Only a published policy can be retired.")
    if policy.team_id is None and policy.person_id is None:
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
    if CadencePolicy.objects.filter(team=None, person=None).exists():
        return None
    return publish_policy(policy=draft_policy(terms=SHIPPED, by=None, now=now), by=None, now=now)


def terms_of(policy: CadencePolicy) -> Terms:
    """What the policy says."""
    steps = tuple(Step(step.until_day, step.gap_days) for step in policy.phase_in.all())
    return Terms(
        policy.name, policy.longest_gap_days, policy.grace_working_days, policy.minutes, steps,
        policy.team_id, policy.person_id,
    )  # fmt: skip


def _refuse_contradictions(terms: Terms) -> None:
    found = contradictions(terms.as_cadence())
    if terms.team_id and terms.person_id:
        found.append("A policy is for a team or for a person, not for both.")
    if found:
        raise PolicyContradictsItself(" ".join(found))


def _lock_draft(policy: CadencePolicy) -> CadencePolicy:
    policy = CadencePolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    if policy.state != CadencePolicy.State.DRAFT:
        raise PolicyAlreadyPublished("A published policy never changes. Copy it, change the copy and publish that.")
    return policy


def _write(policy: CadencePolicy, terms: Terms) -> None:
    policy.name, policy.team_id, policy.person_id = terms.name, terms.team_id, terms.person_id
    policy.longest_gap_days, policy.minutes = terms.longest_gap_days, terms.minutes
    policy.grace_working_days = terms.grace_working_days
    policy.save()
    _write_steps(policy, terms.phase_in)


def _write_steps(policy: CadencePolicy, steps: Iterable[Step]) -> None:
    policy.phase_in.all().delete()
    PhaseInStep.objects.bulk_create(
        [PhaseInStep(policy=policy, until_day=step.until_day or 0, gap_days=step.gap_days) for step in steps]
    )


def _retire(policy: CadencePolicy, by: Any, now: datetime) -> None:
    policy.state, policy.retired_at = CadencePolicy.State.RETIRED, now
    policy.save(update_fields=["state", "retired_at"])
    _record("policy retired", policy, by, now)


def _record(action: str, policy: CadencePolicy, by: Any, now: datetime) -> None:
    facts = {
        "longest_gap_days": policy.longest_gap_days,
        "grace_working_days": policy.grace_working_days,
        "minutes": policy.minutes,
        "phase_in": [[step.until_day, step.gap_days] for step in policy.phase_in.all()],
    }
    audit.record(
        action=action, subject_type="supervision.policy", subject_id=policy.pk, by=by, now=now,
        about=policy.person_id, facts=facts,
    )  # fmt: skip
