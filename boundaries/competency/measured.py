"""How many people were competent at the end of each month, by team: for a job that stores it, with nothing suppressed.

Asked of whom: whoever was in post in the team on that day, and of whose job title the policy that was in force then needs a skill.
Competent is who held every skill that it needed of them. Job titles are those of today, for earlier ones are not kept.
"""

from __future__ import annotations

import uuid
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day, next_month
from workforce_assurance.people.time_in_post import posts_between

from ..models import CompetencyVersion
from .policy import SkillNeeds, skills_of
from .standing import Need, Piece, lasts_until
from .where import pieces_of

ONE_DAY = timedelta(days=1)
Span = tuple[date, date]
Pieces = Mapping[tuple[uuid.UUID, str], Sequence[Piece]]

# Every month from evidence that was recorded or withdrawn since, and from a policy that was published since.
TOUCHED = """
SELECT DISTINCT date_trunc('month', day)::date
FROM (
    SELECT took_place_on AS began FROM boundaries_competencyevidence WHERE recorded_at >= %(since)s OR withdrawn_at >= %(since)s
    UNION SELECT (published_at AT TIME ZONE %(zone)s)::date FROM boundaries_competencyversion WHERE published_at >= %(since)s
) touched, LATERAL generate_series(began::timestamp, %(today)s::timestamp + interval '1 month', interval '1 month') day
"""


def competent_by_team(*, months: Iterable[date], zone: ZoneInfo) -> dict[tuple[uuid.UUID, date], tuple[int, int]]:
    """How many were competent, and of how many a skill was needed, by team and month. A few questions, however many people there are."""
    asked = sorted(months)
    if not asked or not (policies := _policies(zone)):
        return {}
    ends = [next_month(month) - ONE_DAY for month in asked]
    numbers = [_in_force(policies, end) for end in ends]
    pieces, counts = pieces_of(), dict[tuple[uuid.UUID, date], tuple[int, int]]()
    for post in posts_between(ends[0], ends[-1]):
        held: dict[int, list[Span] | None] = {}
        # The months at whose end they were in post.
        for at in range(bisect_left(ends, post.first), bisect_right(ends, post.last)):
            number = numbers[at]
            if number is None:
                continue
            if number not in held:
                held[number] = spans_held(post.person, post.job_title, policies[number][1], pieces)
            spans, cell = held[number], (post.team, asked[at])
            if spans is not None:
                some, every = counts.get(cell, (0, 0))
                counts[cell] = (some + _is_in(spans, ends[at]), every + 1)
    return counts


def spans_held(person: uuid.UUID, job_title: str, skills: Sequence[SkillNeeds], pieces: Pieces) -> list[Span] | None:
    """The days, first and last, on which somebody held every skill needed of them; None where none is."""
    found: list[Span] | None = None
    for skill in skills:
        needs = skill.of(job_title)
        if needs and not all(need.kind == "e_learning" for need in needs):
            for need in needs:
                spans = covered(need, pieces.get((person, skill.code), ()))
                found = spans if found is None else _both(found, spans)
        elif needs:
            found = []
    return found


def covered(need: Need, pieces: Sequence[Piece]) -> list[Span]:
    """The days that evidence of one kind covers, as `lasts_until` says it of each: it says the same until the next piece comes."""
    days = sorted({piece.on for piece in pieces if piece.kind == need.kind})
    spans = []
    for day, after in pairwise([*days, date.max]):
        until = lasts_until(need, pieces, today=day)
        if until is not None and until >= day:
            spans.append((day, min(until, after - ONE_DAY)))
    return spans


def _both(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The days that lie in both."""
    crossed = [(max(a[0], b[0]), min(a[1], b[1])) for a in some for b in others]
    return [(first, last) for first, last in crossed if first <= last]


def _is_in(spans: Iterable[Span], day: date) -> bool:
    return any(first <= day <= last for first, last in spans)


def _policies(zone: ZoneInfo) -> list[tuple[date, tuple[SkillNeeds, ...]]]:
    """Every version with the day on which it was published, in their order."""
    rows = CompetencyVersion.objects.filter(published_at__isnull=False).order_by("published_at")
    return [(local_day(one.published_at, zone), skills_of(one)) for one in rows if one.published_at]


def _in_force(policies: Sequence[tuple[date, tuple[SkillNeeds, ...]]], on: date) -> int | None:
    """Which version was in force at the end of that day."""
    return max((number for number, (since, _) in enumerate(policies) if since <= on), default=None)
