"""What is done for safe contact, looked up by case and by service, and whom to call, beside the minimal view."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import time

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse

from boundaries.safe_contact import commands
from boundaries.safe_contact.enums import Place

from ..figures import Figure
from ..population import populate, settle_down
from ..visitor import Visitor
from . import Setting
from .pages import MINIMAL, Page, measure

SUPERVISORS, WORKERS_EACH = 20, 5
CASE = "HB-1"
ROUTES = 12
# One protocol of a case in each team: a third ended, a third over by itself, a third in use.
PROTOCOLS = """
WITH member AS (
    SELECT team_id, person_id, row_number() OVER (ORDER BY id) - 1 AS turn, count(*) OVER () AS turns
    FROM people_teammembership
)
INSERT INTO boundaries_safecontactprotocol (id, once, team_id, case_reference, actions, set_at, set_by_id, review_on, ends_on,
    ended_at, ended_by_id)
SELECT gen_random_uuid(), gen_random_uuid(), member.team_id, 'HB-' || n, '{ask_first,in_twos}', at, member.person_id,
    at::date + 28, at::date + 56, CASE n %% 3 WHEN 0 THEN at END, CASE n %% 3 WHEN 0 THEN member.person_id END
FROM generate_series(1, %(number)s) n
JOIN member ON member.turn = n %% member.turns
CROSS JOIN LATERAL (
    SELECT %(now)s::timestamptz - CASE n %% 3 WHEN 1 THEN interval '9 days' ELSE interval '90 days' END AS at
) agreed
"""


def looking_up(setting: Setting) -> Iterator[Figure]:
    """Before somebody goes: one case, one service, and whom to call."""
    yield from measure(setting, "safe_contact", setting.sizes.protocols, _pages)


def _pages(setting: Setting, rows: int) -> list[Page]:
    people = populate(supervisors=SUPERVISORS, workers_each=WORKERS_EACH, now=setting.now)
    with connection.cursor() as cursor:
        cursor.execute(PROTOCOLS, {"number": rows, "now": setting.now})
    for number in range(ROUTES):
        told = commands.Told(
            list(Place)[number % len(Place)],
            None,
            f"Desk {number}",
            f"020 7946 {number:04}",
            range(7),
            time(8),
            time(20),
        )
        commands.change_route(route=None, told=told, once=uuid.uuid4(), by=people.governance, now=setting.now)
    settle_down()
    application = get_wsgi_application()
    lead, manager, worker = (
        Visitor(application, person) for person in (people.lead, people.managers[0], people.workers[0])
    )
    listed = reverse("safe_contact:protocols")
    return [
        Page(MINIMAL, "minimal view", 1, lambda: manager.get("/bench/minimal/")),
        Page("safe_contact_case", "safe contact of one case", 5, lambda: lead.get(f"{listed}?case={CASE}")),
        Page("safe_contact_team", "safe contact of one's own team", 5, lambda: worker.get(listed)),
        Page("safe_contact_service", "safe contact of a service", 5, lambda: lead.get(listed)),
        Page("whom_to_call", "whom to call", 5, lambda: worker.get(reverse("safe_contact:whom_to_call"))),
    ]
