"""Who stands above whom by their posts alone: managers, teams and services. Nobody stands in for anybody here, and supervision is no post.

Both directions follow the same steps: from somebody to their manager, to whoever manages a team that they are in or leads its service, and
from whoever manages a team to whoever leads its service. Whoever leads a service stands under none of its managers for being in a team.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from .models import Person

ABOVE = """
WITH RECURSIVE above(id) AS (
    SELECT %s::uuid
    UNION
    SELECT step.id FROM above CROSS JOIN LATERAL (
        SELECT person.manager_id AS id FROM people_person person WHERE person.id = above.id
        UNION ALL
        SELECT head.id FROM people_teammembership membership
        JOIN people_team team ON team.id = membership.team_id
        JOIN people_service service ON service.id = team.service_id
        CROSS JOIN LATERAL (VALUES (team.manager_id), (service.lead_id)) head(id)
        WHERE membership.person_id = above.id AND membership.starts_on <= %s
            AND (membership.ends_on IS NULL OR membership.ends_on >= %s) AND service.lead_id IS DISTINCT FROM above.id
        UNION ALL
        SELECT service.lead_id FROM people_team team JOIN people_service service ON service.id = team.service_id
        WHERE team.manager_id = above.id AND service.lead_id <> above.id
    ) step
    WHERE step.id IS NOT NULL
)
SELECT id FROM above WHERE id <> %s
"""
BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT %s::uuid
    UNION
    SELECT step.id FROM below CROSS JOIN LATERAL (
        SELECT person.id FROM people_person person WHERE person.manager_id = below.id
        UNION ALL
        SELECT membership.person_id FROM people_team team
        JOIN people_service service ON service.id = team.service_id
        JOIN people_teammembership membership ON membership.team_id = team.id
        WHERE below.id IN (team.manager_id, service.lead_id) AND membership.starts_on <= %s
            AND (membership.ends_on IS NULL OR membership.ends_on >= %s)
            AND service.lead_id IS DISTINCT FROM membership.person_id
        UNION ALL
        SELECT team.manager_id FROM people_team team JOIN people_service service ON service.id = team.service_id
        WHERE service.lead_id = below.id AND team.manager_id <> below.id
    ) step
    WHERE step.id IS NOT NULL
)
SELECT id FROM below WHERE id <> %s
"""


def above(person_id: uuid.UUID, *, on: date) -> RawSQL:
    """The keys of everybody above this person on that day, for a question that is put into another."""
    return RawSQL(ABOVE, [person_id, on, on, person_id])  # noqa: S611


def people_below(person_id: uuid.UUID, *, on: date) -> QuerySet[Person]:
    """Everybody below this person on that day."""
    return Person.objects.filter(pk__in=RawSQL(BELOW, [person_id, on, on, person_id]))  # noqa: S611


def stands_above(person_id: uuid.UUID, other_id: uuid.UUID, *, on: date) -> bool:
    """Whether the first stands above the other on that day."""
    return Person.objects.filter(pk=person_id, pk__in=above(other_id, on=on)).exists()
