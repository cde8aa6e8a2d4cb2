"""What opens a session, and what its two people can do with it there."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision import last_time
from tests.factories.supervision import NOON, AdjustmentCarryFactory, AdjustmentFactory, SessionFactory


@pytest.fixture
def session(house):
    return SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team)


@pytest.fixture
def adjustment(house):
    before = SessionFactory(worker=house.worker, supervisor=house.supervisor, held=True, due_on=date(2026, 12, 27))
    return AdjustmentFactory(session=before, starts_on=date(2026, 12, 27), check_on=date(2027, 2, 22))


def hub(session):
    return f"/supervision/{session.pk}/"


def carry_url(session, adjustment):
    return f"/supervision/{session.pk}/adjustments/{adjustment.pk}/carry/"


def day_url(adjustment, session=None):
    return f"/supervision/adjustments/{adjustment.pk}/new-day/" + (f"?session={session.pk}" if session else "")


def test_age_and_carries_stand_beside_an_open_adjustment(house, session, adjustment):
    AdjustmentCarryFactory.create_batch(3, adjustment=adjustment)
    page = house.client("worker").get(hub(session)).content.decode()
    assert "Sasha Reed, carried 3 times, open for 64 days" in page
    assert "7 days past its check" in page


@pytest.mark.parametrize("who", ["worker", "supervisor"])
def test_one_press_carries_it_to_the_next_session(house, session, adjustment, who):
    answer = house.client(who).post(carry_url(session, adjustment), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(hub(session), 302)]
    assert "carried once, open for 64 days" in page
    assert carry_url(session, adjustment) not in page


def test_a_new_day_leads_back_to_the_session_and_keeps_the_first_one_in_sight(house, session, adjustment):
    typed = {"check_on": "2027-03-29", "reason": "not_begun"}
    answer = house.client("supervisor").post(day_url(adjustment, session), typed, follow=True)
    assert answer.redirect_chain == [(hub(session), 302)]
    page = answer.content.decode()
    assert "Check on Mon 29 Mar 2027" in page
    assert "first to be looked at on Mon 22 Feb 2027" in page


def test_what_is_typed_about_a_new_day_stays_when_it_cannot_be_taken(house, session, adjustment):
    typed = {"check_on": "2027-02-01", "reason": "waits"}
    page = house.client("supervisor").post(day_url(adjustment, session), typed).content.decode()
    assert "Choose a day from today on" in page
    assert 'value="2027-02-01"' in page
    assert 'value="waits"' in page
    assert "checked" in page


@pytest.mark.parametrize("asked", ["", "no-key", "11111111-2222-4333-8444-555555555555"])
def test_without_a_session_of_theirs_it_leads_back_to_the_list(house, adjustment, asked):
    typed = {"outcome": "kept", "helped": "yes"}
    url = f"/supervision/adjustments/{adjustment.pk}/check/?session={asked}"
    assert house.client("supervisor").post(url, typed).url == "/supervision/adjustments/"


def test_closing_it_from_the_session_takes_it_out_of_the_list(house, session, adjustment):
    url = f"/supervision/adjustments/{adjustment.pk}/check/?session={session.pk}"
    answer = house.client("supervisor").post(url, {"outcome": "ended", "helped": "no"}, follow=True)
    assert answer.redirect_chain == [(hub(session), 302)]
    assert "No adjustment is open." in answer.content.decode()


@pytest.mark.parametrize("who", ["manager", "governance", "peer", "stranger", "administrator"])
def test_nobody_else_sees_or_carries_it(house, session, adjustment, who):
    client = house.client(who)
    assert "Peer support" not in client.get(hub(session)).content.decode()
    assert client.post(carry_url(session, adjustment)).status_code == 404
    assert client.get(day_url(adjustment)).status_code == 404


def test_beside_the_record_it_stands_without_buttons(house, session, adjustment):
    panels = last_time.panels_of(session, house.supervisor, NOON)
    assert [row.ways for row in panels[0].rows] == [()]
    assert house.client("supervisor").get(panels[0].rows[0].url).status_code == 200


def test_carrying_is_never_a_get(house, session, adjustment):
    assert house.client("supervisor").get(carry_url(session, adjustment)).status_code == 405


def test_a_refusal_is_said_on_the_page_of_the_session(house, session, adjustment):
    page = house.client("supervisor").post(carry_url(adjustment.session, adjustment), follow=True).content.decode()
    assert "This adjustment does not open that session." in page


def test_what_is_carried_over_costs_the_same_however_much_there_is(house, session, adjustment):
    client, costs = house.client("supervisor"), []
    for number in (1, 3):
        while adjustment.session.adjustments.count() < number:
            AdjustmentCarryFactory.create_batch(2, adjustment=AdjustmentFactory(session=adjustment.session))
        client.get(hub(session))
        with CaptureQueriesContext(connection) as queries:
            client.get(hub(session))
        costs.append(len(queries))
    assert costs[0] == costs[1]
