"""What must be true of people is a constraint: each is broken once."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from tests.factories.people import (
    DeputyFactory,
    LeaveFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    ServiceFactory,
    SupervisionLineFactory,
    TeamFactory,
    TeamMembershipFactory,
)
from workforce_assurance.people.models import Organisation, PeopleImport, Person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def _twice(factory, **same):
    factory(starts_on=MONDAY, ends_on=TUESDAY, **same)
    factory(starts_on=TUESDAY, **same)


def _manages_themselves():
    person = PersonFactory()
    Person.objects.filter(pk=person.pk).update(manager=person)


def _supervises_themselves():
    person = PersonFactory()
    SupervisionLineFactory(worker=person, supervisor=person)


def _deputises_for_themselves():
    person = PersonFactory()
    DeputyFactory(person=person, deputy=person)


def _same_team_name():
    service = ServiceFactory()
    TeamFactory(service=service, name="East")
    TeamFactory(service=service, name="East")


def _same_role():
    person = PersonFactory()
    RoleGrantFactory(person=person)
    RoleGrantFactory(person=person)


def _applied_by_nobody():
    PeopleImport.objects.create(uploaded_by=PersonFactory(), uploaded_at=NOW, state="applied")


BACKWARDS = {"starts_on": TUESDAY, "ends_on": MONDAY}
BROKEN = {
    "there_is_one_organisation": lambda: Organisation.objects.create(
        id=2, name="Another", safety_net_email="a@b.example"
    ),
    "smallest_group_is_3_to_20": lambda: OrganisationFactory(smallest_group=2),
    "largest_span_is_1_to_100": lambda: OrganisationFactory(largest_span=0),
    "an_address_belongs_to_one_person": lambda: [PersonFactory(email="sam@b.example") for _ in range(2)],
    "an_address_is_kept_in_lower_case": lambda: PersonFactory(email="Sam@b.example"),
    "a_staff_number_belongs_to_one_person": lambda: [PersonFactory(reference=r) for r in ("a1", "A1")],
    "nobody_manages_themselves": _manages_themselves,
    "nobody_leaves_before_they_start": lambda: PersonFactory(started_on=TUESDAY, left_on=MONDAY),
    "one_team_of_a_name_in_a_service": _same_team_name,
    "a_membership_ends_after_it_starts": lambda: TeamMembershipFactory(**BACKWARDS),
    "one_team_at_a_time": lambda: _twice(TeamMembershipFactory, person=PersonFactory()),
    "a_supervision_line_ends_after_it_starts": lambda: SupervisionLineFactory(**BACKWARDS),
    "one_supervisor_at_a_time": lambda: _twice(SupervisionLineFactory, worker=PersonFactory()),
    "nobody_supervises_themselves": _supervises_themselves,
    "a_role_is_granted_once": _same_role,
    "leave_ends_after_it_starts": lambda: LeaveFactory(**BACKWARDS),
    "one_leave_at_a_time": lambda: _twice(LeaveFactory, person=PersonFactory()),
    "a_deputy_ends_after_they_start": lambda: DeputyFactory(**BACKWARDS),
    "one_deputy_at_a_time": lambda: _twice(DeputyFactory, person=PersonFactory()),
    "nobody_deputises_for_themselves": _deputises_for_themselves,
    "an_import_is_applied_by_someone_at_some_time": _applied_by_nobody,
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_must_be_true_cannot_be_broken(name):
    # A range that ends before it starts cannot be made at all, whichever of the two is asked first.
    with (
        pytest.raises(Exception, match=f"{name}|people_person_email|range lower bound") as refused,
        transaction.atomic(),
    ):
        BROKEN[name]()
    assert isinstance(refused.value, IntegrityError) or "range lower bound" in str(refused.value)


def test_one_line_may_follow_another_on_the_next_day():
    worker = PersonFactory()
    SupervisionLineFactory(worker=worker, starts_on=MONDAY, ends_on=MONDAY)

    SupervisionLineFactory(worker=worker, starts_on=TUESDAY)

    assert worker.supervised_by.count() == 2


def test_people_without_address_or_number_are_many():
    PersonFactory.create_batch(2, email=None, reference=None)

    assert Person.objects.count() == 2
