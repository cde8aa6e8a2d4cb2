"""Statistical process control as NHS England's Making Data Count does it. Pure.

Authority: NHS England, "SPC charts SQL query v2.4" and the team's later notices. Attribute charts after Montgomery,
Introduction to
Statistical Quality Control, chapter 7; p′ and u′ after Laney 2002 (Quality Engineering 14: 531-537); g after Benneyan
2001 (Health Care
Management Science 4: 305-318); t after Nelson 1994 (Journal of Quality Technology 26: 239-241).

Values stand in the order of their dates; None is a month without a value, and stays one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from math import sqrt
from statistics import fmean, median

from .spc_signals import TOLERANCE, Limits, Side, Signal, find_signals

# 3 / d2 for a moving range of two values; d2; and D4, beyond which a moving range is left out when screening is asked
# for.
TO_THREE_SIGMA, D2, SCREEN = 2.66, 1.128, 3.267
# Fewer make a line with its median; fewer than the second have trial limits and no icon.
FEWEST_FOR_LIMITS, FEWEST_FOR_ICON = 12, 15
LANEY_ABOVE = 1.25
VARIES, RARE = 0.25, 5
T_POWER = 3.6

Values = Sequence[float | None]


class Kind(StrEnum):
    """Individual values, attributes (with Laney's correction), rare events, or a line with its median."""

    XMR = "xmr"
    P = "p"
    P_PRIME = "p′"
    U = "u"
    U_PRIME = "u′"
    C = "c"
    G = "g"
    T = "t"
    RUN = "run"


PROPORTIONS = (Kind.P, Kind.P_PRIME)
CORRECTED = (Kind.P_PRIME, Kind.U_PRIME)
WITHOUT_SIZES = (Kind.C, Kind.G, Kind.T)


@dataclass(frozen=True)
class Baseline:
    """On which points limits are worked out."""

    # Places of the points at which they are worked out anew.
    recalculated_at: tuple[int, ...] = ()
    # On the first so many points that count of each segment, and held from there on; on all of them when None.
    first: int | None = None
    # The same for single segments, by the place at which they start.
    first_of: Mapping[int, int] = field(default_factory=dict)
    # Places of points that are shown and count in nothing.
    ghosts: Collection[int] = ()
    # Leave out moving ranges of 3.267 times their mean and more, once.
    screened: bool = False


WHOLE = Baseline()


@dataclass(frozen=True)
class _Series:
    """What is charted: values with their sizes, and between which bounds a limit makes sense."""

    kind: Kind
    values: Values
    sizes: Values
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Point:
    """One value, the limits that hold for it, and its signals, each with the side on which it is."""

    value: float | None
    limits: Limits | None
    signals: frozenset[tuple[Signal, Side]] = frozenset()
    is_ghost: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart with its points in order."""

    kind: Kind
    points: tuple[Point, ...]
    # 12 to 14 points: the limits are on trial, and there is no icon.
    is_trial: bool = False
    # What lies since the last event, and is not over yet, is above the upper limit already (g and t).
    open_is_beyond: bool = False

    @property
    def last(self) -> Point | None:
        """The last point that counts."""
        return next((point for point in reversed(self.points) if point.value is not None and not point.is_ghost), None)


def xmr(values: Values, *, baseline: Baseline = WHOLE, least: float | None = None, most: float | None = None) -> Chart:
    """Individual values: mean ± 2.66 times the mean moving range, and no limits when nothing moves.

    :param least: limits below it are not drawn (0 for counts and percentages)
    :param most: limits above it are not drawn (100 for percentages)
    """
    return _chart(_Series(Kind.XMR, values, [1.0] * len(values), least, most), baseline)


def attribute_chart(
    kind: Kind,
    counts: Values,
    sizes: Values | None = None,
    *,
    baseline: Baseline = WHOLE,
    since_last: float | None = None,
) -> Chart:
    """A p, p′, u, u′, c, g or t chart of proportions, rates, counts, or what lies between events.

    :param counts: numerators (p, u); counts (c); whole days or opportunities between events (g); time between events
    (t)
    :param sizes: denominators, for p and u: how many, or contacts, or days
    :param since_last: for g and t, what lies since the last event, in the same unit
    :raises ValueError: for another kind, without a size for each count, or for a count below 0
    """
    sizes = [1.0] * len(counts) if kind in WITHOUT_SIZES else sizes
    if kind in (Kind.XMR, Kind.RUN) or sizes is None or len(sizes) != len(counts):
        raise ValueError(f"A {kind} chart is none of attributes, or lacks a size for each count.")
    if any(count is not None and count < 0 for count in counts):
        raise ValueError("A count is never below 0, and neither is what lies between events.")
    values = [count / size if count is not None and size else None for count, size in zip(counts, sizes, strict=True)]
    series = _Series(kind, values, sizes, 0.0, 1.0 if kind in PROPORTIONS else None)
    chart = _time_between(series, baseline) if kind is Kind.T else _chart(series, baseline)
    return replace(chart, open_is_beyond=kind in (Kind.G, Kind.T) and _is_beyond(since_last, chart))


def run_chart(values: Values, *, baseline: Baseline = WHOLE) -> Chart:
    """The values with their median and no limits: for fewer than 12 points, or where limits would mislead."""
    return _line(values, baseline)


def kind_for(counts: Sequence[float], sizes: Sequence[float], *, is_proportion: bool) -> Kind:
    """Which chart suits: XmR where sizes vary by less than a quarter and events are not rare, else p or u.

    Corrected after Laney where neighbours differ by more than a quarter beyond chance (sigma-z above 1.25).

    :param counts: of each point that is known, in the order of their dates
    :param sizes: of how many, or the exposure; above 0
    :param is_proportion: counts are some of the sizes (p), not events in them (u)
    :raises ValueError: when there is no point
    """
    if not counts:
        raise ValueError("Without a point no chart suits.")
    size = fmean(sizes)
    if all(abs(one - size) < VARIES * size for one in sizes) and fmean(counts) >= RARE:
        return Kind.XMR
    plain, corrected = (Kind.P, Kind.P_PRIME) if is_proportion else (Kind.U, Kind.U_PRIME)
    series = _Series(plain, [count / size for count, size in zip(counts, sizes, strict=True)], sizes)
    return corrected if _sigma_z(series, range(len(sizes))) > LANEY_ABOVE else plain


def _chart(series: _Series, baseline: Baseline) -> Chart:
    counting = _counting(series.values, baseline)
    if len(counting) < FEWEST_FOR_LIMITS:
        return _line(series.values, baseline)
    limits: list[Limits | None] = [None] * len(series.values)
    for segment in _segments(series.values, baseline):
        if of := [n for n in counting if n in segment][: baseline.first_of.get(segment.start, baseline.first)]:
            limits[segment.start : segment.stop] = _limits(series, of, segment, screened=baseline.screened)
    points = _points(series.values, limits, baseline)
    return Chart(series.kind, points, is_trial=len(counting) < FEWEST_FOR_ICON)


def _counting(values: Values, baseline: Baseline) -> list[int]:
    return [n for n, value in enumerate(values) if value is not None and n not in baseline.ghosts]


def _line(values: Values, baseline: Baseline) -> Chart:
    counting = [value for n in _counting(values, baseline) if (value := values[n]) is not None]
    middle = Limits(median(counting)) if counting else None
    return Chart(Kind.RUN, tuple(Point(value, middle, is_ghost=n in baseline.ghosts) for n, value in enumerate(values)))


def _segments(values: Values, baseline: Baseline) -> Iterator[range]:
    starts = sorted({0, *baseline.recalculated_at})
    for start, end in zip(starts, [*starts[1:], len(values)], strict=True):
        yield range(start, end)


def _points(values: Values, limits: list[Limits | None], baseline: Baseline) -> tuple[Point, ...]:
    segment_of = {n: number for number, segment in enumerate(_segments(values, baseline)) for n in segment}
    counting = [n for n in _counting(values, baseline) if limits[n]]
    found = find_signals([(values[n], limits[n], segment_of[n]) for n in counting])  # type: ignore[misc]
    signals = dict(zip(counting, found, strict=True))
    return tuple(
        Point(value, limits[n], signals.get(n, frozenset()), is_ghost=n in baseline.ghosts)
        for n, value in enumerate(values)
    )


def _limits(series: _Series, of: list[int], segment: range, *, screened: bool) -> list[Limits]:
    """The limits at each place of a segment, worked out on some of its places."""
    centre = _centre(series, of)
    factor = _sigma_z(series, of) if series.kind in CORRECTED else 1.0
    if series.kind is Kind.XMR:
        sigma = _mean_move([series.values[n] for n in of], screened=screened) * TO_THREE_SIGMA / 3  # type: ignore[misc]
        off = [sigma] * len(segment)
    else:
        off = [factor * _deviation(series.kind, centre, series.sizes[n]) for n in segment]
    return [
        Limits.around(centre, sigma, least=series.least, most=series.most) if sigma else Limits(centre) for sigma in off
    ]


def _centre(series: _Series, of: Sequence[int]) -> float:
    """Sum over sum, so that a small month weighs little; the mean where sizes are equal."""
    return sum(series.values[n] * series.sizes[n] for n in of) / sum(series.sizes[n] for n in of)  # type: ignore[operator,misc]


def _deviation(kind: Kind, centre: float, size: float | None) -> float:
    """One sigma of a value of this size, were there nothing but chance."""
    if not size:
        return 0.0
    if kind in PROPORTIONS:
        # Figures of other systems may say more than all of them: then chance says nothing, and no limits are drawn.
        return sqrt(max(0.0, centre * (1 - centre)) / size)
    return sqrt(centre * (centre + 1)) if kind is Kind.G else sqrt(centre / size)


def _sigma_z(series: _Series, of: Sequence[int]) -> float:
    """Laney's: by how much more neighbours differ than chance alone would make them; 1 when nothing can differ.

    0 when nothing does, but for rounding.
    """
    centre = _centre(series, of)
    scored = [(series.values[n], off) for n in of if (off := _deviation(series.kind, centre, series.sizes[n]))]
    moves = _moves([(value - centre) / off for value, off in scored])  # type: ignore[operator]
    if not moves:
        return 1.0
    found = fmean(moves) / D2
    return found if found > TOLERANCE else 0.0


def _moves(values: Sequence[float]) -> list[float]:
    return [abs(after - before) for before, after in pairwise(values)]


def _mean_move(values: Sequence[float], *, screened: bool) -> float:
    moves = _moves(values)
    mean = fmean(moves) if moves else 0.0
    if screened:
        moves = [move for move in moves if move < SCREEN * mean]
    return fmean(moves) if moves else 0.0


def _time_between(series: _Series, baseline: Baseline) -> Chart:
    """XmR of the values to the power of 1/3.6, which makes times between events near to normal, transformed back."""
    near_normal = [None if value is None else value ** (1 / T_POWER) for value in series.values]
    chart = xmr(near_normal, baseline=baseline)
    if chart.kind is Kind.RUN:
        return _line(series.values, baseline)
    points = tuple(
        replace(point, value=value, limits=point.limits and point.limits.to_the_power(T_POWER))
        for point, value in zip(chart.points, series.values, strict=True)
    )
    return replace(chart, kind=Kind.T, points=points)


def _is_beyond(since_last: float | None, chart: Chart) -> bool:
    upper = chart.last.limits.upper if chart.last and chart.last.limits else None
    return since_last is not None and upper is not None and since_last > upper
