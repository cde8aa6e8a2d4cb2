"""What other apps ask about the organisation and its people."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factories.people import (
    DeputyFactory,
    HolidayFactory,
    LeaveFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SupervisionLineFactory,
    TeamFactory,
)
from workforce_assurance.people import queries
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 4)
YESTERDAY = date(2026, 3, 3)


def test_before_the_first_run_there_is_an_organisation_without_name():
    assert (queries.organisation().name, queries.zone()) == ("", ZoneInfo("Europe/London"))


def test_the_day_is_that_of_the_organisations_zone():
    OrganisationFactory(time_zone="Pacific/Auckland")

    assert queries.today(now=datetime(2026, 3, 3, 12, tzinfo=UTC)) == TODAY


def test_the_calendar_knows_the_holidays_in_the_table():
    HolidayFactory(day=TODAY)

    assert queries.calendar().add(YESTERDAY, 1) == date(2026, 3, 5)


def test_the_supervisor_is_whom_the_line_names_on_that_day():
    worker = PersonFactory()
    first, second = PersonFactory(), PersonFactory()
    SupervisionLineFactory(worker=worker, supervisor=first, ends_on=YESTERDAY)
    SupervisionLineFactory(worker=worker, supervisor=second, starts_on=TODAY)

    assert [queries.supervisor_of(worker, on=day) for day in (YESTERDAY, TODAY)] == [first, second]


def test_the_deputy_acts_while_the_supervisor_is_away():
    supervisor = PersonFactory()
    worker = PersonFactory(supervisor=supervisor)
    deputy = DeputyFactory(person=supervisor).deputy
    LeaveFactory(person=supervisor, starts_on=TODAY, ends_on=TODAY)

    acting = [queries.acting_supervisor_of(worker, on=day) for day in (YESTERDAY, TODAY)]

    assert acting == [supervisor, deputy]


def test_a_worker_never_acts_as_their_own_supervisor():
    supervisor = PersonFactory()
    worker = PersonFactory(supervisor=supervisor)
    DeputyFactory(person=supervisor, deputy=worker)
    LeaveFactory(person=supervisor, starts_on=TODAY, ends_on=TODAY)

    assert queries.acting_supervisor_of(worker, on=TODAY) == supervisor


def test_workers_without_supervisor_are_those_whose_line_leads_nowhere():
    alone = PersonFactory()
    left = PersonFactory(supervisor=PersonFactory(left_on=YESTERDAY, receives_supervision=False))
    PersonFactory(supervisor=PersonFactory(receives_supervision=False))
    PersonFactory(left_on=YESTERDAY)

    assert set(queries.workers_without_supervisor(on=TODAY)) == {alone, left}


def test_leave_is_found_when_it_touches_the_days_asked_for():
    person = PersonFactory()
    leave = LeaveFactory(person=person, starts_on=YESTERDAY, ends_on=TODAY)
    LeaveFactory(person=person, starts_on=date(2026, 3, 6))

    assert list(queries.leave_of([person.pk], first=TODAY, last=date(2026, 3, 5))) == [leave]


def test_a_persons_team_is_that_of_the_day():
    team = TeamFactory()

    assert queries.team_of(PersonFactory(team=team), on=TODAY) == team


def test_holders_of_a_role_are_those_in_post():
    holder = PersonFactory(roles=[Role.GOVERNANCE_LEAD])
    RoleGrantFactory(person=PersonFactory(left_on=YESTERDAY), role=Role.GOVERNANCE_LEAD)

    assert list(queries.holders_of(Role.GOVERNANCE_LEAD, on=TODAY)) == [holder]
