"""What a total comes to, given the answers. Pure; sums and means are exact, a mean is rounded to two decimals.

A total is the sum of its parts, or their mean over all parts (each item of a matrix is one part). It is not computable
while one of them has no answer, is not asked, or was answered with an option without points.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from .asked import Asked, AskedVersion, Computed
from .contents import Values, asked_now
from .enums import QuestionKind
from .kinds import Value
from .kinds.facts import plain

TWO_DECIMALS = Decimal("0.01")
SCORED = frozenset({QuestionKind.NUMBER, QuestionKind.SCALE, QuestionKind.ONE_OF, QuestionKind.MATRIX})
"""The kinds that a total can be made of."""


def totals_of(version: AskedVersion, values: Values) -> dict[Asked, Value | None]:
    """Every computed question with its value; nothing where it is not computable."""
    wanted = version.computed()
    if not wanted:
        return {}
    asked = {
        (section.key, question.key): question for section in version.sections for question in asked_now(section, values)
    }
    return {question: _total(question.computed, asked, values) for question in wanted}


def _total(computed: Computed | None, asked: dict[tuple[str, str], Asked], values: Values) -> Value | None:
    parts = [part for key in (computed.of if computed else ()) for part in _points(asked.get(key), values)]
    known = [part for part in parts if part is not None]
    if computed is None or not parts or len(known) < len(parts):
        return None
    found = sum(known, Decimal(0))
    if computed.how == "mean":
        found = (found / len(known)).quantize(TWO_DECIMALS, ROUND_HALF_UP)
    return Value(coded=plain(found))


def _points(question: Asked | None, values: Values) -> Iterator[Decimal | None]:
    """What the question adds: one number, or one for each item; nothing for what has none."""
    coded = values[question.id].coded if question is not None and question.id in values else None
    if question is None or coded is None:
        yield None
    elif question.kind == QuestionKind.NUMBER:
        yield Decimal(coded)
    elif question.kind == QuestionKind.MATRIX:
        yield from (_points_of(question, coded.get(item.code)) for item in question.items)
    else:
        yield _points_of(question, coded)


def _points_of(question: Asked, code: str | None) -> Decimal | None:
    points = next((option.points for option in question.options if option.code == code), None)
    return None if points is None else Decimal(points)
