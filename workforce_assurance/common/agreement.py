"""How far two people who rate the same things agree, beyond what chance would do. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import sqrt

from .proportions import Z

Interval = tuple[float, float]
# What is left of rounding where the variance is none.
NO_VARIANCE = 1e-12


@dataclass(frozen=True)
class Coefficient:
    """A coefficient of agreement (1 is full, 0 is chance) with its 95 % interval.

    The interval is None where the formula knows of no variation: for one thing, or when everything was agreed on.
    """

    value: float
    interval: Interval | None


@dataclass(frozen=True)
class Agreement:
    """Two raters over `n` things. Each is None when it is not computable: nothing rated, or no variation at all."""

    n: int
    # From 0 to 1.
    share: float | None
    kappa: Coefficient | None
    ac1: Coefficient | None


def kappa_and_ac1(
    first: Sequence[Hashable], second: Sequence[Hashable], *, categories: Sequence[Hashable] | None = None
) -> Agreement:
    """The share of agreement, Cohen's kappa and Gwet's AC1, of two lists of ratings in the same order.

    Kappa: Cohen 1960, with the standard error of Fleiss, Cohen and Everitt 1969 (Psychological Bulletin 72: 323-327). AC1: Gwet 2008
    (British Journal of Mathematical and Statistical Psychology 61: 29-48). Kappa falls where one category is rare though the raters
    agree; AC1 does not, so that both are shown.

    :param categories: all that can be rated; AC1 depends on how many there are, so say it when not all occur
    :raises ValueError: when the lists are of different lengths, or a rating is none of the categories
    """
    pairs = list(zip(first, second, strict=True))
    possible = list(dict.fromkeys(categories if categories is not None else [*first, *second]))
    if not {rating for pair in pairs for rating in pair} <= set(possible):
        raise ValueError("A rating is none of the categories.")
    if not pairs:
        return Agreement(0, None, None, None)
    share = sum(a == b for a, b in pairs) / len(pairs)
    return Agreement(len(pairs), share, _kappa(pairs, possible, share), _ac1(pairs, possible, share))


def _kappa(pairs: list[tuple[Hashable, Hashable]], possible: list[Hashable], share: float) -> Coefficient | None:
    n = len(pairs)
    rows, columns = (Counter(side) for side in zip(*pairs, strict=True))
    by_chance = sum(rows[one] * columns[one] for one in possible) / n**2
    if by_chance == 1:
        return None
    value = (share - by_chance) / (1 - by_chance)
    first = sum(
        count / n * ((1 - by_chance) - (rows[a] + columns[b]) / n * (1 - share)) ** 2
        for (a, b), count in Counter(pairs).items()
        if a == b
    )
    second = (1 - share) ** 2 * sum(
        count / n * ((columns[a] + rows[b]) / n) ** 2 for (a, b), count in Counter(pairs).items() if a != b
    )
    third = (share * by_chance - 2 * by_chance + share) ** 2
    variance = max(0.0, first + second - third) / (n * (1 - by_chance) ** 4)
    return Coefficient(value, _interval(value, variance))


def _ac1(pairs: list[tuple[Hashable, Hashable]], possible: list[Hashable], share: float) -> Coefficient | None:
    n, q = len(pairs), len(possible)
    if q < 2:
        return None
    used = Counter(rating for pair in pairs for rating in pair)
    by_chance = sum(used[one] / (2 * n) * (1 - used[one] / (2 * n)) for one in possible) / (q - 1)
    value = (share - by_chance) / (1 - by_chance)

    def of_one(a: Hashable, b: Hashable) -> float:
        chance_of_one = sum((1 - used[rating] / (2 * n)) / 2 for rating in (a, b)) / (q - 1)
        agreed = ((a == b) - by_chance) / (1 - by_chance)
        return agreed - 2 * (1 - value) * (chance_of_one - by_chance) / (1 - by_chance)

    spread = sum((of_one(a, b) - value) ** 2 for a, b in pairs)
    return Coefficient(value, _interval(value, spread / (n * (n - 1)) if n > 1 else 0.0))


def _interval(value: float, variance: float) -> Interval | None:
    if variance < NO_VARIANCE:
        return None
    half = Z * sqrt(variance)
    return max(-1.0, value - half), min(1.0, value + half)


def _nominal(a: float, b: float) -> float:
    return float(a != b)


def _interval_metric(a: float, b: float) -> float:
    return (a - b) ** 2


METRICS: dict[str, Callable[[float, float], float]] = {"nominal": _nominal, "interval": _interval_metric}


def krippendorff_alpha(units: Sequence[Sequence[float | None]], *, metric: str = "nominal") -> float | None:
    """Krippendorff's alpha over any number of raters with gaps; None when it is not computable.

    Krippendorff 2011, Computing Krippendorff's Alpha-Reliability (University of Pennsylvania).

    :param units: for each thing its ratings, None where somebody did not rate it
    :param metric: "nominal", "ordinal" or "interval"
    :raises ValueError: for another metric
    """
    rated = [[value for value in unit if value is not None] for unit in units]
    paired = [values for values in rated if len(values) > 1]
    used = Counter(value for values in paired for value in values)
    distance = _ordinal(used) if metric == "ordinal" else METRICS.get(metric)
    if distance is None:
        raise ValueError(f"There is no metric {metric}.")
    total = sum(used.values())
    expected = sum(used[a] * used[b] * distance(a, b) for a in used for b in used)
    if not expected:
        return None
    observed = sum(sum(distance(a, b) for a, b in permutations(values, 2)) / (len(values) - 1) for values in paired)
    return 1 - (total - 1) * observed / expected


def _ordinal(used: Counter[float]) -> Callable[[float, float], float]:
    """The distance in ranks: everything that lies between, and half of both ends."""

    def distance(a: float, b: float) -> float:
        low, high = min(a, b), max(a, b)
        between = sum(count for value, count in used.items() if low <= value <= high)
        return (between - (used[a] + used[b]) / 2) ** 2 if a != b else 0.0

    return distance
