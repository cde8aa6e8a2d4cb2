"""Who may do what with complaints: one predicate per sentence. Asked at the edge: the clock is read here."""

from __future__ import annotations

from datetime import date
from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import Complaint


def _today(person: Any) -> date:
    return local_day(timezone.now(), people.zone_for(person))


def _is(person: Any, complaint: Complaint | None, which: str) -> bool:
    """What they are to it, found out once for the complaint that a request has loaded."""
    if complaint is None:
        return False
    known = complaint.__dict__.setdefault("_known_of", {})
    if (person.pk, which) not in known:
        rows = getattr(Complaint.objects.filter(pk=complaint.pk), which)(person, on=_today(person))
        known[person.pk, which] = rows.exists()
    return bool(known[person.pk, which])


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def is_administrator(person: Any) -> bool:
    return reach.is_administrator(person)


@rules.predicate
def may_see(person: Any, complaint: Complaint | None) -> bool:
    return _is(person, complaint, "visible_to")


@rules.predicate
def is_in_its_line(person: Any, complaint: Complaint | None) -> bool:
    """Whoever handles it or manages its team, and whom it is not about."""
    return _is(person, complaint, "in_line_of")


@rules.predicate
def oversees_it(person: Any, complaint: Complaint | None) -> bool:
    """The same, and whoever leads the governance of its service."""
    return _is(person, complaint, "overseen_by")


@rules.predicate
def handles_it(person: Any, complaint: Complaint | None) -> bool:
    """Whoever handles it themselves; a deputy acts for them, and answers once it is handed on."""
    return complaint is not None and complaint.handlings.current().of(person).exists()


rules.add_perm("governance.record_complaint", is_active)
rules.add_perm("governance.see_complaint", is_active & may_see)
rules.add_perm("governance.read_complaint", is_active & is_in_its_line)
rules.add_perm("governance.read_complaint_answer", is_active & oversees_it)
rules.add_perm("governance.see_whom_complained_about", is_active & oversees_it)
rules.add_perm("governance.follow_complaint", is_active & is_in_its_line)
rules.add_perm("governance.pass_complaint", is_active & oversees_it)
rules.add_perm("governance.answer_complaint", is_active & handles_it & is_in_its_line)
rules.add_perm("governance.set_up_complaints", is_active & is_administrator)
