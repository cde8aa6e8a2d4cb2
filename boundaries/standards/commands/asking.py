"""Asking everybody in post to read the standards that concern them, and no longer asking what has passed: set-based."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.escalations.commands import close_all_episodes
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people

from ...clocks import Clocks
from ...posts import posts
from ..enums import ATTESTATION_KIND

WITHIN = 10  # working days
CONCERNS = "(v.job_titles = '[]'::jsonb OR v.job_titles ? here.job_title)"
# Whoever came back, or whom it concerns again, is asked anew; what was given stays.
ASK = """
INSERT INTO boundaries_attestation AS known
    (id, person_id, standard_id, line, responsible_id, state, asked_at, due_at, reminder_at, next_check)
SELECT gen_random_uuid(), here.id, v.standard_id, v.line, here.responsible_id, 'waits', %s, %s, %s, %s
FROM ({here}) AS here (id, job_title, responsible_id)
JOIN boundaries_standardversion v ON v.state = 'published' AND {concerns}
ON CONFLICT (person_id, standard_id, line) DO UPDATE
SET state = 'waits', asked_at = excluded.asked_at, due_at = excluded.due_at, reminder_at = excluded.reminder_at,
    next_check = excluded.next_check, ran_out_at = NULL, responsible_id = excluded.responsible_id
WHERE known.state = 'not_asked'
"""
STOP = """
UPDATE boundaries_attestation AS asked SET state = 'not_asked', next_check = NULL
WHERE asked.state = 'waits' AND NOT EXISTS (
    SELECT 1 FROM ({here}) AS here (id, job_title, responsible_id)
    JOIN boundaries_standardversion v ON v.state = 'published' AND {concerns}
    WHERE here.id = asked.person_id AND v.standard_id = asked.standard_id AND v.line = asked.line
)
RETURNING asked.id
"""


@transaction.atomic
def ask_to_attest(*, now: datetime) -> int:
    """Ask whoever is to be asked and was not yet; how many. May run twice, late, or beside itself."""
    here, parameters = _people_in_post(now)
    day, at = _clocks(now)
    remind = at.reminder_at(day, reminder_working_days(ATTESTATION_KIND), now)
    due_at = at.due_at(day)
    stopped = _run(STOP, here, parameters)
    with connection.cursor() as cursor:
        cursor.execute(
            ASK.format(here=here, concerns=CONCERNS), [now, due_at, remind, min(remind or due_at, due_at), *parameters]
        )
        asked = cursor.rowcount
    close_all_episodes(kind=ATTESTATION_KIND, subject_ids=stopped, because="not_needed", by=None, now=now)
    if asked or stopped:
        audit.record(
            action="standards asked to be attested", subject_type="boundaries.attestations",
            subject_id=people.today(now=now), by=None, now=now, facts={"asked": asked, "not_asked": len(stopped)},
        )  # fmt: skip
    return asked


def _clocks(now: datetime) -> tuple[Any, Clocks]:
    at = Clocks(people.calendar(), people.zone())
    return at.after_working_days(now, WITHIN), at


def _people_in_post(now: datetime) -> tuple[str, list[Any]]:
    """Everybody in post with their job title and whoever is told after them, as a statement."""
    sql, parameters = posts(on=people.today(now=now)).query.sql_with_params()
    return sql, list(parameters)


def _run(statement: str, here: str, parameters: list[Any]) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(here=here, concerns=CONCERNS), parameters)
        return [key for (key,) in cursor.fetchall()]
