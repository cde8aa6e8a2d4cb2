"""A measure over time in one place: its values, its chart, its icons. Pure: stored values in, a judgement out.

Only what may be shown goes in: limits and signals give nothing away that the table does not say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import fmean
from typing import NamedTuple

from ..spc import RARE, Baseline, Chart, Kind, Point, attribute_chart, kind_for, run_chart, xmr
from ..spc_signals import Assurance, Better, Limits, Side, Signal, Variation, assurance, variation
from .enums import MeasureKind, Suppressed
from .registry import Measure

# Where more of the months than that are hidden, those that are shown are no fair sample of them: no limits are drawn.
MOST_HIDDEN = 1 / 3
# What a month counts for that is hidden for being small: the middle of what it may be.
FEW = 2.5


class Reading(NamedTuple):
    """One stored value of a place."""

    numerator: float | None
    denominator: float | None
    suppressed: str = ""
    # The exact interval of a rate, per one.
    low: float | None = None
    high: float | None = None
    # Days within which half was done, and nine in ten.
    median: float | None = None
    ninth: float | None = None


@dataclass(frozen=True)
class Judged:
    """By what a measure is judged: as shipped, or as somebody set it."""

    better: Better
    # In the unit of the page: per cent, per thousand, or a count.
    target: float | None = None
    concern_first: bool = True
    # From which months on limits are worked out anew, and on how many points (all of them when None).
    limits_from: tuple[tuple[date, int | None], ...] = ()


@dataclass(frozen=True)
class Charted:
    """A measure in one place, month by month."""

    measure: Measure
    months: tuple[date, ...]
    readings: Mapping[date, Reading]
    judged: Judged

    @property
    def scale(self) -> float:
        return 100.0 if self.measure.is_proportion else float(self.measure.per)

    @cached_property
    def baseline(self) -> Baseline:
        """The places of the months from which limits are worked out anew; one before the first counts from there."""
        found: dict[int, int | None] = {}
        for month, points in sorted(self.judged.limits_from):
            if self.months and month <= self.months[-1]:
                found[self.months.index(max(month, self.months[0]))] = points
        firsts = {place: points for place, points in found.items() if points}
        return Baseline(recalculated_at=tuple(found), first_of=firsts)

    @cached_property
    def hidden(self) -> int:
        """In how many months the value is not shown."""
        return sum(1 for month in self.months if month in self.readings and self.readings[month].suppressed)

    @cached_property
    def chart(self) -> Chart:
        counts, sizes = self._columns
        known = [(count, size) for count, size in zip(counts, sizes, strict=True) if count is not None and size]
        too_many_hidden = self.hidden > MOST_HIDDEN * (len(known) + self.hidden)
        # Months of none are shown and months of one to four are not: a mean of those that are shown would be far too low.
        only_the_ends = self.is_rare and self.hidden > 0
        if too_many_hidden or only_the_ends or not known or self.measure.has_alike_neighbours:
            return run_chart(_ratios(counts, sizes), baseline=self.baseline)
        kind = _kind(self.measure, [count for count, _ in known], [size for _, size in known])
        if kind is Kind.XMR:
            most = 1.0 if self.measure.is_proportion else None
            return xmr(_ratios(counts, sizes), baseline=self.baseline, least=0.0, most=most)
        return attribute_chart(kind, counts, None if kind is Kind.C else sizes, baseline=self.baseline)

    @property
    def is_rare(self) -> bool:
        """Fewer than five a month on average: what lies between events says more."""
        counts = [FEW if one.suppressed == Suppressed.SMALL else one.numerator for one in self.readings.values()]
        known = [count for count in counts if count is not None]
        return bool(known) and self.measure.kind == MeasureKind.COUNT and fmean(known) < RARE

    @cached_property
    def last(self) -> tuple[date, Point] | None:
        """The last month that counts, with its point."""
        for month, point in zip(reversed(self.months), reversed(self.chart.points), strict=True):
            if point.value is not None and not point.is_ghost:
                return month, point
        return None

    @property
    def limits(self) -> Limits | None:
        """What holds for the last point; None where there is only a median."""
        return self.last[1].limits if self.last and self.has_limits else None

    @property
    def has_limits(self) -> bool:
        return self.chart.kind is not Kind.RUN

    @cached_property
    def variation(self) -> Variation:
        if self.last is None or not self.has_limits or self.chart.is_trial:
            return Variation.NONE
        return variation(self.last[1].signals, self.judged.better, concern_first=self.judged.concern_first)

    @cached_property
    def assurance(self) -> Assurance:
        if self.last is None or not self.has_limits or self.chart.is_trial or self.judged.target is None:
            return Assurance.NONE
        return assurance(self.last[1].limits, self.judged.target / self.scale, self.judged.better)

    @property
    def side(self) -> Side | None:
        """On which side the signal of the last point is, where it is one alone."""
        sides = {side for _, side in self.last[1].signals} if self.last else set()
        return sides.pop() if len(sides) == 1 else None

    @property
    def signals(self) -> list[Signal]:
        """The rules that the last point meets, the plainest first."""
        met = {signal for signal, _ in self.last[1].signals} if self.last else set()
        return [signal for signal in Signal if signal in met]

    def look_of(self, point: Point) -> str:
        """The shape of a point: what its own signals say."""
        if point.is_ghost:
            return "ghost"
        if not point.signals or not self.has_limits or self.chart.is_trial:
            return "common"
        return LOOKS[variation(point.signals, self.judged.better, concern_first=self.judged.concern_first)]

    @cached_property
    def _columns(self) -> tuple[list[float | None], list[float | None]]:
        found = [self.readings.get(month) for month in self.months]
        counts = [one.numerator if one else None for one in found]
        if self.measure.kind == "count":
            return counts, [1.0] * len(counts)
        return counts, [one.denominator if one else None for one in found]


LOOKS = {
    Variation.IMPROVEMENT: "improvement",
    Variation.CONCERN: "concern",
    Variation.CHANGE: "change",
    Variation.COMMON: "common",
    Variation.NONE: "common",
}
# Signals first; what cannot be judged comes last.
SIGNALS = (Variation.CONCERN, Variation.IMPROVEMENT, Variation.CHANGE)
ORDER = (*SIGNALS, Variation.COMMON, Variation.NONE)


def look_of(variation: Variation) -> str:
    """How a measure stands, as it is stored: too few months are not ordinary variation."""
    return "none" if variation is Variation.NONE else LOOKS[variation]


def _ratios(counts: Sequence[float | None], sizes: Sequence[float | None]) -> list[float | None]:
    return [count / size if count is not None and size else None for count, size in zip(counts, sizes, strict=True)]


def _kind(measure: Measure, counts: Sequence[float], sizes: Sequence[float]) -> Kind:
    kind = kind_for(counts, sizes, is_proportion=measure.is_proportion)
    if measure.kind == "count" and kind is not Kind.XMR:
        return Kind.C if kind is Kind.U else Kind.XMR
    return kind
