"""Drawing a sample: its seed, its frozen list, and who rates what, in one transaction."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.common.references import new_reference
from workforce_assurance.people import queries as people

from ...models import FramePlace, Review, ReviewSample, RubricVersion
from ..drawing import NobodyLeft, drawn, rated_twice, raters
from ..enums import RatingPart
from ..exceptions import NobodyToReview, NothingToDraw
from ..frame import Frame, frame_of
from ..reviewers import possible
from .asking import ask
from .trail import note

WITHIN = 10  # working days


@dataclass(frozen=True)
class Wanted:
    """From which days and service, how precisely (in per cent), the share rated twice (in per cent), and by whom."""

    first_on: date
    last_on: date
    margin: int
    second_share: int
    covers_everybody: bool
    reviewers: Sequence[Any]
    # None: all services.
    service: Any = None


@transaction.atomic
def draw_sample(*, wanted: Wanted, once: uuid.UUID, by: Any, now: datetime, seed: str = "") -> ReviewSample:
    """Draw it and ask the raters. The seed comes from the system, so that nobody tries seeds until one fits; tests and the demo say it.

    :raises NothingToDraw: when nothing of these days can be drawn
    :raises NobodyToReview: when those chosen may not rate one of them, or work here no more
    """
    if known := ReviewSample.objects.filter(once=once).first():
        return known
    # One draw at a time: none takes what another is taking.
    rubric = RubricVersion.objects.published().select_for_update(of=("self",)).get()
    on, seed = people.today(now=now), seed or secrets.token_hex(16)
    frame = frame_of(wanted.service, wanted.first_on, wanted.last_on, on=on)
    keys = drawn(frame.units, size=frame.size_for(wanted.margin), seed=seed, everybody=wanted.covers_everybody)
    if not keys:
        raise NothingToDraw("Nothing of these days can be drawn. Choose other days, or look at what is left out.")
    sample = ReviewSample.objects.create(
        once=once, reference=new_reference(), service=wanted.service, first_on=wanted.first_on, last_on=wanted.last_on,
        margin=wanted.margin, second_share=wanted.second_share, covers_everybody=wanted.covers_everybody, seed=seed,
        population=len(frame.units), size=len(keys), rubric=rubric, drawn_at=now, drawn_by=by,
    )  # fmt: skip
    _freeze(sample, frame, set(keys))
    _ask_raters(sample, frame, keys, wanted.reviewers, now)
    note("review sample drawn", sample, by, now, size=len(keys), population=len(frame.units), seed=seed)
    return sample


def _freeze(sample: ReviewSample, frame: Frame, keys: set[str]) -> None:
    FramePlace.objects.bulk_create(
        FramePlace(
            sample=sample, interaction=one, team_id=one.team_id, supervisor_id=one.supervisor_id,
            is_drawn=str(one.pk) in keys, left_out_because=frame.left_out.get(one.pk, ""),
        )
        for one in frame.rows
    )  # fmt: skip


def _ask_raters(sample: ReviewSample, frame: Frame, keys: list[str], reviewers: Sequence[Any], now: datetime) -> None:
    here = {str(one.pk): one for one in possible(on=people.today(now=now)).filter(pk__in=[one.pk for one in reviewers])}
    sample.reviewers.set(here.values())
    units = {unit.key: unit for unit in frame.units}
    twice = rated_twice(keys, per_cent=sample.second_share, seed=sample.seed)
    try:
        asked = raters([units[key] for key in keys], twice=twice, reviewers=sorted(here), seed=sample.seed)
    except NobodyLeft:
        raise NobodyToReview(
            "Those chosen may not rate all of it: nobody rates their own work or that of whom they supervise, and a "
            "second view needs another person. Choose more reviewers."
        ) from None
    by_key = {str(one.pk): one for one in frame.rows}
    reviews = [Review(reference=new_reference(), sample=sample, interaction=by_key[key]) for key in keys]
    Review.objects.bulk_create(reviews)
    parts = (RatingPart.FIRST, RatingPart.SECOND)
    ask(
        [
            (review, part, here[rater])
            for review in reviews
            for part, rater in zip(parts, asked[str(review.interaction_id)], strict=False)
        ],
        working_days=WITHIN,
        now=now,
    )
