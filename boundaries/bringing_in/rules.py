"""Who may bring decisions in and take them back: administrators and whoever leads governance."""

from __future__ import annotations

from typing import Any

import rules

from workforce_assurance.people import reach

from ..models import DecisionImport


@rules.predicate
def brings_in(person: Any) -> bool:
    return bool(person.is_active) and (reach.is_administrator(person) or reach.is_governance_lead(person))


@rules.predicate
def chose_it(person: Any, upload: DecisionImport | None) -> bool:
    return upload is not None and DecisionImport.objects.waiting_for(person).filter(pk=upload.pk).exists()


@rules.predicate
def sees_it(person: Any, upload: DecisionImport | None) -> bool:
    """What was brought in, for administrators and governance of everything; else one's own."""
    return upload is not None and upload.state != "waiting" and (sees_all(person) or upload.received_by_id == person.pk)


def sees_all(person: Any) -> bool:
    leads_all = reach.is_governance_lead(person) and reach.services_governed_by(person) is None
    return leads_all or reach.is_administrator(person)


rules.add_perm("boundaries.import_decisions", brings_in)
rules.add_perm("boundaries.bring_decisions_in", brings_in & chose_it)
rules.add_perm("boundaries.see_decision_import", brings_in & sees_it)
