"""Where a session takes place, and times that are taken."""

from datetime import timedelta

import pytest

from supervision.commands import Whereabouts, move_session, set_place
from supervision.enums import Reason, Side
from supervision.exceptions import BookedTwice, SessionAlreadyClosed
from supervision.models import Session, SessionMove
from tests.factories.people import OrganisationFactory
from tests.factories.supervision import NOON, SessionFactory
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.django_db
LINK = "https://call.example/room"


@pytest.fixture
def session():
    OrganisationFactory()
    return SessionFactory()


def test_a_place_is_kept_and_the_trail_says_only_that_it_changed(session):
    set_place(session=session, at=Whereabouts("Room 2", LINK), by=session.supervisor, now=NOON)
    session.refresh_from_db()
    assert (session.place, session.call_link, session.set_by_hand) == ("Room 2", LINK, False)
    assert TrailEntry.objects.get().facts == {"reference": session.reference}


def test_the_same_place_again_is_no_change(session):
    set_place(session=session, at=Whereabouts(), by=session.supervisor, now=NOON)
    assert not TrailEntry.objects.exists()


def test_without_a_word_about_the_link_it_stays(session):
    Session.objects.filter(pk=session.pk).update(call_link=LINK)
    assert set_place(session=session, at=Whereabouts("Room 2"), by=session.supervisor, now=NOON).call_link == LINK


def test_a_closed_session_keeps_its_place():
    OrganisationFactory()
    with pytest.raises(SessionAlreadyClosed):
        set_place(session=SessionFactory(held=True), at=Whereabouts("Room 2"), by=None, now=NOON)


def moved(session, to, **more):
    return move_session(
        session=session, to=to, side=Side.WORKER, reason=Reason.TRAINING, by=session.supervisor, now=NOON, **more
    )


def test_a_move_takes_the_place_along(session):
    to = session.planned_at + timedelta(hours=3)
    found = moved(session, to, at=Whereabouts("Room 2", LINK))
    assert (found.planned_at, found.place, found.call_link) == (to, "Room 2", LINK)


def test_the_same_time_in_another_room_is_no_move(session):
    assert moved(session, session.planned_at, at=Whereabouts("Room 2")).place == "Room 2"
    assert not SessionMove.objects.exists()


def test_the_same_two_people_are_not_booked_twice(session):
    other = SessionFactory(
        worker=session.worker, supervisor=session.supervisor, due_on=session.due_on + timedelta(days=7)
    )
    with pytest.raises(BookedTwice):
        moved(session, other.planned_at, at=Whereabouts("Room 2"))
    session.refresh_from_db()
    assert session.place == ""


def test_a_session_of_the_supervisor_with_somebody_else_blocks_nothing(session):
    other = SessionFactory(supervisor=session.supervisor, due_on=session.due_on + timedelta(days=7))
    assert moved(session, other.planned_at).planned_at == other.planned_at
