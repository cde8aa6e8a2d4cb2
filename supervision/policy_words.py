"""Cadence policies in words, and as the form shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .cadence import MinutesPerMonth, PerPeriod, Ratio, Step
from .models import CadencePolicy
from .policy_forms import GAP, MINUTES, MONTHS, PERIOD, RATIO, RETURNERS, STARTERS
from .policy_terms import SHIPPED, Terms, terms_of
from .words import counted

TONES = {"published": "done", "draft": "due_soon", "retired": "plain"}


@dataclass(frozen=True)
class PolicyRow:
    policy: CadencePolicy
    reach: str
    gap: str
    phase_in: str
    state: str
    tone: str
    facts: list[dict[str, str]]

    @property
    def can_be_retired(self) -> bool:
        return not self.policy.is_the_organisation_s


def row(policy: CadencePolicy) -> PolicyRow:
    """One policy as the list and its own page show it."""
    terms = terms_of(policy)
    facts = [
        ("For", reach_of(policy)),
        ("How often", how_often(terms)),
        ("Grace", counted(terms.grace_working_days, "working day")),
        ("Length", f"{terms.minutes} minutes"),
        ("A whole session", _least(terms)),
        ("New starters", phase_in_of(terms.phase_in, "None: starters follow the policy from the start")),
        ("Leave", f"Leave stretches the clock. It is long from {counted(terms.long_leave_days, 'day')} on"),
        ("After long leave", phase_in_of(terms.returning, "The clock goes on where it stood still")),
        ("Credit", credit_of(terms)),
    ]
    listed = [{"label": label, "value": value} for label, value in facts]
    starters = phase_in_of(terms.phase_in, "None")
    state = policy.get_state_display()
    return PolicyRow(policy, reach_of(policy), how_often(terms), starters, state, TONES[policy.state], listed)


def reach_of(policy: CadencePolicy) -> str:
    if policy.person:
        return policy.person.full_name
    if policy.job_title:
        return f"Everybody who is {policy.job_title}"
    if policy.team:
        return f"{policy.team.name}, {policy.team.service.name}"
    return f"{policy.service.name}, the whole service" if policy.service else "The whole organisation"


def how_often(terms: Terms) -> str:
    """ "90 minutes in every calendar month, and every 61 days at most"."""
    quota = quota_of(terms)
    gap = None if terms.longest_gap_days is None else f"every {counted(terms.longest_gap_days, 'day')} at most"
    words = ", and ".join(part for part in (quota, gap) if part)
    return words[:1].upper() + words[1:]


def quota_of(terms: Terms) -> str:
    quota = terms.quota
    if isinstance(quota, PerPeriod):
        return f"{counted(quota.sessions, 'session')} in every {quota.period}"
    if isinstance(quota, MinutesPerMonth):
        return f"{counted(quota.minutes, 'minute')} in every calendar month"
    if isinstance(quota, Ratio):
        return f"1 hour for every {quota.practice_hours} practice hours, at {quota.hours_a_week} a week"
    return ""


def phase_in_of(steps: Iterable[Step], none: str) -> str:
    words = [f"every {counted(step.gap_days, 'day')} {_until(step)}" for step in steps]
    return ", then ".join(words) if words else none


def credit_of(terms: Terms) -> str:
    rules = terms.credit
    return (
        f"One-to-one {rules.one_to_one_percent} %. A group of up to {rules.small_group_up_to}: "
        f"{rules.small_group_percent} % for each. A larger one: its minutes divided by the supervisees. "
        f"Whoever facilitates: {rules.facilitator_percent} %. In a peer group everyone is counted"
    )


def by_state(rows: Iterable[PolicyRow]) -> list[tuple[str, list[PolicyRow]]]:
    """The published first, then drafts, then what is retired; a group with nothing in it is left out."""
    titles = {"published": "Published", "draft": "Drafts", "retired": "Retired"}
    rows = list(rows)
    groups = [(title, [row for row in rows if row.policy.state == state]) for state, title in titles.items()]
    return [(title, found) for title, found in groups if found]


def initial(policy: CadencePolicy) -> dict[str, Any]:
    """The policy as the form's first values."""
    kind = "organisation"
    for reach, value in (("service", policy.service_id), ("team", policy.team_id), ("role", policy.job_title)):
        kind = reach if value else kind
    return _initial(terms_of(policy)) | {
        "name": policy.name,
        "reach": "person" if policy.person_id else kind,
        "service": str(policy.service_id or ""),
        "team": str(policy.team_id or ""),
        "job_title": policy.job_title,
        "person_email": policy.person.email if policy.person else "",
    }


def initial_of_a_new_one() -> dict[str, Any]:
    """The numbers that the product ships with."""
    return _initial(SHIPPED) | {"reach": "team"}


def _initial(terms: Terms) -> dict[str, Any]:
    quota, rules = terms.quota, terms.credit
    found: dict[str, Any] = {
        "window": GAP,
        "longest_gap_days": terms.longest_gap_days,
        "grace_working_days": terms.grace_working_days,
        "minutes": terms.minutes,
        "minimum_minutes": terms.minimum_minutes or None,
        "long_leave_days": terms.long_leave_days,
        "one_to_one_percent": rules.one_to_one_percent,
        "small_group_up_to": rules.small_group_up_to,
        "small_group_percent": rules.small_group_percent,
        "facilitator_percent": rules.facilitator_percent,
    }
    if isinstance(quota, PerPeriod):
        found |= {"window": PERIOD, "sessions_per_period": quota.sessions, "period": quota.period.value}
    elif isinstance(quota, MinutesPerMonth):
        found |= {"window": MINUTES, "minutes_per_month": quota.minutes}
    elif isinstance(quota, Ratio):
        found |= {"window": RATIO, "practice_hours": quota.practice_hours, "practice_hours_a_week": quota.hours_a_week}
    return found | _steps(STARTERS, terms.phase_in) | _steps(RETURNERS, terms.returning)


def _steps(whom: str, steps: Iterable[Step]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, step in enumerate(steps, start=1):
        found |= {f"{whom}until_{number}": step.until_months or step.until_day, f"{whom}gap_{number}": step.gap_days}
        if step.until_months:
            found[f"{whom}unit_{number}"] = MONTHS
    return found


def _until(step: Step) -> str:
    return f"for {counted(step.until_months, 'month')}" if step.until_months else f"to day {step.until_day}"


def _least(terms: Terms) -> str:
    if not terms.minimum_minutes:
        return "Every session counts, however short"
    return f"{terms.minimum_minutes} minutes; shorter ones are added up"
