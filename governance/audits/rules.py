"""Who may do what with audits: one predicate per sentence. Asked at the edge: the clock is read here."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import Audit, AuditReading
from .enums import ReadingState
from .readers import is_party_now


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def governs_audit(person: Any, audit: Audit | None) -> bool:
    return audit is not None and Audit.objects.filter(pk=audit.pk).governed_by(person).exists()


@rules.predicate
def is_asked_to_read(person: Any, reading: AuditReading | None) -> bool:
    """Whoever was asked, as long as they lead the governance of its teams."""
    if reading is None or reading.reader_id != person.pk:
        return False
    return governs_its_audit(person, reading)


@rules.predicate
def may_let_it_be_read_by_another(person: Any, reading: AuditReading | None) -> bool:
    """Whoever was asked; or who governs the audit and has no part in that record: nobody chooses who reads their own."""
    if reading is None or reading.state != ReadingState.WAITS:
        return False
    if reading.reader_id == person.pk:
        return True
    return not is_party_now(person, reading.unit, on=people.today(now=timezone.now()))


@rules.predicate
def governs_its_audit(person: Any, reading: AuditReading | None) -> bool:
    return reading is not None and Audit.objects.filter(pk=reading.unit.audit_id).governed_by(person).exists()


rules.add_perm("governance.plan_audit", is_active & leads_governance)
rules.add_perm("governance.see_audit", is_active & governs_audit)
rules.add_perm("governance.read_for_audit", is_active & is_asked_to_read)
rules.add_perm("governance.hand_on_reading", is_active & governs_its_audit & may_let_it_be_read_by_another)
