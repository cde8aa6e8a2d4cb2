"""Working all measures out over three years of a large organisation, beside the bare statements of the same values."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import connection

from boundaries.models import DecisionKind, Ground
from debriefs.models import IncidentType
from governance.measures.commands import MONTHS, compute
from governance.measures.filling import fill
from governance.measures.registry import Facts, Window, all_measures
from governance.models import MeasureValue
from workforce_assurance.common.dates import month_start

from ..figures import Figure, middle, timed
from ..population import Population, populate, settle_down
from . import Setting
from .completion import HELD, WORKERS_OF_A_TEAM, ZONE
from .decisions import DECISIONS
from .incidents import INCIDENTS

ROUNDS = 3
# A table of the same columns and keys, which nothing else is asked of.
BARE_TABLE = "CREATE TEMP TABLE bare_value (LIKE governance_measurevalue INCLUDING ALL)"
BARE = """
INSERT INTO bare_value (measure, version, team_id, month, numerator, denominator, computed_at)
SELECT %(measure)s, %(version)s, team_id, month, numerator, denominator, %(now)s FROM ({facts}) facts
"""


def recomputing(setting: Setting) -> Iterator[Figure]:
    """The first time, when every value is written, and every night, when nothing changed."""
    with setting.scratch.fresh("recompute"):
        people = _three_years(setting)
        window = _window(setting)
        bare, values = _bare(setting, window), partial(_values, window)
        ours, floor, again, alone = [], [], [], []
        for _ in range(min(ROUNDS, setting.sizes.rounds)):
            _empty()
            floor.append(timed(bare))
            alone.append(timed(values))
            _empty()
            ours.append(timed(partial(compute, now=setting.now, full=True)))
            again.append(timed(partial(compute, now=setting.now, full=True)))
        written = MeasureValue.objects.count()
        title = f"all measures over 3 years of {len(people.workers):,} workers, {written:,} values"
        own, least, nightly, filled = middle(ours), middle(floor), middle(again), middle(alone)
        yield Figure(
            "recompute_values", f"{title}, beside the bare statements", filled.wall, "s", 2, least.wall,
            note=f"{filled.cpu / filled.wall:.0%} of it ours",
        )  # fmt: skip
        yield Figure(
            "recompute", "the same with what may be shown, how each stands, and teams beside each other", own.wall, "s", 2, least.wall,
            note=f"{own.cpu / own.wall:.0%} of it ours",
        )  # fmt: skip
        yield Figure(
            "recompute_again", "all of that when nothing changed", nightly.wall, "s", 2, least.wall,
            note=f"{nightly.cpu / nightly.wall:.0%} of it ours",
        )  # fmt: skip
        yield Figure("recompute_changes", "values that this changes", compute(now=setting.now, full=True), "values", 0)


def _three_years(setting: Setting) -> Population:
    """Sessions every month, and incidents and decisions as elsewhere."""
    teams = max(2, setting.sizes.people // WORKERS_OF_A_TEAM)
    found = populate(supervisors=teams, workers_each=WORKERS_OF_A_TEAM, now=setting.now)
    in_force = {"version__state": "published"}
    types = list(IncidentType.objects.filter(**in_force).values_list("pk", flat=True))
    kinds = list(DecisionKind.objects.filter(**in_force).values_list("pk", flat=True))
    ground = Ground.objects.filter(**in_force).values_list("pk", flat=True)[0]
    salt = {"salt": uuid.uuid4().hex, "now": setting.now}
    with connection.cursor() as cursor:
        end = month_start(setting.now.date())
        cursor.execute(HELD, {"policy": found.policy_id, "months": MONTHS, "end": end})
        incidents = {"types": types, "kinds": len(types), "number": setting.sizes.incidents}
        cursor.execute(INCIDENTS, salt | incidents)
        decisions = {"kinds": kinds, "of_kinds": len(kinds), "ground": ground, "number": setting.sizes.decisions}
        cursor.execute(DECISIONS, salt | decisions)
    settle_down()
    return found


def _window(setting: Setting) -> Window:
    today = setting.now.astimezone(ZONE).date()
    end = month_start(today)
    return Window(end - relativedelta(months=MONTHS), end, setting.now, today, ZONE)


def _values(window: Window) -> None:
    """Every value by team and month, and nothing that is made of them."""
    for one in all_measures():
        fill(one, window)


def _bare(setting: Setting, window: Window) -> Callable[[], None]:
    """Every statement of facts into a table; what is worked out in Python is worked out before, and is not timed."""
    facts: list[tuple[Facts, dict[str, Any]]] = [
        (one.facts(window), {"measure": one.key, "version": one.version, "now": setting.now}) for one in all_measures()
    ]

    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE_TABLE)
            for one, named in facts:
                cursor.execute(BARE.format(facts=one.statement), {**one.values, **named})
            cursor.execute("DROP TABLE bare_value")

    return insert


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE governance_measurevalue, governance_shownvalue, governance_measurestanding, governance_measurerun, "
            "governance_halfyearvalue, governance_halfyearspread"
        )
