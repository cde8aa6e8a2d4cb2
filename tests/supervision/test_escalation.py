"""Sessions past their grace and their episodes: flagged once, closed by what somebody does."""

from datetime import UTC, datetime

import pytest

from supervision.commands import cancel_session, hold_session, miss_session, move_session, session_not_needed
from supervision.enums import Reason, Side
from supervision.models import Session
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import SessionFactory
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.models import Episode

pytestmark = pytest.mark.django_db(transaction=True)
LATER = datetime(2027, 4, 6, 10, tzinfo=UTC)


@pytest.fixture
def session():
    OrganisationFactory()
    found = SessionFactory(worker=PersonFactory(), supervisor=PersonFactory(receives_supervision=False))
    load_shipped(now=found.reminder_at)
    sweep(now=found.missed_after)
    return found


def episode():
    return Episode.objects.values_list("state", "closed_because").get()


def test_a_missed_session_is_flagged_and_opens_one_episode(session):
    sweep(now=session.missed_after)
    session.refresh_from_db()
    assert session.missed_flagged_at == session.missed_after
    assert episode() == ("open", "")


@pytest.mark.parametrize(
    ("act", "because"),
    [
        (lambda s, told: hold_session(held_at=told["now"], minutes=60, **told), "done"),
        (lambda s, told: move_session(to=LATER, side=Side.SERVICE, reason=Reason.COVER, **told), "moved"),
        (lambda s, told: cancel_session(side=Side.WORKER, reason=Reason.SICKNESS, **told), "cancelled"),
        (lambda s, told: miss_session(side=Side.SERVICE, reason=Reason.COVER, **told), "missed"),
        (lambda s, told: session_not_needed(reason=Reason.LEAVE, **told), "not_needed"),
    ],
)
def test_whatever_somebody_records_closes_the_episode_and_says_why(session, act, because):
    act(session, {"session": session, "by": session.supervisor, "now": session.missed_after})
    assert episode() == ("closed", because)


def test_a_moved_session_runs_out_anew_and_opens_another_episode(session):
    now = session.missed_after
    move_session(session=session, to=LATER, side=Side.SERVICE, reason=Reason.COVER, by=session.supervisor, now=now)
    sweep(now=Session.objects.get(pk=session.pk).missed_after)
    assert list(Episode.objects.order_by("runs_out_at").values_list("state", flat=True)) == ["closed", "open"]
