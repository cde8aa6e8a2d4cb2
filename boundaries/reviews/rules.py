"""Who may do what with interaction reviews: one predicate per sentence. Asked at the edge: the clock is read here."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import Interaction, Rating, Review, ReviewSample
from ..rules import is_active
from .enums import RatingState, ReviewState


@rules.predicate
def works_in_a_team(person: Any) -> bool:
    return people.team_of(person, on=people.today(now=timezone.now())) is not None


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def sees_its_facts(person: Any, interaction: Interaction | None) -> bool:
    return interaction is not None and Interaction.objects.filter(pk=interaction.pk).visible_to(person).exists()


@rules.predicate
def governs_it(person: Any, interaction: Interaction | None) -> bool:
    return interaction is not None and Interaction.objects.filter(pk=interaction.pk).governed_by(person).exists()


@rules.predicate
def governs_sample(person: Any, sample: ReviewSample | None) -> bool:
    return sample is not None and ReviewSample.objects.filter(pk=sample.pk).governed_by(person).exists()


@rules.predicate
def is_asked(person: Any, rating: Rating | None) -> bool:
    """Whoever rates it, or did; what was passed on is nobody's."""
    return rating is not None and rating.rater_id == person.pk and rating.state != RatingState.PASSED_ON


@rules.predicate
def reads_results(person: Any, review: Review | None) -> bool:
    if review is None:
        return False
    on = people.today(now=timezone.now())
    return Review.objects.filter(pk=review.pk).visible_to(person, on=on).exists()


@rules.predicate
def it_waits_for_them(person: Any, review: Review | None) -> bool:
    return review is not None and review.interaction.worker_id == person.pk and review.state == ReviewState.WITH_WORKER


@rules.predicate
def rates(person: Any) -> bool:
    return Rating.objects.of(person).exists()


rules.add_perm("boundaries.flag_interaction", is_active & works_in_a_team)
rules.add_perm("boundaries.see_interaction", is_active & sees_its_facts)
rules.add_perm("boundaries.leave_out_interaction", is_active & governs_it)
rules.add_perm("boundaries.draw_sample", is_active & leads_governance)
rules.add_perm("boundaries.see_sample", is_active & governs_sample)
rules.add_perm("boundaries.give_rating", is_active & is_asked)
rules.add_perm("boundaries.see_review", is_active & reads_results)
rules.add_perm("boundaries.close_review", is_active & it_waits_for_them)
rules.add_perm("boundaries.see_agreement", is_active & (leads_governance | rates))
rules.add_perm("boundaries.change_rubric", is_active & leads_governance)
