"""What a cadence policy says, as it is typed, kept in columns, and known to the pure rules."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .cadence import Cadence, MinutesPerMonth, Period, PerPeriod, Quota, Ratio, Step
from .credit import CreditRules
from .enums import PhaseInFor
from .models import CadencePolicy

SHIPPED_NAME = "Organisation standard"
SHIPPED_STEPS = (Step(42, 7), Step(None, 14, until_months=6))
SHIPPED_LEAST = 45


@dataclass(frozen=True)
class Terms:
    """What a policy says, as it was typed into a draft."""

    name: str
    longest_gap_days: int | None
    grace_working_days: int
    minutes: int
    phase_in: tuple[Step, ...] = ()
    team_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    service_id: uuid.UUID | None = None
    job_title: str = ""
    quota: Quota | None = None
    returning: tuple[Step, ...] = ()
    minimum_minutes: int = 0
    long_leave_days: int = 28
    credit: CreditRules = field(default_factory=CreditRules)

    def as_cadence(self, *, policy_id: uuid.UUID | None = None, counts_from: date | None = None) -> Cadence:
        return Cadence(
            self.name, self.longest_gap_days, self.grace_working_days, self.minutes, self.phase_in,
            policy_id=policy_id, quota=self.quota, returning=self.returning, minimum_minutes=self.minimum_minutes,
            long_leave_days=self.long_leave_days, credit=self.credit, counts_from=counts_from,
        )  # fmt: skip

    @property
    def reaches(self) -> int:
        """How many of person, role, team and service it names; none of them is the organisation."""
        return sum(bool(one) for one in (self.person_id, self.job_title, self.team_id, self.service_id))


SHIPPED = Terms(
    SHIPPED_NAME, 28, 5, 90, SHIPPED_STEPS, returning=SHIPPED_STEPS, minimum_minutes=SHIPPED_LEAST
)  # fmt: skip


def terms_of(policy: CadencePolicy) -> Terms:
    """What the policy says."""
    rules = CreditRules(
        policy.one_to_one_percent, policy.small_group_up_to, policy.small_group_percent, policy.facilitator_percent
    )
    return Terms(
        policy.name, policy.longest_gap_days, policy.grace_working_days, policy.minutes,
        _steps(policy, PhaseInFor.STARTER), policy.team_id, policy.person_id, policy.service_id, policy.job_title,
        _quota(policy), _steps(policy, PhaseInFor.RETURNER), policy.minimum_minutes, policy.long_leave_days, rules,
    )  # fmt: skip


def columns_of(terms: Terms) -> dict[str, Any]:
    """The same as the columns of a policy; the steps are rows of their own."""
    quota, rules = terms.quota, terms.credit
    by_period = quota if isinstance(quota, PerPeriod) else None
    return {
        "name": terms.name,
        "service_id": terms.service_id,
        "team_id": terms.team_id,
        "person_id": terms.person_id,
        "job_title": terms.job_title,
        "longest_gap_days": terms.longest_gap_days,
        "sessions_per_period": by_period.sessions if by_period else None,
        "period": by_period.period.value if by_period else "",
        "minutes_per_month": quota.minutes if isinstance(quota, MinutesPerMonth) else None,
        "practice_hours": quota.practice_hours if isinstance(quota, Ratio) else None,
        "practice_hours_a_week": quota.hours_a_week if isinstance(quota, Ratio) else None,
        "grace_working_days": terms.grace_working_days,
        "minutes": terms.minutes,
        "minimum_minutes": terms.minimum_minutes,
        "long_leave_days": terms.long_leave_days,
        "one_to_one_percent": rules.one_to_one_percent,
        "small_group_up_to": rules.small_group_up_to,
        "small_group_percent": rules.small_group_percent,
        "facilitator_percent": rules.facilitator_percent,
    }


def _quota(policy: CadencePolicy) -> Quota | None:
    if policy.sessions_per_period is not None:
        return PerPeriod(policy.sessions_per_period, Period(policy.period))
    if policy.minutes_per_month is not None:
        return MinutesPerMonth(policy.minutes_per_month)
    if policy.practice_hours is not None and policy.practice_hours_a_week is not None:
        return Ratio(policy.practice_hours, policy.practice_hours_a_week)
    return None


def _steps(policy: CadencePolicy, whom: PhaseInFor) -> tuple[Step, ...]:
    rows = [step for step in policy.phase_in.all() if step.whom == whom]
    return tuple(Step(step.until_day, step.gap_days, step.until_months) for step in rows)
