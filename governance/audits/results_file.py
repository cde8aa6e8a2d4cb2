"""What an audit found as a file: the numbers of its page, a line for each, and nothing that the page does not show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workforce_assurance.common.agreement import Coefficient
from workforce_assurance.common.proportions import Proportion

from ..models import Audit, AuditReading
from .enums import PURPOSES, AuditOf, ReadingState
from .results import by_team, checks_of, codes_of, enough, firsts, pairs_of
from .scoring import agreements, scores, whole

CSV_HEADER = (
    "what", "of", "met", "applied", "per cent", "low", "high", "did not apply", "read twice", "agreed per cent", "ac1",
    "ac1 low", "ac1 high", "kappa", "kappa low", "kappa high",
)  # fmt: skip
Line = tuple[Any, ...]


def waits_for(audit: Audit, viewer: Any) -> bool:
    """Whether the viewer has a reading of it still to give: until then, nothing found is shown to them."""
    return AuditReading.objects.waiting().of(viewer).filter(unit__audit=audit).exists()


def csv_rows(audit: Audit, viewer: Any) -> Iterator[Line]:
    """All records, each team, each check, and how far readers agree on it; none of it of fewer than five records.

    `met` of `applied`: what did not apply counts in neither, so that it is never a pass, and a record to which nothing applied met
    nothing. `low` and `high` are the 95 % Wilson interval in per cent. An empty cell is not computable, or of too few to show.
    """
    rows = AuditReading.objects.filter(unit__audit=audit, state=ReadingState.GIVEN).select_related("unit")
    given = list(rows)
    first = firsts(given)
    if not enough(first) or waits_for(audit, viewer):
        return
    purpose = PURPOSES[AuditOf(audit.of)]
    checks, codes = checks_of(purpose, first), codes_of(purpose, given)
    said = [codes[one.pk] for one in first]
    yield _line("everything that applied", "all teams", whole(checks, said))
    for name, met in by_team(checks, first, codes):
        yield _line("everything that applied", name, met)
    agreed = {asked.id: one for asked, one in agreements(checks, pairs_of(given, codes))}
    for one in scores(checks, said):
        found = agreed[one.asked.id]
        more = (
            one.did_not_apply,
            found.n,
            _number(found.share, 100),
            *_coefficient(found.ac1),
            *_coefficient(found.kappa),
        )
        yield _line(one.asked.text, "all teams", one.met, *more)


def _line(what: str, of: str, met: Proportion | None, *more: Any) -> Line:
    if met is None:
        numbers: Line = ("",) * 5
    else:
        low, high = met.interval or (None, None)
        numbers = (met.numerator, met.denominator, _number(met.percent), _number(low), _number(high))
    return (what, of, *numbers, *(more or ("",) * (len(CSV_HEADER) - 7)))


def _number(found: float | None, times: int = 1) -> str:
    return "" if found is None else f"{found * times:.1f}"


def _coefficient(found: Coefficient | None) -> tuple[str, str, str]:
    if found is None:
        return "", "", ""
    low, high = (f"{one:.2f}" for one in found.interval) if found.interval else ("", "")
    return f"{found.value:.2f}", low, high
