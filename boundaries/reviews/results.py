"""What ratings come to: which criteria are rated, where two views differ, and the scores that stand."""

from __future__ import annotations

from ..models import Criterion, CriterionScore, Rating, Review
from .enums import GRADES, OF_A_CRITICAL_ITEM, RatingPart, RatingState, Score


def scores_allowed(criterion: Criterion) -> tuple[str, ...]:
    """The codes that a criterion is scored with; what was not called for is one of them, but for a critical item."""
    return OF_A_CRITICAL_ITEM if criterion.is_critical else (*GRADES, Score.NOT_CALLED_FOR)


def criteria_of(review: Review) -> list[Criterion]:
    return list(Criterion.objects.filter(version=review.sample.rubric_id))


def criteria_to_rate(rating: Rating) -> list[Criterion]:
    """All of the sample's rubric; whoever settles rates those on which the two differ."""
    found = criteria_of(rating.review)
    if rating.part != RatingPart.SETTLING:
        return found
    differ = criteria_that_differ(rating.review)
    return [one for one in found if one.code in differ]


def scores_by_part(review: Review) -> dict[str, dict[str, str]]:
    """The scores of each view that was given, by the code of their criterion."""
    rows = CriterionScore.objects.filter(rating__review=review, rating__state=RatingState.GIVEN)
    found: dict[str, dict[str, str]] = {}
    for part, code, score in rows.values_list("rating__part", "criterion__code", "score"):
        found.setdefault(part, {})[code] = score
    return found


def criteria_that_differ(review: Review) -> dict[str, tuple[str, str]]:
    """Where the first and the second view differ: both scores, by the code of the criterion."""
    found = scores_by_part(review)
    first, second = found.get(RatingPart.FIRST, {}), found.get(RatingPart.SECOND)
    if second is None:
        return {}
    return {code: (score, second[code]) for code, score in first.items() if second[code] != score}


def standing_scores(review: Review) -> dict[str, str]:
    """The scores that stand: the first view's, and where two views differed those that were settled."""
    found = scores_by_part(review)
    return found.get(RatingPart.FIRST, {}) | found.get(RatingPart.SETTLING, {})


def is_critical(review: Review) -> bool:
    """Whether a critical item was seen."""
    critical = {one.code for one in criteria_of(review) if one.is_critical}
    return any(score == Score.SEEN for code, score in standing_scores(review).items() if code in critical)
