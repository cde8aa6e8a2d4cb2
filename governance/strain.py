"""The strain index of a team: how far this month lies above the team's own usual, over six components. Pure; design:
docs/measures.md.

Restrictive decisions and complaints are never components: the index stands beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median

# A component's smallest scale, in its own unit, so that a calm year does not make a ripple a wave.
FLOORS: Mapping[str, float] = {
    "sickness_percent": 0.5,
    "supervision_missed_percent": 2.0,
    "leavers_percent": 0.5,
    "critical_incidents_per_fte": 0.02,
    "overtime_hours_per_fte": 0.5,
    "drift_signs_per_session": 0.05,
}
MONTHS_BEFORE, FEWEST_BEFORE = 12, 8
SHARE_PRESENT = 0.6
CLIP = 3.0
TO_SIGMA = 1.4826
RAISED, HIGH = 1.0, 2.0


class Band(StrEnum):
    """What a value of the index is called."""

    USUAL = "usual"
    RAISED = "raised"
    HIGH = "high"


@dataclass(frozen=True)
class Strain:
    """One month of a team: the index and its band, None when too little is known; and each component's own score."""

    index: float | None
    band: Band | None
    scores: Mapping[str, float | None]


def strain_index(components: Mapping[str, Sequence[float | None]], *, without: Sequence[str] = ()) -> list[Strain]:
    """The index for each month: the mean of robust z-scores against the team's own 12 months before, without looking
    ahead.

    z = (value - median) / max(1.4826 · MAD, floor), clipped to ±3; at least 8 of the 12 months before, and 60 % of
    the components.

    :param components: by the names of FLOORS, a value for each month in order, None where there is none
    :param without: components to leave out, such as incidents beside restrictive decisions
    :raises ValueError: for a component that is none, or series of different lengths
    """
    if unknown := set(components) - set(FLOORS):
        raise ValueError(f"No components of strain: {', '.join(sorted(unknown))}.")
    lengths = {len(values) for values in components.values()}
    if len(lengths) > 1:
        raise ValueError("The components do not have the same months.")
    counted = [name for name in FLOORS if name not in without]
    return [_month(components, counted, n) for n in range(lengths.pop() if lengths else 0)]


def _month(components: Mapping[str, Sequence[float | None]], counted: Sequence[str], n: int) -> Strain:
    scores = {name: _score(components[name], n, FLOORS[name]) if name in components else None for name in counted}
    known = [score for score in scores.values() if score is not None]
    if len(known) < SHARE_PRESENT * len(counted):
        return Strain(None, None, scores)
    index = fmean(known)
    return Strain(index, band_of(index), scores)


def _score(values: Sequence[float | None], n: int, floor: float) -> float | None:
    value = values[n]
    before = [one for one in values[max(0, n - MONTHS_BEFORE) : n] if one is not None]
    if value is None or len(before) < FEWEST_BEFORE:
        return None
    usual = median(before)
    scale = max(TO_SIGMA * median(abs(one - usual) for one in before), floor)
    return min(CLIP, max(-CLIP, (value - usual) / scale))


def band_of(index: float) -> Band:
    """Under 1 usual, from 1 raised, from 2 high."""
    return Band.HIGH if index >= HIGH else Band.RAISED if index >= RAISED else Band.USUAL
