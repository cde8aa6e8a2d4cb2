"""Which interactions are drawn, which are rated twice, and by whom: all of it from the stored seed. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from math import ceil

from workforce_assurance.common.sampling import draw, place


@dataclass(frozen=True)
class Unit:
    """One interaction that can be drawn: whose, in which stratum, and who may not rate it."""

    key: str
    worker: str
    stratum: Hashable
    concerned: frozenset[str]


class NobodyLeft(ValueError):
    """None of the reviewers may rate one of the units, or there is no other one for the second view."""


def drawn(units: Iterable[Unit], *, size: int, seed: str, everybody: bool) -> list[str]:
    """The keys that are drawn, in an order that the seed gives.

    `everybody` adds the first of each worker of whom none was drawn, so that the sample may be larger than `size`.
    """
    strata: dict[Hashable, list[str]] = defaultdict(list)
    of_worker: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        strata[unit.stratum].append(unit.key)
        of_worker[unit.worker].append(unit.key)
    found = {key for keys in draw(strata, size=size, seed=seed).values() for key in keys}
    if everybody:
        missing = [keys for keys in of_worker.values() if not found.intersection(keys)]
        found |= {min(keys, key=lambda key: place(seed, key)) for keys in missing}
    return sorted(found, key=lambda key: place(seed, key))


def rated_twice(keys: Collection[str], *, per_cent: int, seed: str) -> set[str]:
    """Which of the drawn are rated twice: that share of them, at least one."""
    return set(sorted(keys, key=lambda key: place(f"{seed} second", key))[: ceil(len(keys) * per_cent / 100)])


def raters(
    units: Collection[Unit], *, twice: Collection[str], reviewers: Collection[str], seed: str
) -> dict[str, tuple[str, ...]]:
    """Who rates each unit, the second one blind: nobody who is concerned, and everybody about as many.

    :raises NobodyLeft: when too few of the reviewers may rate one of them
    """
    load: Counter[str] = Counter()
    found = {}
    for unit in units:
        wanted = 2 if unit.key in twice else 1
        free = [one for one in reviewers if one not in unit.concerned]
        chosen = sorted(free, key=lambda one: (load[one], place(f"{seed} {unit.key}", one)))[:wanted]
        if len(chosen) < wanted:
            raise NobodyLeft(unit.key)
        load.update(chosen)
        found[unit.key] = tuple(chosen)
    return found
