"""The last days' reviews of the team to show, by the product's own commands: flagged, drawn, one to be rated, one to be read."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from boundaries.models import Interaction, Rating, Review
from boundaries.reviews import commands
from boundaries.reviews.enums import ACCOUNT_PURPOSE, WORDS_PURPOSE, InteractionKind
from boundaries.reviews.results import criteria_to_rate
from workforce_assurance.people.models import Person, RoleGrant, Team
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.queries import response_for

from .review_words import WORDS
from .sign_ins import other_worker_to_show, worker_to_show
from .staff import SEED, ZONE
from .teams import SLIPPED

DAY = timedelta(days=1)


def live_reviews(*, now: datetime) -> int:
    """Write them; gives how many reviews."""
    told = _Told(now)
    for days, person, kind in (
        (12, worker_to_show(), InteractionKind.LIMIT_SET),
        (9, other_worker_to_show(), InteractionKind.DISTRESS),
    ):
        told.flag(person, now - days * DAY, kind)
    team = Team.objects.select_related("manager", "service").get(name=SLIPPED)
    governance = RoleGrant.objects.select_related("person").filter(role="governance_lead").order_by("pk")[0].person
    heads = Team.objects.exclude(manager=None).exclude(manager=team.manager).order_by("name").select_related("manager")
    reviewers = [team.manager, governance, heads[0].manager]
    wanted = commands.Wanted(
        told.day(now - 13 * DAY), told.day(now - 6 * DAY), 10, 20, True, reviewers, team.service
    )  # fmt: skip
    sample = commands.draw_sample(
        wanted=wanted, once=told.key(), by=governance, now=now - 5 * DAY, seed=f"{SEED} live reviews"
    )
    for review in sample.reviews.filter(interaction__worker=worker_to_show()):
        told.rate(review, now - 2 * DAY)
    told.flag(worker_to_show(), now - DAY, InteractionKind.GIFT_OR_FAVOUR)
    return int(sample.size)


class _Told:
    def __init__(self, now: datetime) -> None:
        self.now = now
        self.rng = random.Random(f"{SEED} live reviews")  # noqa: S311

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def day(self, at: datetime) -> Any:
        return at.astimezone(ZONE).date()

    def flag(self, person: Person, at: datetime, kind: InteractionKind) -> Interaction:
        case = f"HB-{self.rng.randrange(1000, 9999)}"
        told = commands.Told(kind, self.day(at), case)
        found = commands.flag_interaction(told=told, once=self.key(), by=person, now=at)
        self.write(ACCOUNT_PURPOSE, found.pk, person, at)
        return found

    def rate(self, review: Review, at: datetime) -> None:
        """Every view of it, alike, so that the worker has it."""
        for rating in Rating.objects.waiting().filter(review=review).select_related("rater", "review__sample"):
            scores = {one.code: "no" if one.is_critical else "3" for one in criteria_to_rate(rating)}
            commands.keep_scores(rating=rating, scores=scores | {"choice": "2"}, by=rating.rater, now=at)
            if rating.part == "first":
                self.write(WORDS_PURPOSE, rating.pk, rating.rater, at)
            commands.give_rating(rating=rating, by=rating.rater, now=at)

    def write(self, purpose: str, subject_id: uuid.UUID, author: Any, at: datetime) -> None:
        response = response_for(purpose, subject_id)
        assert response is not None  # noqa: S101 - the command opened it
        for section in asked_by(response.version_id).sections:
            values = {asked.key: Value(words=self.rng.choice(WORDS[asked.key])) for asked in section.answered}
            records.save_section(
                response=response, section=section, values=values, revision=0, seen="", by=author, now=at
            )
