"""How often a term is pointed out rightly, and when that is so seldom that it switches itself off."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, F, Q

from workforce_assurance.common.proportions import Proportion

from ..models import LabelReading, LabelTerm
from .enums import Verdict

# So many have to be judged before a term switches itself off, and the whole interval has to lie below this many per cent.
LEAST_JUDGED, THRESHOLD = 50, 50


def precisions(terms: Iterable[LabelTerm]) -> dict[str, Proportion]:
    """How many were confirmed of those judged, by term, since it is worded as it is; what cannot be told counts neither way."""
    since = {one.code: one.since_number for one in terms}
    if not since:
        return {}
    rows = LabelReading.objects.telling().filter(hit__code__in=since)
    counts = (
        rows.values(code=F("hit__code"), number=F("hit__scan__number"))
        .annotate(judged=Count("pk"), right=Count("pk", filter=Q(verdict=Verdict.CONFIRMED)))
        .order_by()
    )
    found = {code: [0, 0] for code in since}
    for one in counts:
        if one["number"] >= since[one["code"]]:
            found[one["code"]][0] += one["right"]
            found[one["code"]][1] += one["judged"]
    return {code: Proportion(right, judged) for code, (right, judged) in found.items()}


def is_too_seldom_right(found: Proportion) -> bool:
    """Pure: whether enough were judged, and even the upper bound of the 95 % Wilson interval lies below one half."""
    bounds = found.interval
    return found.denominator >= LEAST_JUDGED and bounds is not None and bounds[1] < THRESHOLD
