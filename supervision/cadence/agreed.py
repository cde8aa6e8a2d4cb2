"""Why a worker and their supervisor cannot agree on something: it would loosen the policy. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterator

from .contradictions import DAYS
from .periods import period_of
from .terms import Cadence, Ratio

# A gap so many days longer than two periods never counts beside one session in each of them.
BESIDES = 6


def loosens(cadence: Cadence, *, longest_gap_days: int, least_minutes: int) -> list[str]:
    """What of an agreement would be looser than the policy, each in a sentence; nothing when it may be signed."""
    return [*_of_the_gap(cadence, longest_gap_days), *_of_the_minutes(cadence, least_minutes)]


def _of_the_gap(cadence: Cadence, gap: int) -> Iterator[str]:
    allowed = _longest(cadence)
    if allowed is not None and gap > allowed:
        yield (
            f"Every {gap} days is less often than the policy asks for ({cadence.name}). "
            f"An agreement may ask for more, never for less: agree on {allowed} days or fewer."
        )


def _of_the_minutes(cadence: Cadence, least: int) -> Iterator[str]:
    if least < cadence.minimum_minutes:
        yield (
            f"{least} minutes is shorter than the least that the policy counts ({cadence.name}). "
            f"Agree on {cadence.minimum_minutes} minutes or more."
        )


def _longest(cadence: Cadence) -> int | None:
    """The longest gap that the policy can leave between two sessions."""
    if cadence.longest_gap_days is not None:
        return cadence.longest_gap_days
    if isinstance(cadence.quota, Ratio):
        return cadence.quota.days_for(cadence.minutes)
    period = period_of(cadence.quota)
    return None if period is None else 2 * DAYS[period] + BESIDES - 1
