"""The counts of support as they are shown: the same words on the page and in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workforce_assurance.common.disclosure import Hidden
from workforce_assurance.common.words import long_day

from .counts import ACCEPTED, ANSWERED, OFFERED, SENT, SupportCounts

SUPPRESSED = "Suppressed"
IN_ALL = (
    (OFFERED, "Offers made"),
    (ACCEPTED, "Of these accepted"),
    (SENT, "Check-ins sent"),
    (ANSWERED, "Of these answered"),
)
CSV_HEADER = ("from", "until", "where", "what", "number")


def page(found: SupportCounts, services: Iterable[Any], smallest: int, *, whole: bool) -> dict[str, Any]:
    """`whole` says that the viewer governs all services, so that the organisation's counts are theirs to see."""
    shown = [{"label": label, "value": words(found, what, None, smallest)} for what, label in IN_ALL]
    return {
        "period": f"{long_day(found.first)} to {long_day(found.last)}",
        "in_all": shown if whole else [],
        "rows": [
            {
                "name": service.name,
                "offered": words(found, OFFERED, service.pk, smallest),
                "sent": words(found, SENT, service.pk, smallest),
            }
            for service in services
        ],
        "smallest": smallest,
    }


def csv_rows(found: SupportCounts, services: Iterable[Any], smallest: int, *, whole: bool) -> Iterator[tuple[Any, ...]]:
    span = (found.first.isoformat(), found.last.isoformat())
    for what, label in IN_ALL if whole else ():
        yield (*span, "All services", label, words(found, what, None, smallest))
    for service in services:
        for what, label in (IN_ALL[0], IN_ALL[2]):
            yield (*span, service.name, label, words(found, what, service.pk, smallest))


def words(found: SupportCounts, what: str, service: Any, smallest: int) -> str:
    shown = found.cell(what, service)
    if isinstance(shown, Hidden):
        return f"<{smallest}" if shown is Hidden.SMALL else SUPPRESSED
    return str(shown)
