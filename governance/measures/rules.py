"""Who may see measures: whoever leads governance, a service or a team, of what they answer for."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.people import reach

from .places import own_teams


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def answers_for_a_team(person: Any) -> bool:
    return bool(own_teams(person, now=timezone.now()))


rules.add_perm("governance.see_measures", is_active & (leads_governance | answers_for_a_team))


@rules.predicate
def leads_all_governance(person: Any) -> bool:
    return reach.is_governance_lead(person) and reach.services_governed_by(person) is None


# What a measure is judged by holds for everybody who reads it.
rules.add_perm("governance.judge_measures", is_active & leads_all_governance)
