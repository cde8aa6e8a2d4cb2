"""Whatever waits is made one after the other, by one maker of its kind at a time: documents never take the place of mails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

Clock = Callable[[], datetime]

# One run ends after this; the next beat, or the next ring, starts another.
RUN = timedelta(seconds=240)


def make_in_turn(*, maker: int, claim: Callable[..., Any], make: Callable[[Any, Clock], None], clock: Clock) -> int:
    """Claim and make what waits, until nothing does or the run is long enough; how many ended.

    `maker` is the number of the kind's place; whoever finds it taken makes nothing. A crash frees it with its connection.
    """
    ended = 0
    with _place(maker) as found:
        end = clock() + RUN
        while found and clock() < end and (waiting := claim(now=clock())):
            make(waiting, clock)
            ended += 1
    return ended


@contextmanager
def _place(maker: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, 0)", [maker])
        found = bool(cursor.fetchone()[0])
    try:
        yield found
    finally:
        if found:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, 0)", [maker])
