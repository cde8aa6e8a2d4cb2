"""What becomes of a session, on its pages."""

import pytest

from supervision.models import Session, SessionMove
from tests.factories.supervision import NOON, SessionFactory

MOVE = {"day": "2027-03-18", "clock": "14:00", "side": "service", "reason": "cover"}
HELD = {"outcome": "held", "day": "2027-03-01", "clock": "10:00", "minutes": "85"}


@pytest.fixture
def session(house):
    return SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team)


def page_of(session, part):
    return f"/supervision/{session.pk}/{part}/"


def words_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("who", ["supervisor", "manager"])
def test_a_session_can_be_moved_by_its_supervisor_and_the_worker_s_manager(house, session, who):
    answer = house.client(who).post(page_of(session, "move"), MOVE, follow=True)
    assert "The session is moved to Thu 18 Mar 2027, 14:00. Its due date stays Mon 15 Mar 2027." in words_of(answer)
    assert SessionMove.objects.get().by == getattr(house, who)


@pytest.mark.parametrize("part", ["move", "cancel", "outcome"])
@pytest.mark.parametrize("who", ["worker", "peer", "stranger", "administrator", "governance"])
def test_to_nobody_else_these_pages_exist(house, session, who, part):
    client = house.client(who)
    assert client.get(page_of(session, part)).status_code == 404
    assert client.post(page_of(session, part), MOVE).status_code == 404


def test_cancelling_is_the_supervisor_s(house, session):
    typed = {"side": "worker", "reason": "sickness"}
    assert house.client("manager").post(page_of(session, "cancel"), typed).status_code == 404
    answer = house.client("supervisor").post(page_of(session, "cancel"), typed, follow=True)
    assert "The session is cancelled." in words_of(answer)
    assert "Cancelled by the worker" in words_of(answer)


def test_the_notice_that_cancelling_gives_is_said(house, session):
    assert "gives 14 days of notice" in words_of(house.client("supervisor").get(page_of(session, "cancel")))


def test_a_session_is_recorded_as_held(house, session):
    answer = house.client("supervisor").post(page_of(session, "outcome"), HELD, follow=True)
    assert "The session is recorded as held." in words_of(answer)
    assert Session.objects.get().held_minutes == 85


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ({**HELD, "outcome": "partly_held", "minutes": "20"}, "partly_held"),
        ({"outcome": "missed", "side": "service", "reason": "cover"}, "missed"),
        ({"outcome": "not_needed", "reason": "leave"}, "not_needed"),
    ],
)
def test_every_outcome_can_be_recorded(house, session, typed, state):
    house.client("supervisor").post(page_of(session, "outcome"), typed)
    assert Session.objects.get().state == state


def test_a_manager_can_record_that_it_was_missed_and_nothing_else(house, session):
    client = house.client("manager")
    page = words_of(client.get(page_of(session, "outcome")))
    assert "It was missed" in page
    assert "It was held" not in page
    client.post(page_of(session, "outcome"), HELD)
    assert Session.objects.get().state == "planned"


def test_what_is_missing_is_said_and_what_was_typed_is_kept(house, session):
    answer = house.client("supervisor").post(page_of(session, "outcome"), {"outcome": "held", "minutes": "8o"})
    page = words_of(answer)
    assert "Enter a number, such as 45." in page
    assert "Answer “On which day did it take place?”." in page
    assert 'value="8o"' in page
    assert "<title>Error: " in page


def test_posting_twice_makes_one_outcome_and_says_so(house, session):
    client = house.client("supervisor")
    client.post(page_of(session, "outcome"), HELD)
    again = words_of(client.post(page_of(session, "outcome"), HELD))
    assert "has an outcome already" in again


def test_a_move_into_the_past_is_refused_in_words(house, session):
    page = words_of(house.client("supervisor").post(page_of(session, "move"), {**MOVE, "day": "2027-02-01"}))
    assert "Choose a date and time from now on, within the next 12 months." in page


@pytest.mark.parametrize("part", ["move", "cancel", "outcome"])
@pytest.mark.parametrize(
    "bad", ["\x00", "\ud800".encode("utf-8", "surrogatepass"), "x" * 700_000, "0001-01-01", "9999-12-31", "NaN", "१२"]
)
def test_no_input_breaks_a_page(house, session, part, bad):
    typed = dict.fromkeys(["day", "clock", "side", "reason", "outcome", "minutes"], bad)
    answer = house.client("supervisor").post(page_of(session, part), typed)
    assert answer.status_code in (200, 400)
    assert Session.objects.get().state == "planned"


def test_a_deputy_acts_while_the_supervisor_is_away(house, session):
    from tests.factories.people import DeputyFactory, LeaveFactory

    deputy = DeputyFactory(person=house.supervisor).deputy
    assert house.client(deputy).get(page_of(session, "outcome")).status_code == 404
    LeaveFactory(person=house.supervisor, starts_on=NOON.date(), ends_on=NOON.date())
    house.client(deputy).post(page_of(session, "outcome"), HELD)
    held = Session.objects.get()
    assert (held.state, held.supervisor) == ("held", deputy)
