"""Who may rate an interaction: the one place that draws, hand-overs and settling ask."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from workforce_assurance.people import queries as people
from workforce_assurance.people.enums import Role

from ..models import Interaction, Rating, Review


def possible(*, on: date) -> Any:
    """Whom a sample can name: whoever supervises, manages, leads a service or leads governance, and works here."""
    leads = people.people_in_post(on=on).filter(pk__in=people.holders_of(Role.GOVERNANCE_LEAD, on=on).values("pk"))
    return (people.people_in_charge(on=on) | leads).filter(is_active=True).order_by("full_name", "pk")


def concerned(interactions: Collection[Interaction], *, on: date) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Who may rate none of these: the worker, and who supervised them on that day or does now."""
    workers = {one.worker_id for one in interactions}
    lines = people.supervision_lines(on=on).filter(worker__in=workers)
    now: dict[uuid.UUID, uuid.UUID] = dict(lines.values_list("worker", "supervisor"))
    return {
        one.pk: frozenset(key for key in (one.worker_id, one.supervisor_id, now.get(one.worker_id)) if key)
        for one in interactions
    }


def may_rate(person: Any, review: Review, *, on: date) -> bool:
    """Whether they may give a view of it: they are not concerned, and are asked for no other."""
    if person.pk in concerned([review.interaction], on=on)[review.interaction_id]:
        return False
    return not review.ratings.filter(rater=person).exclude(state="passed_on").exists()


def who_settles(review: Review, *, now: datetime) -> Any:
    """Another of the sample's reviewers, or whoever drew it; where nobody else may, the first rater after a talk with the second."""
    on = people.today(now=now)
    chosen = [*review.sample.reviewers.order_by("pk"), review.sample.drawn_by]
    here = possible(on=on).in_bulk([one.pk for one in chosen])
    waiting = {one: Rating.objects.waiting().of(one).count() for one in here}
    free = [one for one in here.values() if may_rate(one, review, on=on)]
    return min(free, key=lambda one: (waiting[one.pk], str(one.pk)), default=review.ratings.get(part="first").rater)
