"""Who was in post in which team, from when to when: for jobs that count people at the ends of months that are over."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from .models import TeamMembership

# Every post as a statement: person_id, team_id, and its first and last day.
#
# An account that was closed without a last day of work is nobody's post: since when it is not is unknown.
POSTS = """
SELECT membership.person_id, membership.team_id,
    GREATEST(membership.starts_on, person.started_on) AS first,
    LEAST(COALESCE(membership.ends_on, 'infinity'), COALESCE(person.left_on, 'infinity')) AS last
FROM people_teammembership membership JOIN people_person person ON person.id = membership.person_id
WHERE person.is_active OR person.left_on IS NOT NULL
"""


@dataclass(frozen=True)
class Post:
    """One person in one team; the days are those of the membership within those of their employment."""

    person: uuid.UUID
    job_title: str
    team: uuid.UUID
    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


def posts_between(first: date, last: date) -> list[Post]:
    """Every post that covers one of these days or more, of whoever was in post then, whether they still are or not: `POSTS`, with
    the job title of today."""
    rows = TeamMembership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last)
    rows = rows.filter(Q(person__is_active=True) | Q(person__left_on__isnull=False))
    found = []
    for person, title, team, starts, ends, started, left in rows.values_list(
        "person", "person__job_title", "team", "starts_on", "ends_on", "person__started_on", "person__left_on"
    ):
        post = Post(person, title, team, max(starts, started or starts), min(ends or date.max, left or date.max))
        if post.first <= min(post.last, last) and post.last >= first:
            found.append(post)
    return found
