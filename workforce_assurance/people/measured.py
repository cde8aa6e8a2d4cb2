"""Who was in post a year ago and still is: for a job that stores it, with nothing suppressed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from workforce_assurance.common.dates import next_month

from .time_in_post import posts_between

YEAR = relativedelta(years=1)
ONE_DAY = timedelta(days=1)
# People and posts carry no time at which they changed: what changed is found when everything is worked out, every night.
TOUCHED = "SELECT NULL::date WHERE FALSE"


def stayed(*, months: Iterable[date]) -> dict[tuple[uuid.UUID, date], tuple[int, int]]:
    """By team and month: of those in post in it when the year began that ends with the month, how many still are, in any team.

    A year before which nobody is known to have been in post is in none.
    """
    ends = {month: next_month(month) - ONE_DAY for month in months}
    if not ends:
        return {}
    starts = {month: next_month(month) - YEAR - ONE_DAY for month in ends}
    posts = posts_between(min(starts.values()), max(ends.values()))
    counts: dict[tuple[uuid.UUID, date], tuple[int, int]] = {}
    for month, end in ends.items():
        still = {post.person for post in posts if post.covers(end)}
        for post in posts:
            if post.covers(starts[month]):
                some, every = counts.get((post.team, month), (0, 0))
                counts[post.team, month] = (some + (post.person in still), every + 1)
    return counts
