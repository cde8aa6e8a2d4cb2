"""Samples that anybody can draw again: how many to look at, which ones, and what a few say about all. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil, comb

from .proportions import Z

# Of 19, so many have to pass: (what is good, what is poor, both in per cent) → the least number.
LQAS_OF_19 = {(80, 50): 13, (90, 60): 15, (95, 65): 16}
LQAS_SIZE = 19


def sample_size(population: int, *, margin: float, expected: float = 0.5, z: float = Z) -> int:
    """How many of a population to look at for a proportion to be known to within ± `margin`.

    n0 = z² p (1 - p) / d², n = n0 / (1 + (n0 - 1) / N), rounded up (Cochran 1977, Sampling Techniques, 4.1-4.4).

    :param margin: half the width wanted of the interval, above 0 and below 1
    :param expected: the proportion that is expected; one half asks for the most
    :raises ValueError: when the margin or the expected proportion is none
    """
    if not (0 < margin < 1 and 0 < expected < 1 and population >= 0):
        raise ValueError("The margin and the expected proportion lie between 0 and 1.")
    if population == 0:
        return 0
    without_end = z * z * expected * (1 - expected) / margin**2
    return min(population, ceil(without_end / (1 + (without_end - 1) / population)))


@dataclass(frozen=True)
class Lot:
    """What a lot of 19 says: accepted or not, and how often such a rule errs (from 0 to 1)."""

    passed: int
    needed: int
    is_accepted: bool
    # A good lot is turned down, a poor one accepted.
    good_refused: float
    poor_accepted: float


def lqas(passed: int, *, good: int = 80, poor: int = 50) -> Lot:
    """Lot quality assurance with 19 looked at (Valadez 1991, Assessing Child Survival Programs in Developing Countries).

    :param good: per cent that is good enough; with `poor`, one of the pairs 80/50, 90/60, 95/65
    :raises ValueError: for another pair, or more than 19 that passed
    """
    if (good, poor) not in LQAS_OF_19 or not 0 <= passed <= LQAS_SIZE:
        raise ValueError(f"There is no rule for {passed} of {LQAS_SIZE} at {good}/{poor}.")
    needed = LQAS_OF_19[good, poor]
    return Lot(passed, needed, passed >= needed, 1 - _at_least(needed, good / 100), _at_least(needed, poor / 100))


def _at_least(needed: int, proportion: float) -> float:
    return sum(
        comb(LQAS_SIZE, n) * proportion**n * (1 - proportion) ** (LQAS_SIZE - n) for n in range(needed, LQAS_SIZE + 1)
    )


def draw(strata: Mapping[Hashable, Iterable[str]], *, size: int, seed: str) -> dict[Hashable, list[str]]:
    """A simple random sample inside each stratum, the same for the same seed whatever the order of the units.

    A unit's place is the SHA-256 of the seed and its key: nothing depends on a version of a random generator, a unit that
    is taken out moves no other, and a larger sample contains the smaller one. Shares are proportional;
    no stratum that has units goes without, as long as the size suffices.

    :param strata: the keys of the units by stratum
    :param size: how many in all; all are drawn when there are not more
    :param seed: stored with the sample
    """
    frames = {stratum: sorted(set(units), key=lambda unit: place(seed, unit)) for stratum, units in strata.items()}
    shares = allocate({stratum: len(units) for stratum, units in frames.items()}, size=size)
    return {stratum: units[: shares[stratum]] for stratum, units in frames.items()}


def place(seed: str, unit: str) -> str:
    """Where a unit stands among the others of its stratum."""
    return hashlib.sha256(f"{seed}\x00{unit}".encode()).hexdigest()


def allocate(sizes: Mapping[Hashable, int], *, size: int) -> dict[Hashable, int]:
    """How many of each stratum: one each while that goes, the rest one by one to whichever is furthest behind its share."""
    filled = {stratum: units for stratum, units in sizes.items() if units}
    total = sum(filled.values())
    size = min(size, total)
    least = dict.fromkeys(sorted(filled, key=lambda one: (-filled[one], str(one)))[:size], 1)
    shares = dict.fromkeys(sizes, 0) | least
    for _ in range(size - sum(shares.values())):
        # How far each is behind its share of the whole.
        behind = {one: filled[one] * size / total - shares[one] for one in filled if shares[one] < filled[one]}
        shares[min(behind, key=lambda one: (-behind[one], str(one)))] += 1
    return shares
