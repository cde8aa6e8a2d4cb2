"""Teams beside each other: funnels that allow for overdispersion, how far teams differ, and whether that has changed.

Pure. Spiegelhalter 2005, Funnel plots for comparing institutional performance (Statistics in Medicine 24: 1185-1202),
and Handling over-dispersion of performance indicators (Quality and Safety in Health Care 14: 347-351). Results stand in
the order in which teams come in: there is no ranking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, exp, log, pi, sin, sqrt
from typing import Any

FEWEST_TEAMS, FEWEST_EXPECTED = 8, 5
WATCH, FLAG = 1.96, 3.09
WINSORISED = (0.1, 0.9)
# The 75th percentile of the normal distribution, for median ratios (Larsen and Merlo 2005, American Journal of
# Epidemiology 161: 81-88).
QUARTILE = 0.6745
FEWEST_TO_COMPARE = 6
EXACT_UP_TO, DRAWS = 16, 9_999

Bounds = tuple[float, float]


class Scale(StrEnum):
    """What is compared: proportions (arcsine), or observed over expected events (square root)."""

    PROPORTION = "proportion"
    RATE = "rate"


class Verdict(StrEnum):
    """What a funnel says of one team."""

    WITHIN = "within the funnel"
    WATCH = "beyond 95 %"
    FLAG = "beyond 99.8 %"
    TOO_FEW = "too few to judge"
    NOT_JUDGED = "too few teams to judge any"


@dataclass(frozen=True)
class Place:
    """One team: its value, how far off the target, and the two funnels at its size."""

    value: float
    z: float
    verdict: Verdict
    watch: Bounds
    flag: Bounds


@dataclass(frozen=True)
class Funnel:
    """A funnel: its target, how much more teams vary than chance would have it (`phi`).

    What that adds (`tau_squared`).
    """

    target: float
    phi: float
    tau_squared: float
    places: tuple[Place | None, ...]

    def at(self, size: float, scale: Scale) -> tuple[Bounds, Bounds]:
        """Both funnels at any size, to draw them: of how many (proportions), or expected events (rates)."""
        return tuple(_bounds(self.target, size, self.tau_squared, scale, z) for z in (WATCH, FLAG))  # type: ignore[return-value]


def funnel(
    scale: Scale, observed: Sequence[float], sizes: Sequence[float], *, target: float | None = None
) -> Funnel | None:
    """A funnel of teams; None when there is nothing to compare.

    :param observed: events of each team
    :param sizes: of how many (proportions); exposure, such as contacts (rates)
    :param target: a proportion, or a rate per unit of exposure; all events over all sizes when None
    """
    there = [n for n, size in enumerate(sizes) if size > 0]
    total = sum(sizes[n] for n in there)
    if not total:
        return None
    aim = sum(observed[n] for n in there) / total if target is None else target
    if scale is Scale.RATE:
        if not aim:
            return None
        sizes = [size * aim for size in sizes]
    centre = aim if scale is Scale.PROPORTION else 1.0
    z = {n: _z(observed[n], sizes[n], centre, scale) for n in there}
    phi, tau_squared = _overdispersion(list(z.values()), [1 / _variance(sizes[n]) for n in there])
    judged = len(there) >= FEWEST_TEAMS
    places = [
        _place(observed[n], sizes[n], centre, tau_squared, scale, judged=judged) if n in z else None
        for n in range(len(sizes))
    ]
    return Funnel(centre, phi, tau_squared, tuple(places))


def _transformed(value: float, scale: Scale) -> float:
    return asin(sqrt(value)) if scale is Scale.PROPORTION else sqrt(value)


def _back(value: float, scale: Scale) -> float:
    return sin(min(max(value, 0.0), pi / 2)) ** 2 if scale is Scale.PROPORTION else max(value, 0.0) ** 2


def _variance(size: float) -> float:
    """Of the arcsine of a proportion of so many, and of the square root of so many expected events over themselves."""
    return 1 / (4 * size)


def _z(observed: float, size: float, centre: float, scale: Scale) -> float:
    return (_transformed(observed / size, scale) - _transformed(centre, scale)) / sqrt(_variance(size))


def _overdispersion(z: list[float], weights: list[float]) -> tuple[float, float]:
    """Phi, and tau² by the method of moments, from z-scores winsorised at the 10th and 90th percentile."""
    k = len(z)
    low, high = (_percentile(sorted(z), share) for share in WINSORISED)
    phi = sum(min(max(one, low), high) ** 2 for one in z) / k
    off = sum(weights) - sum(weight**2 for weight in weights) / sum(weights)
    return phi, max(0.0, (k * phi - (k - 1)) / off) if off > 0 else 0.0


def _percentile(ordered: list[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _bounds(centre: float, size: float, tau_squared: float, scale: Scale, z: float) -> Bounds:
    off = z * sqrt(_variance(size) + tau_squared)
    at = _transformed(centre, scale)
    return _back(at - off, scale), _back(at + off, scale)


def _place(observed: float, size: float, centre: float, tau_squared: float, scale: Scale, *, judged: bool) -> Place:
    value = observed / size
    z = (_transformed(value, scale) - _transformed(centre, scale)) / sqrt(_variance(size) + tau_squared)
    few = (size * centre if scale is Scale.PROPORTION else size) < FEWEST_EXPECTED
    verdict = Verdict.TOO_FEW if few else _verdict(z) if judged else Verdict.NOT_JUDGED
    watch, flag = (_bounds(centre, size, tau_squared, scale, limit) for limit in (WATCH, FLAG))
    return Place(value, z, verdict, watch, flag)


def _verdict(z: float) -> Verdict:
    return Verdict.FLAG if abs(z) > FLAG else Verdict.WATCH if abs(z) > WATCH else Verdict.WITHIN


@dataclass(frozen=True)
class Spread:
    """How far teams differ beyond chance: tau on the logit (odds) or log (rate) scale, and as a median ratio.

    Each with its 95 % interval.
    """

    tau: float
    tau_interval: Bounds
    median_ratio: float
    median_ratio_interval: Bounds


def between_team_variance(scale: Scale, observed: Sequence[float], sizes: Sequence[float]) -> Spread | None:
    """Between-team variance by Paule and Mandel, its interval by Q-profile; None for fewer than two teams.

    Paule and Mandel 1982 (Journal of Research of the National Bureau of Standards 87: 377-385); Viechtbauer 2007
    (Statistics in Medicine 26: 37-52). The median ratio is exp(0.6745 √(2 τ²)): between two teams taken at random, the
    odds (or rate) of the higher over the lower.
    """
    found = paule_mandel(*_on_its_scale(scale, observed, sizes))
    if found is None:
        return None
    tau, *bounds = (sqrt(one) for one in (found[0], *found[1]))
    ratio = [exp(QUARTILE * sqrt(2) * one) for one in (tau, *bounds)]
    return Spread(tau, (bounds[0], bounds[1]), ratio[0], (ratio[1], ratio[2]))


def paule_mandel(effects: Sequence[float], variances: Sequence[float]) -> tuple[float, Bounds] | None:
    """How far effects vary beyond their own variances, as a variance with its 95 % interval; None for fewer than two.

    Paule and Mandel's, with the interval of Viechtbauer's Q-profile, as in `between_team_variance`.

    :param effects: on any scale, such as log odds ratios
    :param variances: of each effect, on that scale squared
    """
    from scipy.special import gammaincinv

    y, v, k = list(effects), list(variances), len(effects)
    if k < 2:
        return None
    # Quantiles of chi-squared with k - 1 degrees of freedom.
    low, high = (float(2 * gammaincinv((k - 1) / 2, share)) for share in (0.025, 0.975))
    return _tau_squared_at(y, v, k - 1), (_tau_squared_at(y, v, high), _tau_squared_at(y, v, low))


def _on_its_scale(scale: Scale, observed: Sequence[float], sizes: Sequence[float]) -> tuple[list[float], list[float]]:
    """Logits or log rates with their variances, with a half added to every count."""
    pairs = [(events + 0.5, size) for events, size in zip(observed, sizes, strict=True) if size > 0]
    if scale is Scale.RATE:
        return [log(events / size) for events, size in pairs], [1 / events for events, _ in pairs]
    others = [size + 1 - events for events, size in pairs]
    y = [log(events / other) for (events, _), other in zip(pairs, others, strict=True)]
    return y, [1 / events + 1 / other for (events, _), other in zip(pairs, others, strict=True)]


def _q(y: list[float], v: list[float], tau_squared: float) -> float:
    """Cochran's Q with weights for this tau²: it falls as tau² grows."""
    weights = [1 / (one + tau_squared) for one in v]
    mean = sum(weight * one for weight, one in zip(weights, y, strict=True)) / sum(weights)
    return sum(weight * (one - mean) ** 2 for weight, one in zip(weights, y, strict=True))


