"""Who may make evidence packs and fetch them: whoever leads governance, of what they lead."""

from __future__ import annotations

from typing import Any

import rules

from workforce_assurance.people import reach

from ..measures.rules import leads_all_governance
from ..models import EvidencePack


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def leads_it_there(person: Any, pack: EvidencePack | None) -> bool:
    return pack is not None and EvidencePack.objects.filter(pk=pack.pk).visible_to(person).exists()


# Standards are the same for every pack of the organisation.
rules.add_perm("governance.see_standards", is_active & leads_governance)
rules.add_perm("governance.edit_standards", is_active & leads_all_governance)
rules.add_perm("governance.make_packs", is_active & leads_governance)
rules.add_perm("governance.see_pack", is_active & leads_it_there)
