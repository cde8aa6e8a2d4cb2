"""Which cells of a table with totals in both directions must not be shown. Pure.

`disclosure` finds exactly what a reader could find where the sums form a forest; in a table with totals of rows and of columns
they go in circles, and a rule that hides a little more is what can be computed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

Cell = tuple[Hashable, Hashable]


def suppress(counts: Mapping[Cell, int], *, smallest: int, also: Iterable[Cell] = ()) -> set[Cell]:
    """The cells of a table with totals not to be shown: small ones, and others so that no subtraction gives them.

    A cell is small when it counts 1 to `smallest` - 1; those of `also` are hidden whatever they count. Afterwards, in each
    row and each column, either nothing is hidden, or at least two cells are, and together they count at least `smallest`;
    a line that has nothing else to hide is hidden whole, and its total with it (`hidden_totals`).
    """
    hidden = {cell for cell, count in counts.items() if 0 < count < smallest} | set(also)
    lines = _lines(counts)
    # In the order of the table; what is hidden in one line has another look at the lines that cross it.
    waiting = dict.fromkeys(lines)
    while waiting:
        line = next(iter(waiting))
        more = _missing(lines[line], counts, hidden, smallest)
        if more is None:
            del waiting[line]
        else:
            hidden.add(more)
            waiting |= {(0, more[0]): None, (1, more[1]): None}
    return hidden


def hidden_totals(counts: Mapping[Cell, int], hidden: set[Cell], *, smallest: int) -> set[tuple[int, Hashable]]:
    """The totals that would give a hidden cell away: (0, row) and (1, column)."""
    found = set()
    for line, cells in _lines(counts).items():
        concealed = [cell for cell in cells if cell in hidden]
        if concealed and (len(concealed) < 2 or sum(counts[cell] for cell in concealed) < smallest):
            found.add(line)
    return found


def _missing(cells: list[Cell], counts: Mapping[Cell, int], hidden: set[Cell], smallest: int) -> Cell | None:
    """The cell to hide next in this line, if any is missing and any is left."""
    concealed = [cell for cell in cells if cell in hidden]
    enough = len(concealed) > 1 and sum(counts[cell] for cell in concealed) >= smallest
    if not concealed or enough:
        return None
    left = [cell for cell in cells if cell not in hidden and counts[cell] > 0]
    return min(left, key=lambda cell: (counts[cell], str(cell)), default=None)


def _lines(counts: Mapping[Cell, int]) -> dict[tuple[int, Hashable], list[Cell]]:
    lines: dict[tuple[int, Hashable], list[Cell]] = {}
    for cell in counts:
        for axis in (0, 1):
            lines.setdefault((axis, cell[axis]), []).append(cell)
    return lines
