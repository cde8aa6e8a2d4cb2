"""Who may do what with boundary standards: one predicate per sentence. Asked at the edge: the clock is read here."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import Attestation, CoachingPrompt, StandardException
from ..rules import is_active


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def sets_up(person: Any) -> bool:
    return reach.is_administrator(person)


@rules.predicate
def is_asked(person: Any, attestation: Attestation | None) -> bool:
    return attestation is not None and attestation.person_id == person.pk


@rules.predicate
def supervises(person: Any, worker: Any) -> bool:
    """Whoever supervises the worker, or acts for them."""
    return worker is not None and reach.supervises(person, worker, on=people.today(now=timezone.now()))


@rules.predicate
def is_themselves(person: Any, worker: Any) -> bool:
    return worker is not None and worker.pk == person.pk


@rules.predicate
def supervises_them(person: Any, prompt: CoachingPrompt | None) -> bool:
    return prompt is not None and bool(supervises(person, prompt.person))


@rules.predicate
def works_in_or_leads_a_team(person: Any) -> bool:
    on = people.today(now=timezone.now())
    return bool(reach.others_below(person, on=on).teams) or people.memberships(on=on).filter(person=person.pk).exists()


@rules.predicate
def answers_for_it(person: Any, exception: StandardException | None) -> bool:
    """Whoever leads the service or its governance, and did not ask for it."""
    if exception is None:
        return False
    on = people.today(now=timezone.now())
    return StandardException.objects.filter(pk=exception.pk).answered_for_by(person, on=on).exists()


@rules.predicate
def answers_for_people(person: Any) -> bool:
    """Whoever manages people, or leads governance."""
    on = people.today(now=timezone.now())
    return reach.is_governance_lead(person) or reach.people_managed_by(person, on=on).exists()


rules.add_perm("boundaries.change_standards", is_active & (leads_governance | sets_up))
rules.add_perm("boundaries.attest_standard", is_active & is_asked)
rules.add_perm("boundaries.talk_over_prompt", is_active & supervises_them)
rules.add_perm("boundaries.see_prompts", is_active & (is_themselves | supervises))
rules.add_perm("boundaries.ask_for_exception", is_active & works_in_or_leads_a_team)
rules.add_perm("boundaries.answer_exception", is_active & answers_for_it)
rules.add_perm("boundaries.see_attestations", is_active & answers_for_people)
