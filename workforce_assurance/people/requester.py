"""Whoever makes a request, with everything that nearly every page asks about them, in one statement."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from .models import Person
from .reach import Grant

# Written out, because it runs for every request: building it anew each time costs more than running it.
REQUESTER = """
SELECT person.*,
    (SELECT json_build_array(time_zone, smallest_group) FROM people_organisation LIMIT 1) AS their_organisation,
    (SELECT json_agg(json_build_array(role, service_id)) FROM people_rolegrant
     WHERE person_id = person.id) AS their_grants,
    (SELECT json_agg(json_build_array(person_id, starts_on, ends_on)) FROM people_deputy
     WHERE deputy_id = person.id) AS their_deputies
FROM people_person person WHERE person.id = %s
"""


def requester(person_id: Any) -> Person | None:
    """The person, with zone, smallest group, roles and whom they may stand in for remembered; None when there is none."""
    try:
        key = Person._meta.pk.to_python(person_id)
    except ValidationError:
        return None
    person = next(iter(Person.objects.raw(REQUESTER, [key])), None)
    if person is not None:
        _remember(person)
    return person


def _remember(person: Any) -> None:
    """Where `queries.zone_for` and `reach` look first."""
    if person.their_organisation:
        zone, person.known_smallest_group = person.their_organisation
        person.known_zone = ZoneInfo(zone)
    person.known_grants = [
        Grant(role, uuid.UUID(service) if service else None) for role, service in person.their_grants or ()
    ]
    person.known_deputies = [
        (uuid.UUID(key), date.fromisoformat(first), date.fromisoformat(last) if last else None)
        for key, first, last in person.their_deputies or ()
    ]
