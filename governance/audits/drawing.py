"""Which records are drawn, which are read twice, and by whom: all of it from the stored seed. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable

from boundaries.reviews.drawing import Unit, rated_twice, raters
from workforce_assurance.common.sampling import LQAS_SIZE, draw, place

# A key and its team.
Line = tuple[str, str]


def drawn(lines: Iterable[Line], *, size: int, lots: bool, seed: str) -> list[str]:
    """The keys that are drawn, in an order that the seed gives: so many over all teams, or of lots 19 of each."""
    teams: dict[Hashable, list[str]] = defaultdict(list)
    for key, team in lines:
        teams[team].append(key)
    if lots:
        found = [key for team, keys in teams.items() for key in draw({team: keys}, size=LQAS_SIZE, seed=seed)[team]]
    else:
        found = [key for keys in draw(teams, size=size, seed=seed).values() for key in keys]
    return sorted(found, key=lambda key: place(seed, key))


def shared_out(
    keys: Collection[str], parties: dict[str, frozenset[str]], *, readers: Collection[str], per_cent: int, seed: str
) -> dict[str, tuple[str, ...]]:
    """Who reads each, the second one blind: nobody who has a part in it, and everybody about as many.

    :raises boundaries.reviews.drawing.NobodyLeft: when too few of the readers may read one of them
    """
    twice = rated_twice(keys, per_cent=per_cent, seed=seed) if per_cent else set()
    units = [Unit(key, "", "", parties[key]) for key in keys]
    return raters(units, twice=twice, reviewers=readers, seed=seed)
