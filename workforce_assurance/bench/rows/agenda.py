"""The agenda of a governance meeting of an organisation with thousands of open items, beside the bare statements of the same."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boundaries.models import DecisionKind, Ground
from governance.meetings.agenda import Scope, gather
from governance.models import MeasureStanding
from workforce_assurance.common.dates import month_start
from workforce_assurance.people import queries as people

from ..figures import Figure, Spent, middle, timed
from ..population import populate, settle_down
from . import Setting
from .decisions import DECISIONS

SUPERVISORS, WORKERS_EACH = 20, 5
# So many that every heading has more than it shows.
FEW = 300
ROUNDS = 15
# A third each: past its date, waiting for its check, and found by an audit and due later.
OPEN_ITEMS = """
INSERT INTO action_log_action (id, reference, title, kind, strength, owner_id, checker_id, team_id, source_kind, source_id,
    original_due_on, due_on, due_at, state, opened_at, opened_by_id, cancelled_because, done_at)
SELECT gen_random_uuid(), left(md5(%(salt)s || n), 12), 'Measured', 'corrective', 'system', line.worker_id, line.supervisor_id,
    membership.team_id, CASE n %% 3 WHEN 2 THEN 'governance.audit' ELSE 'debriefs.debrief' END, gen_random_uuid(),
    due_at::date, due_at::date, due_at, CASE n %% 3 WHEN 1 THEN 'to_check' ELSE 'open' END, %(now)s::timestamptz - interval '60 days',
    line.supervisor_id, '', CASE n %% 3 WHEN 1 THEN due_at END
FROM generate_series(1, %(number)s) n
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS turn, count(*) OVER () AS turns FROM people_supervisionline) line
    ON line.turn = n %% line.turns
JOIN people_teammembership membership ON membership.person_id = line.worker_id
CROSS JOIN LATERAL (
    SELECT %(now)s::timestamptz + CASE n %% 3 WHEN 2 THEN interval '20 days' ELSE interval '-9 days' END AS due_at
) due
"""
# The most pressing of each heading and how many there are.
BARE = [
    "SELECT * FROM action_log_action WHERE state = 'open' AND source_kind LIKE 'debriefs.%%' AND due_at <= %(now)s",
    "SELECT * FROM action_log_action WHERE state = 'to_check' AND source_kind LIKE 'debriefs.%%'",
    "SELECT * FROM action_log_action WHERE state = 'open' AND source_kind = 'governance.audit' AND due_at > %(now)s",
    "SELECT * FROM boundaries_decision WHERE state = 'lapsed' AND ended_at >= %(since)s AND ended_at < %(now)s",
]


def preparing(setting: Setting) -> Iterator[Figure]:
    """What is found for it, at a few items and at many."""
    asked = {number: _measured(setting, number) for number in (FEW, setting.sizes.agenda)}
    (few, _, _), (many, ours, floor) = asked[FEW], asked[setting.sizes.agenda]
    number = f"{setting.sizes.agenda:,}"
    yield Figure(
        "agenda", f"agenda of {number} open items beside the bare statements of it", ours.wall * 1000, "ms", 5, floor.wall * 1000,
        note=f"{ours.cpu / ours.wall:.0%} of it ours", details={"cpu": ours.cpu, "floor_cpu": floor.cpu},
    )  # fmt: skip
    yield Figure("agenda_statements", f"its statements at {number} items", many, "statements", 20)
    yield Figure(
        "agenda_statements_more", f"its statements: more at {number} items than at {FEW}", many - few, "statements", 0
    )


def _measured(setting: Setting, number: int) -> tuple[int, Spent, Spent]:
    with setting.scratch.fresh(f"agenda_{number}"):
        found = populate(supervisors=SUPERVISORS, workers_each=WORKERS_EACH, now=setting.now)
        _fill(setting, number)
        scope = _scope(setting, found.governance)
        gather(scope)
        with CaptureQueriesContext(connection) as statements:
            gathered = gather(scope)
        assert sum(one.total for one in gathered.values()) >= number  # noqa: S101 - all of them are found
        given = {"now": setting.now, "since": scope.since}
        ours: list[Spent] = []
        floors: list[Spent] = []
        for _ in range(min(ROUNDS, setting.sizes.requests)):
            floors.append(timed(lambda: _bare(given)))
            ours.append(timed(lambda: gather(scope)))
        return len(statements), middle(ours), middle(floors)


def _fill(setting: Setting, number: int) -> None:
    in_force = {"version__state": "published"}
    kinds = list(DecisionKind.objects.filter(**in_force).values_list("pk", flat=True))
    ground = Ground.objects.filter(**in_force).values_list("pk", flat=True)[0]
    given = {"salt": uuid.uuid4().hex, "number": number, "now": setting.now}
    with connection.cursor() as cursor:
        cursor.execute(OPEN_ITEMS, given)
        cursor.execute(DECISIONS, given | {"kinds": kinds, "of_kinds": len(kinds), "ground": ground})
    month = month_start(setting.now.date()) - relativedelta(months=1)
    MeasureStanding.objects.create(
        measure="incidents", version=1, month=month, look="concern", is_signal=True, since=setting.now, words="Measured"
    )
    settle_down()


def _scope(setting: Setting, viewer: Any) -> Scope:
    teams = dict(people.teams().values_list("pk", "name"))
    return Scope(None, teams, setting.now - timedelta(days=91), setting.now, people.zone(), viewer, {viewer.pk})


def _bare(given: dict[str, object]) -> None:
    with connection.cursor() as cursor:
        for rows in BARE:
            cursor.execute(f"SELECT count(*) FROM ({rows}) counted", given)  # noqa: S608 - constants
            cursor.execute(f"{rows} LIMIT 10", given)
            cursor.fetchall()
