"""Who may do what with the word list: one predicate per sentence."""

from __future__ import annotations

import rules

from ..reviews.rules import leads_governance
from ..rules import is_active

rules.add_perm("boundaries.contest_label", is_active)
rules.add_perm("boundaries.change_labels", is_active & leads_governance)
