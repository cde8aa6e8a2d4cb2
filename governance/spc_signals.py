"""The four rules by which a chart shows special cause, and the icons that say so. Pure; authority as in `spc`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

RUN = 7
# On a line is never beyond it: as a share of the range of the values; and of the greatest of them, for where none moves
# the range is 0 and yet a mean of sevenths is rounded.
TOLERANCE, ROUNDING = 1e-9, 1e-13


class Signal(StrEnum):
    """What shows that more than chance is at work."""

    ASTRONOMICAL = "beyond the limits"
    SHIFT = "seven in a row on one side of the mean"
    TREND = "seven in a row rising or falling"
    TWO_OF_THREE = "two of three near a limit"


class Side(StrEnum):
    """Above the mean or rising; below it or falling."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True)
class Limits:
    """Centre, three-sigma limits and two-sigma lines; None is a limit that is not drawn."""

    centre: float
    lower: float | None = None
    upper: float | None = None
    lower_two: float | None = None
    upper_two: float | None = None

    @classmethod
    def around(cls, centre: float, sigma: float, *, least: float | None = None, most: float | None = None) -> Limits:
        """At three and two times sigma from the centre; what cannot be (below `least`, above `most`) is not drawn."""

        def drawn(value: float) -> float | None:
            outside = (least is not None and value < least) or (most is not None and value > most)
            return None if outside else value

        lower, upper, lower_two, upper_two = (drawn(centre + times * sigma) for times in (-3, 3, -2, 2))
        return cls(centre, lower, upper, lower_two, upper_two)

    def to_the_power(self, power: float) -> Limits:
        """Each line transformed back; what lies below 0 there is not drawn."""
        back = (
            None if line is None or line < 0 else line**power
            for line in (self.lower, self.upper, self.lower_two, self.upper_two)
        )
        return Limits(self.centre**power, *back)


Counted = tuple[float, Limits, int]


def find_signals(points: Sequence[Counted]) -> list[frozenset[tuple[Signal, Side]]]:
    """For each point (value, limits, number of its segment) the signals it belongs to.

    Shifts and two-of-three lie within one segment, for there the mean is one; trends run across segments.
    """
    values = [value for value, _, _ in points]
    slack = slack_of(values)
    found: list[set[tuple[Signal, Side]]] = [set() for _ in points]
    for side, sign in ((Side.HIGH, 1), (Side.LOW, -1)):
        for signal, places in (
            (Signal.ASTRONOMICAL, _beyond(points, sign, slack)),
            (Signal.SHIFT, _shifts(points, sign, slack)),
            (Signal.TREND, _trends(values, sign, slack)),
            (Signal.TWO_OF_THREE, _two_of_three(points, sign, slack)),
        ):
            for place in places:
                found[place].add((signal, side))
    return [frozenset(one) for one in found]


def slack_of(values: Sequence[float]) -> float:
    """How far from a line, in the unit of the values, still is on it."""
    if not values:
        return 0.0
    return max(TOLERANCE * (max(values) - min(values)), ROUNDING * max(abs(value) for value in values))


def _outside(value: float, line: float | None, sign: int, slack: float) -> bool:
    return line is not None and sign * (value - line) > slack


def _beyond(points: Sequence[Counted], sign: int, slack: float) -> set[int]:
    return {
        n
        for n, (value, limits, _) in enumerate(points)
        if _outside(value, limits.upper if sign > 0 else limits.lower, sign, slack)
    }


def _shifts(points: Sequence[Counted], sign: int, slack: float) -> set[int]:
    return _runs(
        [_outside(value, limits.centre, sign, slack) for value, limits, _ in points], [of for *_, of in points]
    )


def _runs(holds: Sequence[bool], segments: Sequence[int]) -> set[int]:
    """The places of every stretch of seven and more within one segment."""
    found: set[int] = set()
    start = 0
    for n in range(len(holds) + 1):
        if n == len(holds) or not holds[n] or segments[n] != segments[start]:
            if n - start >= RUN and holds[start]:
                found |= set(range(start, n))
            start = n + 1 if n < len(holds) and not holds[n] else n
    return found


def _trends(values: Sequence[float], sign: int, slack: float) -> set[int]:
    found: set[int] = set()
    start = 0
    for n in range(1, len(values) + 1):
        if n == len(values) or sign * (values[n] - values[n - 1]) <= slack:
            if n - start >= RUN:
                found |= set(range(start, n))
            start = n
    return found


def _two_of_three(points: Sequence[Counted], sign: int, slack: float) -> set[int]:
    found: set[int] = set()
    for n in range(len(points) - 2):
        three = range(n, n + 3)
        same_side = all(_outside(points[one][0], points[one][1].centre, sign, slack) for one in three)
        if not same_side or len({points[one][2] for one in three}) > 1:
            continue
        near = [one for one in three if _near(points[one], sign, slack)]
        if len(near) >= 2:
            found |= set(near)
    return found


def _near(point: Counted, sign: int, slack: float) -> bool:
    value, limits, _ = point
    return _outside(value, limits.upper_two if sign > 0 else limits.lower_two, sign, slack)


class Better(StrEnum):
    """Which direction of a measure is an improvement."""

    HIGH = "high"
    LOW = "low"
    NEITHER = "neither"


class Variation(StrEnum):
    """The variation icon, in words."""

    IMPROVEMENT = "special cause: improvement"
    CONCERN = "special cause: concern"
    CHANGE = "special cause: neither better nor worse"
    COMMON = "common cause"
    NONE = "too few points"


class Assurance(StrEnum):
    """The assurance icon, in words: what the process does with its target when it goes on as it is."""

    PASSES = "will meet the target"
    FALLS_SHORT = "will not meet the target"
    HIT_AND_MISS = "may or may not meet the target"
    NONE = "no target or no direction"


def variation(signals: frozenset[tuple[Signal, Side]], better: Better, *, concern_first: bool = True) -> Variation:
    """The icon for a point with these signals; when both directions fire, the measure's setting decides."""
    sides = {side.value for _, side in signals}
    if not sides:
        return Variation.COMMON
    if better is Better.NEITHER:
        return Variation.CHANGE
    icons = {Variation.IMPROVEMENT if side == better else Variation.CONCERN for side in sides}
    return icons.pop() if len(icons) == 1 else (Variation.CONCERN if concern_first else Variation.IMPROVEMENT)


def assurance(limits: Limits | None, target: float | None, better: Better) -> Assurance:
    """The icon for a target beside the current limits; a target on a limit counts as met or missed throughout."""
    if limits is None or target is None or better is Better.NEITHER or (limits.lower is None and limits.upper is None):
        return Assurance.NONE
    above = limits.upper is not None and target >= limits.upper
    below = limits.lower is not None and target <= limits.lower
    if not (above or below):
        return Assurance.HIT_AND_MISS
    return Assurance.PASSES if below == (better is Better.HIGH) else Assurance.FALLS_SHORT
