"""Who may do what with the word list: one predicate per sentence."""

from __future__ import annotations

from typing import Any

import rules

from workforce_assurance.people import reach

from ..reviews.rules import leads_governance
from ..rules import is_active


@rules.predicate
def leads_governance_of_all(person: Any) -> bool:
    """Of the whole organisation: a sample is drawn from all of it."""
    return reach.is_governance_lead(person) and reach.services_governed_by(person) is None


rules.add_perm("boundaries.contest_label", is_active)
rules.add_perm("boundaries.change_labels", is_active & leads_governance_of_all)
rules.add_perm("boundaries.judge_labels", is_active & leads_governance_of_all)
rules.add_perm("boundaries.see_label_counts", is_active & leads_governance)
