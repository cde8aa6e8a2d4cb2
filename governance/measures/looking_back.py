"""What totals over twelve months give away when there is one for each month. Pure.

Each total less the one before is what its last month counts, less what the month counted that dropped out. Whoever reads them all
knows every month but for the first twelve, which may be anything that adds up to the first total and leaves no later month below
nothing. What is left over when each of these is as small as it can be may lie in any of them: while there is something, no month
follows; when there is nothing, all of them do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


def gives_a_month_away(totals: Sequence[int | None], window: int, smallest: int) -> bool:
    """Whether a single month that counts from 1 to `smallest` - 1 follows from these totals, one for each month in order.

    :param totals: None for a month without one
    :param window: over how many months each of them adds up
    """
    return any(_follows(run, window, smallest) for run in _runs(totals))


def _runs(totals: Sequence[int | None]) -> list[list[int]]:
    """The stretches without a gap."""
    found: list[list[int]] = [[]]
    for total in totals:
        if total is None:
            found.append([])
        else:
            found[-1].append(total)
    return [run for run in found if run]


def _follows(run: Sequence[int], window: int, smallest: int) -> bool:
    steps = [after - before for before, after in pairwise(run)]
    # Of each month of the first total, and of those a year later and two, how far they lie above it.
    above = [[0, *accumulate(steps[place::window])] for place in range(window)]
    least = [-min(one) for one in above]
    if run[0] > sum(least):
        return False
    return any(0 < first + more < smallest for first, one in zip(least, above, strict=True) for more in one)
