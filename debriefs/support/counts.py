"""How much support was offered and taken up, and how many check-ins were sent and answered, in counts that name nobody.

Small counts, and counts of few people, are hidden with all that would give them away (`common.disclosure`); the same for every reader.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from workforce_assurance.common.dates import month_start, start_of_day
from workforce_assurance.common.disclosure import Hidden, Sum, suppress
from workforce_assurance.people import queries as people

from ..models import CheckIn, SupportOffer

OFFERED, ACCEPTED, SENT, ANSWERED = "offered", "accepted", "sent", "answered"
# What is left of each first one beside the second; never shown, and never to be worked out.
OTHERS = {OFFERED: ACCEPTED, SENT: ANSWERED}
ALL = None
MONTHS = 12
Cell = tuple[str, Any]


@dataclass(frozen=True)
class SupportCounts:
    """The counts of a year: by service of what was offered and sent, in all also of what was accepted and answered."""

    first: date
    last: date
    counts: dict[Cell, int]
    hidden: dict[Cell, Hidden]

    def cell(self, what: str, service: uuid.UUID | None = ALL) -> int | Hidden:
        return self.hidden.get((what, service), self.counts.get((what, service), 0))


def support_counts(*, today: date, zone: Any, smallest: int) -> SupportCounts:
    """The year up to the end of the last quarter that is over. Two queries, whatever there is."""
    end = month_start(today) - relativedelta(months=(today.month - 1) % 3)
    first, last = end - relativedelta(months=MONTHS), end - relativedelta(days=1)
    since, until = start_of_day(first, zone), start_of_day(end, zone)
    rows = [
        *_read(OFFERED, _offers(since, until), "to", Q(answer="accepted"), last),
        *_read(SENT, _check_ins(since, until), "person", ~Q(wish=""), last),
    ]
    counts: dict[Cell, int] = {}
    persons: dict[Cell, set[uuid.UUID]] = {}
    for what, service, person, number, of_these in rows:
        for cell, more in _cells(what, service, number, of_these):
            counts[cell] = counts.get(cell, 0) + more
            persons.setdefault(cell, set()).update([person] if more else [])
    few = [cell for cell, found in persons.items() if counts[cell] >= smallest > len(found)]
    return SupportCounts(first, last, counts, suppress(counts, _sums(counts), smallest=smallest, withheld=few))


def _offers(since: datetime, until: datetime) -> QuerySet[SupportOffer]:
    return SupportOffer.objects.filter(offered_at__gte=since, offered_at__lt=until)


def _check_ins(since: datetime, until: datetime) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(noted_at__gte=since, noted_at__lt=until, mail__state="sent")


def _read(what: str, rows: QuerySet[Any], person: str, of_these: Q, on: date) -> list[tuple[Any, ...]]:
    """For each person: their service on that day, how many, and how many of these."""
    service = people.memberships(on=on).filter(person=OuterRef(person)).values("team__service")[:1]
    counted = rows.order_by().annotate(service=Subquery(service)).values("service", person)
    counted = counted.annotate(number=Count("pk"), of_these=Count("pk", filter=of_these))
    return [(what, *row) for row in counted.values_list("service", person, "number", "of_these")]


def _cells(what: str, service: uuid.UUID | None, number: int, of_these: int) -> list[tuple[Cell, int]]:
    second = OTHERS[what]
    in_service = (what, service or "none")
    return [
        (in_service, number),
        ((what, ALL), number),
        ((second, ALL), of_these),
        ((f"not {second}", ALL), number - of_these),
    ]


def _sums(counts: dict[Cell, int]) -> list[Sum[Cell]]:
    """Each total is that of the services, and that of what was said to it."""
    found = []
    for what, second in OTHERS.items():
        if (what, ALL) in counts:
            services = tuple(cell for cell in counts if cell[0] == what and cell[1] is not ALL)
            found += [Sum((what, ALL), services), Sum((what, ALL), ((second, ALL), (f"not {second}", ALL)))]
    return found
