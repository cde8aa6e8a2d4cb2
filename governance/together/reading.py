"""What is known of every team, read set by set for a job: nothing is suppressed here."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from supervision.measured import count_of_every_team, signs_of_every_team
from workforce_assurance.common.dates import next_month

from ..measures.registry import MEASURES
from ..models import MeasureValue, TeamMonth
from .components import FIGURES, MONTHS_OF_LEAVERS, Part, TeamFacts

RATE = "decisions.rate"
ByTeam = dict[uuid.UUID, dict[date, Part]]


def facts_of_teams(*, first: date, last: date, today: date, zone: ZoneInfo) -> dict[uuid.UUID, TeamFacts]:
    """Figures, sessions that were not held, and drift signs, of the months from `first` to `last`."""
    found: dict[uuid.UUID, TeamFacts] = defaultdict(TeamFacts)
    earlier, end = first - relativedelta(months=MONTHS_OF_LEAVERS - 1), next_month(last)
    figures = TeamMonth.objects.filter(figure__in=FIGURES).between(first=earlier, end=end)
    for figure, team, month, value in figures.values_list("figure", "team_id", "month", "value"):
        found[team].figures.setdefault(figure, {})[month] = float(value)
    counts: Any = count_of_every_team(first=first, end=end, today=today, zone=zone)
    for (team, month), count in counts.items():
        found[team].missed[month] = count.not_held, count.due
    for (team, month), (noted, records) in signs_of_every_team(first=first, end=end, zone=zone).items():
        found[team].signs[month] = noted, records
    return dict(found)


def decisions_of_teams(*, first: date, last: date) -> ByTeam:
    """(restrictive decisions, contacts) of each team and month of which contacts are known."""
    found: ByTeam = defaultdict(dict)
    rows = MeasureValue.objects.filter(
        measure=RATE, version=MEASURES[RATE].version, month__gte=first, month__lte=last, denominator__gt=0
    )
    for team, month, numerator, denominator in rows.values_list("team_id", "month", "numerator", "denominator"):
        found[team][month] = numerator, denominator or 0.0
    return found
