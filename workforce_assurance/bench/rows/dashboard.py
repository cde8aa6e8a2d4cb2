"""What governance leads open: every measure of 40 and of 400 teams over 36 months, from stored values, beside the minimal view."""

from __future__ import annotations

from collections.abc import Iterator

from dateutil.relativedelta import relativedelta
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse

from governance.measures.commands import MONTHS
from governance.measures.filling import show
from governance.measures.registry import Measure, all_measures
from governance.measures.standing import find_standings
from governance.models import MeasureRun
from workforce_assurance.common.dates import month_start, months

from ..figures import Figure
from ..population import Population, populate, settle_down
from ..visitor import Visitor
from . import Setting
from .pages import MINIMAL, Page, measure

MOST_QUERIES = 8
SMALLEST_GROUP = 5
# Every team and month has a value of every measure; how high follows from the team, the month and the measure alone.
VALUES = """
INSERT INTO governance_measurevalue (measure, version, team_id, month, numerator, denominator, computed_at)
SELECT %(measure)s, %(version)s, team.id, month, round(of * (0.5 + 0.4 * drawn)), CASE WHEN %(has_denominator)s THEN of END, %(now)s
FROM people_team team
CROSS JOIN unnest(%(months)s::date[]) month
CROSS JOIN LATERAL (SELECT abs(hashtext(team.id::text || month || %(measure)s)) %% 1000 / 1000.0 AS drawn) drawn
CROSS JOIN LATERAL (SELECT 20 + round(20 * drawn) AS of) sized
"""


def looking(setting: Setting) -> Iterator[Figure]:
    """The governance home, one measure, and teams beside each other."""
    yield from measure(
        setting, "dashboard", setting.sizes.teams, _pages, few=setting.sizes.teams // 10, most_queries=MOST_QUERIES
    )


def measured_teams(setting: Setting, teams: int) -> Population:
    """So many teams with every measure over 36 months, as a run leaves them."""
    people = populate(supervisors=teams, workers_each=1, now=setting.now)
    for one in all_measures():
        _fill(setting, one)
    find_standings(measures=all_measures(), now=setting.now)
    MeasureRun.objects.create(
        began_at=setting.now, ended_at=setting.now, is_full=True, smallest_group=SMALLEST_GROUP, changed=0
    )
    settle_down()
    return people


def _pages(setting: Setting, teams: int) -> list[Page]:
    people = measured_teams(setting, teams)
    application = get_wsgi_application()
    lead, manager = (Visitor(application, person) for person in (people.governance, people.managers[0]))
    home, one = reverse("governance:home"), reverse("governance:measure", args=["supervision.on_time"])
    return [
        Page(MINIMAL, "minimal view", 1, lambda: manager.get("/bench/minimal/")),
        Page("home", "what changed, of the organisation", 3, lambda: lead.get(home)),
        Page("home_team", "what changed, of a manager's team", 3, lambda: manager.get(home)),
        Page("measure", "one measure, of the organisation", 3, lambda: lead.get(one)),
    ]


def _fill(setting: Setting, one: Measure) -> None:
    end = month_start(setting.now.date())
    over = list(months(end - relativedelta(months=MONTHS), end))[:-1]
    given = {
        "measure": one.key, "version": one.version, "has_denominator": one.kind != "count", "months": over,
        "now": setting.now,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(VALUES, given)
    show(one, over, smallest=SMALLEST_GROUP, now=setting.now)