def _tau_squared_at(y: list[float], v: list[float], wanted: float) -> float:
    """The tau² at which Q is as wanted, by halving; 0 when Q is lower from the start."""
    if _q(y, v, 0.0) <= wanted:
        return 0.0
    low, high = 0.0, 1.0
    while _q(y, v, high) > wanted:
        high *= 2
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if _q(y, v, middle) > wanted else (low, middle)
    return (low + high) / 2


@dataclass(frozen=True)
class Change:
    """The spread before less the spread after (variance on the logit or log scale).

    And how often chance alone makes it so large.
    """

    fall: float
    # One-sided: "has the spread fallen?"
    p: float
    teams: int
    is_exact: bool


def variance_change(
    scale: Scale, before: tuple[Sequence[float], Sequence[float]], after: tuple[Sequence[float], Sequence[float]],
    *, seed: int = 1,
) -> Change | None:  # fmt: skip
    """Has the spread fallen? None when it cannot be asked: it needs six teams with five expected events in each period.

    d = (Y - mean)² - v for each team and period; D = mean before - mean after; p by swapping the two periods within
    teams: all ways up to 16 teams, 9,999 drawn ways beyond.

    :param before: (observed, sizes) of each team, in the same order as `after`
    """
    kept = [n for n in range(len(before[0])) if _expected(scale, before, n) and _expected(scale, after, n)]
    if len(kept) < FEWEST_TO_COMPARE:
        return None
    d_before, d_after = (_excess(scale, *([side[n] for n in kept] for side in period)) for period in (before, after))
    return _swapped([one - other for one, other in zip(d_before, d_after, strict=True)], seed)


def _expected(scale: Scale, period: tuple[Sequence[float], Sequence[float]], n: int) -> bool:
    observed, sizes = period
    total = sum(sizes)
    return bool(total) and sum(observed) / total * sizes[n] >= FEWEST_EXPECTED


def _excess(scale: Scale, observed: Sequence[float], sizes: Sequence[float]) -> list[float]:
    y, v = _on_its_scale(scale, observed, sizes)
    mean = sum(y) / len(y)
    return [(one - mean) ** 2 - variance for one, variance in zip(y, v, strict=True)]


def _swapped(differences: list[float], seed: int) -> Change:
    import numpy as np

    k = len(differences)
    exact = k <= EXACT_UP_TO
    signs: Any
    if exact:
        signs = 1 - 2 * ((np.arange(2**k)[:, None] >> np.arange(k)) & 1)
    else:
        drawn = np.random.default_rng(seed).integers(0, 2, size=(DRAWS, k))
        signs = np.vstack([np.ones(k, dtype=int), 1 - 2 * drawn])
    means = signs @ np.array(differences) / k
    fall = sum(differences) / k
    p = float(np.mean(means >= fall - 1e-12))
    return Change(fall, p, k, exact)
