"""One session more, soon."""

import uuid
from datetime import date, timedelta

import pytest

from supervision import exceptions
from supervision.commands import add_uplift, hold_session, plan_ahead, withdraw_uplift
from supervision.enums import UpliftReason
from supervision.models import Session, Uplift
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import NOON, publish
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MARCH = date(2027, 3, 1)


@pytest.fixture
def worker():
    OrganisationFactory()
    publish()
    found = PersonFactory(date_joined=NOON, supervisor=PersonFactory(receives_supervision=False))
    plan_ahead(now=NOON)
    return found


def add(worker, **values):
    asked = {"reason": UpliftReason.INCIDENT, "within_days": 7, "by": None, "now": NOON, **values}
    return add_uplift(worker=worker, **asked)


def plan(worker):
    return list(Session.objects.open().filter(worker=worker).order_by("due_on").values_list("due_on", "due_because"))


def test_one_session_is_added_with_its_reason(worker):
    add(worker)
    assert plan(worker)[0] == (
        date(2027, 3, 8),
        "Due by 8 March: added within 7 days of 1 March because of a critical incident (Organisation standard).",
    )


def test_planning_again_changes_nothing(worker):
    add(worker)
    before = plan(worker)
    plan_ahead(now=NOON + timedelta(hours=1))
    plan_ahead(now=NOON + DAY)
    assert plan(worker) == before


def test_once_it_is_held_the_cadence_goes_on_from_there(worker):
    add(worker)
    session, now = Session.objects.order_by("due_on").first(), NOON + 3 * DAY
    hold_session(session=session, held_at=now, minutes=90, by=session.supervisor, now=now)
    assert [day for day, _ in plan(worker)] == [date(2027, 4, 1)]


def test_a_session_held_earlier_the_same_day_does_not_serve(worker):
    session = Session.objects.get()
    hold_session(session=session, held_at=NOON, minutes=90, by=session.supervisor, now=NOON)
    add(worker, now=NOON + timedelta(hours=2))
    assert plan(worker)[0][0] == date(2027, 3, 8)


def test_taken_back_the_plan_is_as_before(worker):
    before = plan(worker)
    uplift = add(worker)
    withdraw_uplift(uplift=uplift, by=PersonFactory(), now=NOON)
    assert plan(worker) == before


def test_taking_back_twice_is_refused(worker):
    uplift = withdraw_uplift(uplift=add(worker), by=PersonFactory(), now=NOON)
    with pytest.raises(exceptions.UpliftAlreadyOver):
        withdraw_uplift(uplift=uplift, by=PersonFactory(), now=NOON)


def test_asking_again_for_no_sooner_is_refused_and_for_sooner_is_not(worker):
    add(worker)
    with pytest.raises(exceptions.UpliftAlreadyAsked):
        add(worker, within_days=9)
    add(worker, within_days=3)
    assert plan(worker)[0][0] == date(2027, 3, 4)


def test_the_same_cause_counts_once(worker):
    cause = uuid.uuid4()
    assert add(worker, cause_id=cause) == add(worker, cause_id=cause)
    assert Uplift.objects.count() == 1


@pytest.mark.parametrize("days", [0, 61])
def test_days_out_of_range_are_refused(worker, days):
    with pytest.raises(exceptions.UpliftOutOfRange):
        add(worker, within_days=days)


def test_somebody_who_receives_no_supervision_is_refused(worker):
    with pytest.raises(exceptions.WorkerReceivesNoSupervision):
        add(PersonFactory(receives_supervision=False))


def test_both_steps_are_in_the_trail(worker):
    uplift = withdraw_uplift(uplift=add(worker), by=PersonFactory(), now=NOON)
    entries = (
        TrailEntry.objects.filter(subject_id=str(uplift.pk)).order_by("pk").values_list("action", "about_id", "facts")
    )
    facts = {"reason": "incident", "within_days": 7}
    assert list(entries) == [("uplift added", worker.pk, facts), ("uplift taken back", worker.pk, facts)]
