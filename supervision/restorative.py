"""How much of a record was restorative: the share, and when it has been near zero for a while. Pure.

Proctor (1986) tells three functions of supervision apart: restorative, formative, normative. Questions of a template say
which they serve. The share of a record is, of its answered questions that say so, how many are restorative; a question
that serves two or three functions counts for each in equal parts. Answers are counted and not words: how much somebody
writes says more about them than about the talk, and nothing has to be opened to count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

RESTORATIVE = "restorative"
# Under one in ten, three sessions in a row.
NEAR_ZERO = Fraction(1, 10)
IN_A_ROW = 3


@dataclass(frozen=True)
class Share:
    """Of so many answered questions that name a function, how much is restorative."""

    restorative: Fraction
    answered: int

    @property
    def value(self) -> Fraction | None:
        """Between 0 and 1; None when no answered question names a function."""
        return self.restorative / self.answered if self.answered else None

    @property
    def percent(self) -> int | None:
        """Rounded to a whole number, a half to the even one."""
        return None if self.value is None else round(100 * self.value)


def share_of(functions: Iterable[Collection[str]]) -> Share:
    """The share of a record, given the functions of each of its answered questions."""
    named = [set(one) for one in functions if one]
    restorative = sum((Fraction(1, len(one)) for one in named if RESTORATIVE in one), Fraction(0))
    return Share(restorative, len(named))


def is_near_zero(shares: Sequence[Share]) -> bool:
    """Whether the last three records of which it can be said, oldest first, were all under one in ten."""
    known = [share.value for share in shares if share.value is not None]
    return len(known) >= IN_A_ROW and all(value < NEAR_ZERO for value in known[-IN_A_ROW:])
