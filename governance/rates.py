"""Rates with their exact intervals, and the measures of the workforce. Pure."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass

# In FTE days: sickness of so few is not shown where others read it (about one person in post for a year).
FEWEST_FTE_DAYS = 330


@dataclass(frozen=True)
class Rate:
    """Events per so many units of exposure, with the exact 95 % Poisson interval."""

    value: float
    interval: tuple[float, float]


def poisson_rate(events: int, exposure: float, *, per: float = 1000) -> Rate | None:
    """Events per `per` units of exposure; None when there is no exposure.

    The interval is exact (Garwood 1936, Biometrika 28: 437-442): half the chi-squared quantiles of 2x and 2x + 2
    degrees of freedom.

    :raises ValueError: for fewer than no events, or less than no exposure
    """
    from scipy.special import gammaincinv

    if events < 0 or exposure < 0:
        raise ValueError("Events and exposure are never negative.")
    if not exposure:
        return None
    low = float(gammaincinv(events, 0.025)) if events else 0.0
    high = float(gammaincinv(events + 1, 0.975))
    return Rate(events / exposure * per, (low / exposure * per, high / exposure * per))


def turnover(leavers: int, *, headcount_at_start: int, headcount_at_end: int) -> float | None:
    """Leavers in 12 months as per cent of the mean of the headcounts at both ends; None when nobody was there.

    Transfers between teams are no leavers; ends of fixed terms are counted apart; bank staff are out.
    """
    mean = (headcount_at_start + headcount_at_end) / 2
    return 100 * leavers / mean if mean else None


def stability(at_start: Collection[Hashable], at_end: Collection[Hashable]) -> float | None:
    """Per cent of those in post at the start who still are at the end; None when nobody was. It is not 100 - turnover.

    Whoever moved to another team is still in post; whoever came since the start counts in neither.
    """
    start = set(at_start)
    return 100 * len(start & set(at_end)) / len(start) if start else None


def sickness(days_lost: float, days_available: float, *, shared: bool) -> float | None:
    """FTE calendar days lost as per cent of those available: sum over sum, never a mean of rates.

    None when none were available, or when so few were (330 and fewer) that whoever it is shared with could tell who
    was ill.
    """
    if not days_available or (shared and days_available <= FEWEST_FTE_DAYS):
        return None
    return 100 * days_lost / days_available
