"""Who may what with a session, and that it agrees with what is listed."""

from datetime import date

import pytest

from supervision.models import Session
from tests.factories.people import DeputyFactory, LeaveFactory, PersonFactory, RoleGrantFactory, SupervisionLineFactory
from tests.factories.supervision import NOON, SessionFactory
from tests.supervision.views.conftest import house  # noqa: F401
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person


@pytest.fixture
def cast(house):  # noqa: F811
    deputy = DeputyFactory(person=house.supervisor).deputy
    LeaveFactory(person=house.supervisor, starts_on=NOON.date())
    new_supervisor = PersonFactory()
    house.worker.supervised_by.update(ends_on=NOON.date())
    SupervisionLineFactory(worker=house.worker, supervisor=new_supervisor, starts_on=date(2027, 3, 2))
    service_lead = PersonFactory()
    house.team.service.lead = service_lead
    house.team.service.save()
    local = PersonFactory()
    RoleGrantFactory(person=local, role=Role.GOVERNANCE_LEAD, service=house.team.service)
    left = PersonFactory(is_active=False)
    names = ("worker", "supervisor", "manager", "peer", "stranger", "governance", "administrator")
    people = {name: getattr(house, name) for name in names}
    return house, people | {
        "deputy": deputy, "new_supervisor": new_supervisor, "service_lead": service_lead, "local_governance": local,
        "left": left, "superuser": PersonFactory(is_superuser=True, is_staff=True),
    }  # fmt: skip


@pytest.fixture
def sessions(cast):
    house, _ = cast  # noqa: F811
    return {
        "open": SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team),
        "held": SessionFactory(
            worker=house.worker, supervisor=house.supervisor, held=True, due_on=date(2027, 2, 1), planned_at=NOON
        ),
        "of the supervisor": SessionFactory(worker=house.supervisor, supervisor=house.manager),
        "foreign": SessionFactory(),
    }


def test_what_is_listed_and_what_may_be_seen_agree_for_everybody(cast, sessions):
    _, people = cast
    for name, person in people.items():
        fresh = Person.objects.get(pk=person.pk)
        listed = set(Session.objects.visible_to(fresh, on=NOON.date()).values_list("pk", flat=True))
        allowed = {s.pk for s in Session.objects.all() if fresh.has_perm("supervision.see_session", s)}
        assert listed == allowed, name


@pytest.mark.parametrize(
    ("permission", "record", "who"),
    [
        (
            "see_session",
            "open",
            {"worker", "supervisor", "deputy", "manager", "service_lead", "governance", "local_governance"},
        ),
        ("see_session", "held", {"worker", "supervisor", "manager", "service_lead", "governance", "local_governance"}),
        ("see_session", "foreign", {"governance"}),
        ("hold_session", "open", {"supervisor", "deputy"}),
        ("cancel_session", "open", {"supervisor", "deputy"}),
        ("open_record", "open", {"worker", "supervisor", "deputy"}),
        ("open_record", "held", {"worker", "supervisor"}),
        ("move_session", "open", {"supervisor", "deputy", "manager", "service_lead"}),
        ("miss_session", "open", {"supervisor", "deputy", "manager", "service_lead"}),
        ("move_session", "foreign", set()),
    ],
)
def test_who_may(cast, sessions, permission, record, who):
    _, people = cast
    session = sessions[record]
    allowed = {
        name
        for name, person in people.items()
        if Person.objects.get(pk=person.pk).has_perm(f"supervision.{permission}", Session.objects.get(pk=session.pk))
    }
    assert allowed == who
