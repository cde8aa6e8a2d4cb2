"""Who may do what with inspector access. Asked at the edge: the clock is read here."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.people import reach

from ..models import Inspection

# What a guest may be permitted: nothing else is, whatever else is granted to the account.
USE, AT_HOME = "governance.use_inspection", "governance.have_inspections"


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def governs_it(person: Any, inspection: Inspection | None) -> bool:
    return inspection is not None and Inspection.objects.filter(pk=inspection.pk).visible_to(person).exists()


@rules.predicate
def is_guest(person: Any) -> bool:
    return bool(person.is_guest)


@rules.predicate
def has_it_open(person: Any, inspection: Inspection | None) -> bool:
    """The inspector whose it is, while it is open."""
    if inspection is None:
        return False
    return Inspection.objects.open_to(person, now=timezone.now()).filter(pk=inspection.pk).exists()


rules.add_perm("governance.give_inspection", is_active & leads_governance)
rules.add_perm("governance.see_inspection", is_active & governs_it)
rules.add_perm(AT_HOME, is_active & is_guest)
rules.add_perm(USE, is_active & has_it_open)
