"""How often wordings were found in how many texts, by service and quarter: never by team or writer, no small number given away."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count
from django.db.models.functions import TruncQuarter

from workforce_assurance.common.dates import month_start
from workforce_assurance.common.disclosure import Hidden, Sum, suppress
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import LabelHit, LabelScan

QUARTERS, TOTAL = 4, None
Key = tuple[Any, date | None]


def page(viewer: Any, *, today: date) -> dict[str, Any]:
    """Rows of words: a service, the last four whole quarters, all of them, and how many texts were looked through.

    No row of a service of which no text was: that nothing was found there would say nothing.
    """
    this_quarter = month_start(today) - relativedelta(months=(today.month - 1) % 3)
    quarters = [this_quarter - relativedelta(months=3 * back) for back in range(QUARTERS, 0, -1)]
    governed = reach.services_governed_by(viewer)
    rows = LabelHit.objects.governed_by(governed).filter(
        scan__month__gte=quarters[0], scan__month__lt=this_quarter, scan__team__isnull=False
    )
    by = rows.annotate(quarter=TruncQuarter("scan__month")).values_list("scan__team__service", "quarter")
    found = {(service, quarter): number for service, quarter, number in by.annotate(Count("pk")).order_by()}
    names = {one.pk: one.name for one in people.services() if governed is None or one.pk in governed}
    texts = _texts(quarters[0], this_quarter)
    names = {key: name for key, name in names.items() if key in texts}
    smallest = people.smallest_group_for(viewer)
    cells = _shown(found, list(names), quarters, smallest)
    return {
        "headings": ["Service", *(_named(one) for one in quarters), "All", "Texts"],
        "rows": [
            [
                name,
                *(cells[key, one] for one in (*quarters, TOTAL)),
                _words(texts[key], _small(texts[key], smallest), smallest),
            ]
            for key, name in names.items()
        ],
        "smallest": smallest,
    }


def _texts(first: date, end: date) -> dict[Any, int]:
    """How many texts of each service were looked through, of those months."""
    rows = LabelScan.objects.filter(month__gte=first, month__lt=end, team__isnull=False, is_unreadable=False)
    return dict(rows.values_list("team__service").annotate(Count("pk")).order_by())


def _small(number: int, smallest: int) -> Hidden | None:
    return Hidden.SMALL if 0 < number < smallest else None


def _named(quarter: date) -> str:
    return f"{quarter:%b} to {quarter + relativedelta(months=2):%b %Y}"


def _shown(found: dict[Any, int], services: list[Any], quarters: list[date], smallest: int) -> dict[Key, str]:
    """Each service is a sum of its own; no sum runs over services, so that none gives another away."""
    counts: dict[Key, int] = {(key, one): found.get((key, one), 0) for key in services for one in quarters}
    counts |= {(key, TOTAL): sum(counts[key, one] for one in quarters) for key in services}
    sums = [Sum[Key]((key, TOTAL), tuple((key, one) for one in quarters)) for key in services]
    hidden = suppress(counts, sums, smallest=smallest)
    return {cell: _words(number, hidden.get(cell), smallest) for cell, number in counts.items()}


def _words(number: int, how: Hidden | None, smallest: int) -> str:
    if how is Hidden.SMALL:
        return f"<{smallest}"
    return "Suppressed" if how is Hidden.WITHHELD else str(number)
