"""Working measures out: twice, late, beside itself, and only what was touched."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, connections

from governance.measures.commands import compute
from governance.models import MeasureRun, MeasureValue, ShownValue
from tests.factories.debriefs import log
from tests.factories.people import OrganisationFactory, ServiceFactory
from tests.factories.supervision import NOON, SessionFactory
from workforce_assurance.people.models import Organisation

from .conftest import SUMMER

FEBRUARY = date(2027, 2, 1)
HOUR = timedelta(hours=1)


def session(house, day=1, **more):
    due = date(2027, 2, day)
    return SessionFactory(
        worker=house.worker, supervisor=house.supervisor, team=house.team, due_on=due,
        planned_at=datetime(2027, 2, day, 10, tzinfo=UTC), **{"held": True, **more},
    )  # fmt: skip


def stamps(model):
    return list(model.objects.order_by("pk").values_list("pk", "computed_at"))


@pytest.mark.parametrize("full", [True, False], ids=["all", "what was touched"])
def test_a_second_run_writes_nothing(house, full):
    session(house)
    log(house.worker, house.team, happened_at=NOON - timedelta(days=10))
    compute(now=SUMMER, full=True)
    before = stamps(MeasureValue), stamps(ShownValue)
    assert compute(now=SUMMER + HOUR, full=full) == 0
    assert (stamps(MeasureValue), stamps(ShownValue)) == before


def test_what_changed_is_the_only_thing_that_is_written_again(house):
    session(house)
    compute(now=SUMMER, full=True)
    before = dict(stamps(MeasureValue))
    session(house, 2)
    compute(now=SUMMER + HOUR, full=True)
    changed = MeasureValue.objects.filter(computed_at=SUMMER + HOUR)
    assert {(row.measure, row.month, row.numerator) for row in changed} == {
        ("supervision.on_time", FEBRUARY, 2), ("supervision.late", FEBRUARY, 0)
    }  # fmt: skip
    assert {row.pk for row in changed} <= set(before)


def test_a_fact_that_is_gone_takes_its_value_with_it(house):
    only = session(house)
    compute(now=SUMMER, full=True)
    only.delete()
    compute(now=SUMMER + HOUR, full=True)
    assert not MeasureValue.objects.filter(measure="supervision.on_time").exists()
    assert not ShownValue.objects.filter(measure="supervision.on_time").exists()


def test_a_run_of_what_was_touched_comes_to_the_same_as_one_of_all(house):
    log(house.worker, house.team, happened_at=NOON - timedelta(days=10))
    compute(now=NOON, full=True)
    log(house.worker, house.team, happened_at=NOON - timedelta(days=20), now=NOON + HOUR)
    compute(now=NOON + 2 * HOUR)
    values = MeasureValue.objects.order_by("measure", "team", "month").values_list(
        "measure", "team", "month", "numerator", "denominator"
    )
    touched = list(values)
    compute(now=NOON + 3 * HOUR, full=True)
    assert list(values.all()) == touched


def test_months_that_ended_since_are_worked_out_though_nothing_was_touched(house):
    log(house.worker, house.team, happened_at=NOON - timedelta(days=10))
    compute(now=NOON, full=True)
    compute(now=NOON + timedelta(days=70))
    assert MeasureValue.objects.filter(measure="incidents").count() == 3


def test_a_session_whose_grace_passed_since_is_counted(house):
    session(house, 24, held=False)
    compute(now=NOON, full=True)
    assert not MeasureValue.objects.filter(measure="supervision.on_time").exists()
    compute(now=NOON + timedelta(days=7))
    assert MeasureValue.objects.get(measure="supervision.on_time").denominator == 1


def test_the_month_in_progress_has_no_value(house):
    log(house.worker, house.team, happened_at=NOON - HOUR)
    compute(now=NOON, full=True)
    assert not MeasureValue.objects.filter(month__gte=NOON.date().replace(day=1)).exists()


def test_another_smallest_group_hides_anew(house):
    for _ in range(5):
        log(house.worker, house.team, happened_at=NOON - timedelta(days=10))
    compute(now=SUMMER)
    shown = ShownValue.objects.filter(measure="incidents", month=FEBRUARY, service=None, team=None)
    assert shown.get().numerator == 5
    Organisation.objects.update(smallest_group=6)
    compute(now=SUMMER + HOUR)
    assert shown.get().numerator is None


def test_a_team_that_moves_counts_for_its_new_service(house):
    for _ in range(6):
        log(house.worker, house.team, happened_at=NOON - timedelta(days=10))
    compute(now=SUMMER)
    house.team.service = ServiceFactory()
    house.team.save()
    compute(now=SUMMER + HOUR, full=True)
    found = ShownValue.objects.filter(measure="incidents", month=FEBRUARY).exclude(service=None)
    assert [row.service_id for row in found] == [house.team.service_id]


@pytest.mark.django_db(transaction=True)
def test_two_runs_beside_each_other_come_to_one_value():
    OrganisationFactory()
    session_of = SessionFactory
    from tests.factories.people import PersonFactory, TeamFactory

    team = TeamFactory()
    session_of(worker=PersonFactory(team=team), team=team, due_on=FEBRUARY, held=True)

    def run(_number):
        try:
            return compute(now=SUMMER, full=True)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(run, range(2)))
    assert found[0] == 0
    assert found[1] > 0
    assert MeasureValue.objects.filter(measure="supervision.on_time").count() == 1
    assert MeasureRun.objects.count() == 2


def test_every_statement_of_what_was_touched_can_be_asked(house):
    compute(now=NOON)
    compute(now=NOON + HOUR)
    assert [run.is_full for run in MeasureRun.objects.all()] == [False, True]
    assert connection.vendor == "postgresql"
