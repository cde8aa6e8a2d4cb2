"""How far first and second views agree, criterion by criterion, under each version of the rubric: nobody's name, nobody's score."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from workforce_assurance.common.agreement import Agreement, Coefficient, kappa_and_ac1

from ..models import Calibration, Criterion, CriterionScore, Rating, RubricVersion
from .results import scores_allowed

NOT_COMPUTABLE = "Not computable"
HEADINGS = ("Criterion", "Rated twice", "Agreed", "AC1 (95 % interval)", "Kappa (95 % interval)")
# So many versions back.
SHOWN = 3


def pairs_by_criterion(version: RubricVersion) -> dict[Any, list[tuple[str, str]]]:
    """The two scores of everything that was rated twice under that version, by the key of the criterion."""
    ratings = Rating.objects.in_pairs().filter(review__sample__rubric=version)
    rows = CriterionScore.objects.filter(rating__in=ratings).values_list(
        "criterion", "rating__review", "rating__part", "score"
    )
    scores: dict[Any, dict[Any, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for criterion, review, part, score in rows:
        scores[criterion][review][part] = score
    return {
        criterion: [(both["first"], both["second"]) for _review, both in sorted(found.items())]
        for criterion, found in scores.items()
    }


def agreement_on(criterion: Criterion, pairs: list[tuple[str, str]]) -> Agreement:
    """Over all scores that the criterion has, whether they occur or not."""
    first, second = [one for one, _ in pairs], [two for _, two in pairs]
    return kappa_and_ac1(first, second, categories=scores_allowed(criterion))


def page(viewer: Any) -> dict[str, Any]:
    versions = RubricVersion.objects.exclude(state="draft").order_by("-number")[:SHOWN]
    return {
        "headings": HEADINGS,
        "versions": [{"version": one, "rows": _rows(one)} for one in versions],
        "calibrations": Calibration.objects.select_related("drafted")[:10],
        "may_calibrate": viewer.has_perm("boundaries.change_rubric"),
    }


def _rows(version: RubricVersion) -> list[list[str]]:
    pairs = pairs_by_criterion(version)
    rows = []
    for criterion in version.criteria.all():
        found = agreement_on(criterion, pairs.get(criterion.pk, []))
        share = NOT_COMPUTABLE if found.share is None else f"{found.share * 100:.0f} %"
        rows.append([criterion.label, str(found.n), share, _words(found.ac1), _words(found.kappa)])
    return rows


def _words(found: Coefficient | None) -> str:
    if found is None:
        return NOT_COMPUTABLE
    if found.interval is None:
        return f"{found.value:.2f} (interval not computable)"
    return f"{found.value:.2f} ({found.interval[0]:.2f} to {found.interval[1]:.2f})"
