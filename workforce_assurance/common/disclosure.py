"""Which counts must not be shown, so that no subtraction gives one away. Pure.

Small counts (1 to `smallest` - 1) are shown as "<5" and counts of groups that are too small are withheld; others are withheld
with them, until no hidden count follows from what is shown. What is shown is a forest of sums: every total is the sum
of its parts, and no two sums share more than one cell, even by way of others. There, working out the least and the most
that each hidden cell can be, from sum to sum until nothing changes, finds exactly what a reader could find; a cell is
given away when the two are the same.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf
from typing import Generic, TypeVar

# Of fewer than these, that all or none did something is not shown: it would say it of each of them.
SMALL_GROUP = 10

Key = TypeVar("Key", bound=Hashable)
Range = tuple[float, float]


class Hidden(Enum):
    """How a hidden count is shown: as "<5", or as "Suppressed", which may be any number, 0 included."""

    SMALL = "small"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """That one count is the sum of others, all of them known to the reader or hidden."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def cells(self) -> tuple[Key, ...]:
        return (*self.parts, self.total)


class SumsGoInCircles(ValueError):
    """The sums are no forest, so that what follows from them is not worked out here."""


class SumsDoNotAddUp(ValueError):
    """A total is not the sum of its parts, so that nothing follows from it."""


def one_sided(some: int, others: int) -> bool:
    """Whether all or none of a small group are counted, so that its parts are withheld."""
    return some + others < SMALL_GROUP and not (some and others)


def suppress(
    counts: Mapping[Key, int],
    sums: Sequence[Sum[Key]] = (),
    *,
    smallest: int,
    withheld: Collection[Key] = (),
    at_most: Mapping[Key, int] | None = None,
) -> dict[Key, Hidden]:
    """The cells not to be shown, and how each is hidden; every other count can be shown as it is.

    :param withheld: cells that are hidden whatever they count, such as those of groups that are too small
    :param at_most: what a reader knows a cell cannot be more than, such as the number of its records
    :raises SumsGoInCircles: when the sums are no forest
    :raises SumsDoNotAddUp: when a total is not the sum of its parts
    """
    _check(sums)
    for one in sums:
        if counts[one.total] != sum(counts[part] for part in one.parts):
            raise SumsDoNotAddUp
    hidden = {key: Hidden.SMALL for key, count in counts.items() if 0 < count < smallest}
    hidden |= dict.fromkeys(withheld, Hidden.WITHHELD)
    while True:
        ranges = ranges_of(counts, sums, hidden, smallest=smallest, at_most=at_most or {})
        given_away = [key for key in hidden if ranges[key][0] == ranges[key][1]]
        if not given_away or not _hide_more(given_away, counts, sums, hidden):
            return hidden


def ranges_of(
    counts: Mapping[Key, int],
    sums: Sequence[Sum[Key]],
    hidden: Mapping[Key, Hidden],
    *,
    smallest: int,
    at_most: Mapping[Key, int],
) -> dict[Key, Range]:
    """The least and the most that a reader of everything that is not hidden can find each cell to be."""
    ranges: dict[Key, Range] = {key: (count, count) for key, count in counts.items()}
    for key, how in hidden.items():
        most = at_most.get(key, inf)
        ranges[key] = (1, min(smallest - 1, most)) if how is Hidden.SMALL else (0, most)
    changed = 1
    while changed:
        changed = sum(_narrow(one, ranges) for one in sums)
    return ranges


def _narrow(one: Sum[Key], ranges: dict[Key, Range]) -> bool:
    """Take from this sum what it says about each of its cells; whether anything was new."""
    before = [ranges[key] for key in one.cells]
    low = sum(ranges[key][0] for key in one.parts)
    # What is without a most is counted beside the sum of the others, so that each part costs the same however many there are.
    finite = sum(ranges[key][1] for key in one.parts if ranges[key][1] != inf)
    endless = sum(ranges[key][1] == inf for key in one.parts)
    least, most = ranges[one.total]
    ranges[one.total] = least, most = max(least, low), min(most, inf if endless else finite)
    for key in one.parts:
        mine = ranges[key]
        low, finite, endless = _without(mine, low, finite, endless)
        ranges[key] = now = max(mine[0], least - (inf if endless else finite)), min(mine[1], most - low)
        low, finite, endless = low + now[0], finite + (0 if now[1] == inf else now[1]), endless + (now[1] == inf)
    return before != [ranges[key] for key in one.cells]


def _without(mine: Range, low: float, finite: float, endless: int) -> tuple[float, float, int]:
    """The same sums without one part."""
    return (low - mine[0], finite, endless - 1) if mine[1] == inf else (low - mine[0], finite - mine[1], endless)


def _hide_more(
    given_away: Sequence[Key], counts: Mapping[Key, int], sums: Sequence[Sum[Key]], hidden: dict[Key, Hidden]
) -> bool:
    """Withhold one more cell beside those that are given away; failing that, say less about those beside them."""
    lost = set(given_away)
    beside = [one for one in sums if not lost.isdisjoint(one.cells)]
    shown = [(cell == one.total, cell) for one in beside for cell in one.cells if cell not in hidden]
    if shown:
        # A part before a total, which more readers look at; then a small count before a large one, and that before none.
        _, least = min(shown, key=lambda one: (one[0], counts[one[1]] == 0, counts[one[1]], str(one[1])))
        hidden[least] = Hidden.WITHHELD
        return True
    small = [cell for one in beside for cell in one.cells if hidden[cell] is Hidden.SMALL]
    hidden |= dict.fromkeys(small, Hidden.WITHHELD)
    return bool(small)


def _check(sums: Sequence[Sum[Key]]) -> None:
    """Joining sums by the cells they share must never join two that are joined already."""
    above: dict[Hashable, Hashable] = {}

    def top(key: Hashable) -> Hashable:
        while key in above:
            key = above[key]
        return key

    for number, one in enumerate(sums):
        for cell in one.cells:
            sum_of, of = top(("sum", number)), top(("cell", cell))
            if sum_of == of:
                raise SumsGoInCircles
            above[of] = sum_of
