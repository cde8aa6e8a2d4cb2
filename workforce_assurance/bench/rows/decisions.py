"""The register of restrictive decisions beside the minimal view: for whoever leads the service and sees all, and for a manager."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse

from boundaries.models import DecisionKind, Ground

from ..figures import Figure
from ..population import add_teams, populate, settle_down
from ..visitor import Visitor
from . import Setting
from .pages import MINIMAL, Page, measure

SUPERVISORS, WORKERS_EACH = 20, 5
# Spread over two years, the teams and the kinds: a third was let through and lapsed, a third is in effect, a third drafted.
DECISIONS = """
WITH member AS (
    SELECT team_id, person_id, row_number() OVER (ORDER BY id) - 1 AS turn, count(*) OVER () AS turns
    FROM people_teammembership
)
INSERT INTO boundaries_decision (id, reference, once, kind_id, ground_id, covers, case_reference, team_id, requester_id,
    drafted_at, ends_at, state, is_emergency, approver_id, approved_at, is_approved_from_outside, effective_at, ended_at,
    refused_because, lifted_because, source_kind, outside_key)
SELECT gen_random_uuid(), left(md5(%(salt)s || n), 12), gen_random_uuid(), (%(kinds)s::uuid[])[1 + n %% %(of_kinds)s],
    %(ground)s, 'place', 'HB-' || n %% 5000, member.team_id, member.person_id, at, at + interval '7 days',
    CASE n %% 3 WHEN 0 THEN 'lapsed' WHEN 1 THEN 'in_effect' ELSE 'drafted' END, false,
    CASE WHEN n %% 3 < 2 THEN approving.person_id END, CASE WHEN n %% 3 < 2 THEN at END, false,
    CASE WHEN n %% 3 < 2 THEN at END, CASE n %% 3 WHEN 0 THEN at + interval '7 days' END, '', '', '', ''
FROM generate_series(1, %(number)s) n
JOIN member ON member.turn = n %% member.turns
JOIN member approving ON approving.turn = (n + 7) %% approving.turns
CROSS JOIN LATERAL (SELECT %(now)s::timestamptz - n * interval '2 years' / %(number)s AS at) drafted
"""


def registering(setting: Setting) -> Iterator[Figure]:
    """The same register for somebody who sees all of it and for somebody who sees a tenth."""
    yield from measure(setting, "decisions", setting.sizes.decisions, _pages)


def _pages(setting: Setting, rows: int) -> list[Page]:
    people = populate(supervisors=SUPERVISORS, workers_each=WORKERS_EACH, now=setting.now)
    in_force = {"version__state": "published"}
    kinds = list(DecisionKind.objects.filter(**in_force).values_list("pk", flat=True))
    ground = Ground.objects.filter(**in_force).values_list("pk", flat=True)[0]
    given = {"salt": uuid.uuid4().hex, "kinds": kinds, "of_kinds": len(kinds), "ground": ground, "number": rows}
    with connection.cursor() as cursor:
        cursor.execute(DECISIONS, given | {"now": setting.now})
    settle_down()
    application = get_wsgi_application()
    newcomer = add_teams(people, supervisors=1, workers_each=1)[0]
    lead, manager, worker = (Visitor(application, person) for person in (people.lead, people.managers[0], newcomer))
    listed = reverse("boundaries:decisions")
    narrowed = f"{listed}?state=in_effect&first={setting.now:%Y}-01-01"
    return [
        Page(MINIMAL, "minimal view", 1, lambda: manager.get("/bench/minimal/")),
        Page("register", "register of whoever sees all", 5, lambda: lead.get(listed)),
        Page("register_filtered", "the same register, filtered", 5, lambda: lead.get(narrowed)),
        Page("register_team", "register of a manager of ten teams", 5, lambda: manager.get(listed)),
        Page("register_own", "register of somebody who has none", 5, lambda: worker.get(listed)),
    ]
