"""Who may do what with support: one predicate per sentence."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import reach
from workforce_assurance.people.queries import zone_for

from ..models import CaseloadAdjustment, SupportOffer, SupportRequest
from ..rules import is_active, is_administrator


@rules.predicate
def stands_over_somebody(person: Any) -> bool:
    """They supervise or manage somebody."""
    today = local_day(timezone.now(), zone_for(person))
    return reach.workers_supervised_by(person, on=today).exists() or reach.people_managed_by(person, on=today).exists()


@rules.predicate
def it_was_made_to_them(person: Any, offer: SupportOffer | None) -> bool:
    return offer is not None and offer.to_id == person.pk


@rules.predicate
def they_were_asked(person: Any, request: SupportRequest | None) -> bool:
    return request is not None and request.to_id == person.pk


@rules.predicate
def they_asked(person: Any, request: SupportRequest | None) -> bool:
    return request is not None and request.person_id == person.pk


@rules.predicate
def it_lightens_their_work(person: Any, adjustment: CaseloadAdjustment | None) -> bool:
    return adjustment is not None and adjustment.worker_id == person.pk


@rules.predicate
def they_agreed_it(person: Any, adjustment: CaseloadAdjustment | None) -> bool:
    return adjustment is not None and adjustment.agreed_by_id == person.pk


@rules.predicate
def stands_over_its_worker(person: Any, adjustment: CaseloadAdjustment | None) -> bool:
    """They supervise or manage whose work is lighter."""
    if adjustment is None:
        return False
    today = local_day(timezone.now(), zone_for(person))
    worker = adjustment.worker
    return reach.supervises(person, worker, on=today) or reach.manages(person, worker, on=today)


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


# To whom is a matter of `queries.who_may_be_offered`.
rules.add_perm("debriefs.offer_support", is_active & stands_over_somebody)
rules.add_perm("debriefs.answer_offer", is_active & it_was_made_to_them)
rules.add_perm("debriefs.answer_request", is_active & they_were_asked)
rules.add_perm("debriefs.take_back_request", is_active & they_asked)
sees_to_it = they_agreed_it | stands_over_its_worker
rules.add_perm("debriefs.see_adjustment", is_active & (it_lightens_their_work | sees_to_it))
rules.add_perm("debriefs.see_to_adjustment", is_active & sees_to_it & ~it_lightens_their_work)
rules.add_perm("debriefs.end_adjustment", is_active & (it_lightens_their_work | sees_to_it))
rules.add_perm("debriefs.answer_adjustment", is_active & it_lightens_their_work)
rules.add_perm("debriefs.set_up_support", is_active & is_administrator)
rules.add_perm("debriefs.see_support_counts", is_active & leads_governance)
