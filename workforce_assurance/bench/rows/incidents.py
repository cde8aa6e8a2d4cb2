"""The list of incidents beside the minimal view: for whoever leads the service and sees all, and for one team's manager."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse

from debriefs.models import IncidentType

from ..figures import Figure
from ..population import add_teams, populate, settle_down
from ..visitor import Visitor
from . import Setting
from .pages import MINIMAL, Page, measure

SUPERVISORS, WORKERS_EACH = 20, 5
# Spread over two years, the teams and the types; a third is described.
INCIDENTS = """
INSERT INTO debriefs_incident (id, reference, once, type_id, team_id, place, happened_at, help_needed, logged_at, way,
    reporter_mode, reporter_id, follow_up_sha256, finisher_id, state, described_at, harm_served_physical,
    harm_served_psychological, harm_staff_physical, harm_staff_psychological, immediate_actions)
SELECT gen_random_uuid(), left(md5(%(salt)s || n), 12), gen_random_uuid(), (%(types)s::uuid[])[1 + n %% %(kinds)s],
    team_id, 'premises', at, 'no', at, 'signed_in', 'named', person_id, '', person_id,
    CASE n %% 3 WHEN 0 THEN 'described' ELSE 'logged' END, CASE n %% 3 WHEN 0 THEN at END, '', '', '', '', '{}'
FROM generate_series(1, %(number)s) n
JOIN (
    SELECT team_id, person_id, row_number() OVER (ORDER BY id) - 1 AS turn, count(*) OVER () AS turns
    FROM people_teammembership
) member ON member.turn = n %% member.turns
CROSS JOIN LATERAL (SELECT %(now)s::timestamptz - n * interval '2 years' / %(number)s AS at) happened
"""


def listing(setting: Setting) -> Iterator[Figure]:
    """The same list for somebody who sees all of it and for somebody who sees a tenth."""
    yield from measure(setting, "incidents", setting.sizes.incidents, _pages)


def _pages(setting: Setting, rows: int) -> list[Page]:
    people = populate(supervisors=SUPERVISORS, workers_each=WORKERS_EACH, now=setting.now)
    types = list(IncidentType.objects.filter(version__state="published").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        given = {"salt": uuid.uuid4().hex, "types": types, "kinds": len(types), "number": rows, "now": setting.now}
        cursor.execute(INCIDENTS, given)
    settle_down()
    application = get_wsgi_application()
    newcomer = add_teams(people, supervisors=1, workers_each=1)[0]
    lead, manager, worker = (Visitor(application, person) for person in (people.lead, people.managers[0], newcomer))
    listed = reverse("debriefs:incidents")
    narrowed = f"{listed}?state=described&first={setting.now:%Y}-01-01"
    return [
        Page(MINIMAL, "minimal view", 1, lambda: manager.get("/bench/minimal/")),
        Page("incident_list", "incident list of whoever sees all", 5, lambda: lead.get(listed)),
        Page("incident_list_filtered", "the same, filtered", 5, lambda: lead.get(narrowed)),
        Page("incident_list_team", "incident list of a manager of ten teams", 5, lambda: manager.get(listed)),
        Page("incident_list_own", "incident list of somebody who has none", 5, lambda: worker.get(listed)),
    ]
