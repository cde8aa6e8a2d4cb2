"""Proportions with their interval. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

# The 97.5th percentile of the normal distribution.
Z = 1.959963984540054


def wilson(successes: int, of: int, *, z: float = Z) -> tuple[float, float] | None:
    """The Wilson interval of a proportion, each bound from 0 to 1; None when there is nothing to count.

    Wilson 1927, Journal of the American Statistical Association 22: 209-212.

    :param z: of the confidence wanted; 1.96 for 95 %
    :raises ValueError: when there are more successes than there is to count, or fewer than none
    """
    if not 0 <= successes <= of:
        raise ValueError(f"{successes} of {of} is no proportion.")
    if of == 0:
        return None
    centre = (successes + z * z / 2) / (of + z * z)
    half = z / (of + z * z) * sqrt(successes * (of - successes) / of + z * z / 4)
    # None of them and all of them end where proportions do, whatever is rounded.
    return max(0.0, centre - half) if successes else 0.0, min(1.0, centre + half) if successes < of else 1.0


@dataclass(frozen=True)
class Proportion:
    """So many out of so many, with its 95 % Wilson interval; None for each when the denominator is 0."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        return 100 * self.numerator / self.denominator if self.denominator else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """In per cent."""
        bounds = wilson(self.numerator, self.denominator)
        return bounds and (100 * bounds[0], 100 * bounds[1])
