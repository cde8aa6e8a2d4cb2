"""What audits found as measures: records that met everything, of those read, by the month of the reading."""

from datetime import date

import pytest

from governance.audits.enums import AuditOf
from governance.audits.measured import met_by_team
from governance.measures.commands import compute
from governance.models import MeasureValue
from tests.factories.audits import DAY, draw, give, readings, records_of
from tests.factories.supervision import NOON
from workforce_assurance.people.queries import zone

MONTH = date(NOON.year, NOON.month, 1)


def counted(of=AuditOf.SUPERVISION):
    return met_by_team(of, since=NOON - 40 * DAY, until=NOON + 40 * DAY, zone=zone())


@pytest.fixture
def audit(house, other_lead):
    records_of(house, 6)
    return draw(house.governance, other_lead, teams=[house.team], by=house.governance, second_share=20)


def test_first_readings_count_and_what_did_not_apply_neither_helps_nor_harms(house, audit):
    first, second = readings(audit), readings(audit, part="second")
    assert counted() == {}
    give(first[0])
    give(first[1], caseload="na")
    give(first[2], caseload="na", boundaries="not_met")
    give(first[3], "not_met")
    give(second[0])
    assert counted() == {(house.team.pk, MONTH): (2, 4)}
    assert counted(AuditOf.ACTIONS) == {}


def test_it_is_worked_out_with_the_other_measures(house, audit):
    for reading in readings(audit):
        give(reading)
    compute(now=NOON + 40 * DAY, full=True)
    row = MeasureValue.objects.get(measure="audits.supervision")
    assert (row.team, row.month, row.numerator, row.denominator) == (house.team, MONTH, 6, 6)
    assert not MeasureValue.objects.filter(measure="audits.actions").exists()
