"""Questions that are put together once in each process and then asked for whoever comes, at whatever time.

Putting a queryset together costs several times what running its statement does. So a question is put together for two
invented people, of whom nothing is known but their roles, at two invented instants. What is the same in both statements
belongs to the question. What differs has to be the person, the instant, their day, where it begins or ends, or something
at a fixed distance from these, and is filled in each time. A question that needs anything else of somebody, or asks the
database on its way, is not kept: it is put together anew each time.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from .dates import end_of_day, local_day, start_of_day
from .together import Asked, asked, fetch_asked

Rows = Callable[[Any, datetime], QuerySet | None]
Facts = dict[str, Any]
# From what is known of this viewer and moment, one value of the statement.
Filling = Callable[[Facts], Any]

INVENTED = (
    (uuid.UUID("6b0a4b52-31d5-4a5e-9c53-0d6f2f0c8a11"), datetime(2003, 2, 5, 6, 7, 8, 901234, tzinfo=UTC)),
    (uuid.UUID("f2b1c7de-8d3b-4f0e-8a44-7c5e9b21d3f6"), datetime(2016, 8, 19, 15, 44, 55, 123456, tzinfo=UTC)),
)


class NotForAnybody(Exception):
    """The question depends on more than the person, their roles and the moment."""


@dataclass(frozen=True)
class Kept:
    """A question put together; nothing of it for those whom it does not concern."""

    asked: Asked | None
    fillings: tuple[Filling, ...] = ()

    def for_(self, facts: Facts) -> Asked | None:
        if self.asked is None:
            return None
        values = [filling(facts) for filling in self.fillings]
        return Asked(self.asked.queryset.all(), copy(self.asked.compiler), self.asked.statement, values)


_kept: dict[tuple[Rows, Hashable], Kept | None] = {}


def question(rows: Rows, viewer: Any, now: datetime) -> Asked | None:
    """The question as this viewer asks it now; None when it does not concern them.

    What it may depend on is the viewer's `likeness` of that day; `viewer.anybody(key)` is somebody with the same.
    """
    likeness = viewer.likeness(now=now)
    if likeness is None:
        return _anew(rows, viewer, now)
    if (rows, likeness) not in _kept:
        _kept[rows, likeness] = _put_together(rows, viewer)
    kept = _kept[rows, likeness]
    return kept.for_(_facts(viewer.pk, now, viewer.known_zone)) if kept else _anew(rows, viewer, now)


def answers(questions: Iterable[Rows], viewer: Any, now: datetime) -> list[Iterable[Any]]:
    """What each finds for this viewer now, all in one round trip; nothing where it does not concern them."""
    found = [question(rows, viewer, now) for rows in questions]
    fetch_asked([one for one in found if one])
    return [one.queryset if one else () for one in found]


def _anew(rows: Rows, viewer: Any, now: datetime) -> Asked | None:
    queryset = rows(viewer, now)
    return None if queryset is None else asked(queryset)


def _facts(key: uuid.UUID, now: datetime, zone: ZoneInfo) -> Facts:
    today = local_day(now, zone)
    return {
        "key": key, "now": now, "today": today, "begins": start_of_day(today, zone), "ends": end_of_day(today, zone),
    }  # fmt: skip


def _put_together(rows: Rows, viewer: Any) -> Kept | None:
    try:
        with connection.execute_wrapper(_ask_nothing):
            one, other = (_anew(rows, viewer.anybody(key), now) for key, now in INVENTED)
        return _compared(one, other, [_facts(key, now, viewer.known_zone) for key, now in INVENTED])
    except Exception:  # noqa: BLE001 - whatever more it needs, it gets when it is put together anew
        return None


def _ask_nothing(*_: Any) -> Any:
    raise NotForAnybody


def _compared(one: Asked | None, other: Asked | None, facts: list[Facts]) -> Kept:
    if one is None and other is None:
        return Kept(None)
    if one is None or other is None or one.statement != other.statement:
        raise NotForAnybody
    pairs = zip(one.values, other.values, strict=True)
    return Kept(one, tuple(_filling(pair, facts) for pair in pairs))


def _filling(pair: tuple[Any, Any], facts: list[Facts]) -> Filling:
    one, other = pair
    if isinstance(one, list | tuple):
        parts = [_filling(part, facts) for part in zip(one, other, strict=True)]
        return lambda known: [part(known) for part in parts]
    for name in facts[0]:
        if (one, other) == (facts[0][name], facts[1][name]):
            return lambda known: known[name]
    # Never from where a day begins or ends: the next day is not always 24 hours away.
    for name in ("now", "today"):
        if type(one) is type(facts[0][name]) and (distance := one - facts[0][name]) == other - facts[1][name]:
            return lambda known: known[name] + distance
    # A day that both have in common was found somewhere else than here.
    if isinstance(one, date) or one != other:
        raise NotForAnybody
    return lambda _: one
