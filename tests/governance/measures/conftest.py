"""A team with its people, and ways to write facts and stored values directly."""

from datetime import UTC, date, datetime

import pytest

from governance.measures.commands import compute
from governance.measures.filling import show
from governance.measures.registry import MEASURES
from governance.measures.standing import find_standings
from governance.models import MeasureRun, MeasureValue
from tests.supervision.views.conftest import house as house  # noqa: PLC0414 - the same people
from workforce_assurance.common import banners
from workforce_assurance.common.dates import months

# After everything of February 2027 is settled.
SUMMER = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def no_banners(monkeypatch):
    monkeypatch.setattr(banners, "BANNERS", {})


@pytest.fixture
def values_of():
    """What is stored of a measure, by team and month."""

    def found(key, *, now=SUMMER, full=True):
        compute(now=now, full=full)
        rows = MeasureValue.objects.filter(measure=key).order_by("month")
        return {(row.team.name, row.month): (row.numerator, row.denominator) for row in rows.select_related("team")}

    return found


def store(key, team, cells, *, last=date(2027, 4, 1), smallest=5, now=SUMMER):
    """Values of a team for the months up to `last`, as a run would leave them."""
    measure = MEASURES[key]
    span = list(months(date(last.year - 3, last.month, 1), last))[-len(cells) :]
    for month, cell in zip(span, cells, strict=True):
        numerator, denominator = cell if isinstance(cell, tuple) else (cell, None)
        MeasureValue.objects.create(
            measure=key, version=measure.version, team=team, month=month, numerator=numerator, denominator=denominator,
            computed_at=now,
        )  # fmt: skip
    show(measure, span, smallest=smallest, now=now)
    find_standings(measures=[measure], now=now)
    MeasureRun.objects.create(began_at=now, ended_at=now, is_full=True, smallest_group=smallest, changed=len(cells))
