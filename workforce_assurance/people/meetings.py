"""Whether somebody met with anybody since when: the practice that holds meetings says it, others ask; filled at start."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

# For a query: given the person and the moment of its rows, whether they met with somebody then or later.
MetSince = Callable[[OuterRef, OuterRef], Exists]
SOURCES: list[MetSince] = []


def register_meetings(source: MetSince) -> None:
    SOURCES.append(source)


def met_since(person: str, moment: str) -> Q:
    """For a query whose rows have these two columns: whether that person met with somebody, then or later."""
    found = [Q(source(OuterRef(person), OuterRef(moment))) for source in SOURCES]
    return reduce(or_, found, Q(pk__in=[]))
