"""Cadence policies in words, and as the form shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .commands.policies import SHIPPED
from .models import CadencePolicy
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
        return bool(self.policy.team_id or self.policy.person_id)


def row(policy: CadencePolicy) -> PolicyRow:
    """One policy as the list and its own page show it."""
    gap = f"Every {counted(policy.longest_gap_days, 'day')} at most"
    facts = [
        ("For", reach_of(policy)),
        ("Longest gap", gap),
        ("Grace", counted(policy.grace_working_days, "working day")),
        ("Length", f"{policy.minutes} minutes"),
        ("Phase-in", phase_in_of(policy)),
    ]
    listed = [{"label": label, "value": value} for label, value in facts]
    state = policy.get_state_display()
    return PolicyRow(policy, reach_of(policy), gap, phase_in_of(policy), state, TONES[policy.state], listed)


def reach_of(policy: CadencePolicy) -> str:
    if policy.person:
        return policy.person.full_name
    return f"{policy.team.name}, {policy.team.service.name}" if policy.team else "The whole organisation"


def phase_in_of(policy: CadencePolicy) -> str:
    steps = [f"every {counted(step.gap_days, 'day')} to day {step.until_day}" for step in policy.phase_in.all()]
    return ", then ".join(steps) if steps else "None: starters follow the longest gap from the start"


def by_state(rows: Iterable[PolicyRow]) -> list[tuple[str, list[PolicyRow]]]:
    """The published first, then drafts, then what is retired; a group with nothing in it is left out."""
    titles = {"published": "Published", "draft": "Drafts", "retired": "Retired"}
    rows = list(rows)
    groups = [(title, [row for row in rows if row.policy.state == state]) for state, title in titles.items()]
    return [(title, found) for title, found in groups if found]


def initial(policy: CadencePolicy) -> dict[str, Any]:
    """The policy as the form's first values."""
    kind = "person" if policy.person_id else "team" if policy.team_id else "organisation"
    found = {
        "name": policy.name,
        "reach": kind,
        "team": str(policy.team_id or ""),
        "person_email": policy.person.email if policy.person else "",
        "longest_gap_days": policy.longest_gap_days,
        "grace_working_days": policy.grace_working_days,
        "minutes": policy.minutes,
    }
    steps = [(step.until_day, step.gap_days) for step in policy.phase_in.all()]
    return found | _steps(steps)


def initial_of_a_new_one() -> dict[str, Any]:
    """The numbers that the product ships with."""
    found = {
        "reach": "team",
        "longest_gap_days": SHIPPED.longest_gap_days,
        "grace_working_days": SHIPPED.grace_working_days,
        "minutes": SHIPPED.minutes,
    }
    return found | _steps([(step.until_day, step.gap_days) for step in SHIPPED.phase_in])


def _steps(steps: list[tuple[int, int]]) -> dict[str, int]:
    found = {}
    for number, (until, gap) in enumerate(steps, start=1):
        found |= {f"until_{number}": until, f"gap_{number}": gap}
    return found
