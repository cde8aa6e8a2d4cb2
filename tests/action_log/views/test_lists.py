"""The lists of actions: whose, which, in what order, as a file, and what else is mine."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.action_log import NOON, done, hand_in, open_one
from tests.factories.supervision import AdjustmentFactory, SessionFactory
from workforce_assurance.action_log import commands
from workforce_assurance.action_log.printing import build

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def mine(house, title, due_on=date(2027, 3, 15), **more):
    return open_one(owner=house.worker, by=house.supervisor, title=title, due_on=due_on, **more)


def test_mine_holds_what_is_mine_the_earliest_first_and_adjustments_between(house, time_machine):
    mine(house, "Second", date(2027, 3, 20))
    mine(house, "First", date(2027, 3, 10))
    AdjustmentFactory(owner=house.worker, worker=house.worker, check_on=date(2027, 3, 15))
    time_machine.move_to(NOON + 12 * DAY, tick=False)
    page = house.get("worker", "/actions/")
    places = [page.index(words) for words in ("First", "Peer support: did it help?", "Second")]
    assert places == sorted(places)
    assert "3 days past its date" in page


def test_a_peer_sees_none_of_it(house):
    mine(house, "Alarm buttons")
    for tab in ("mine", "check", "all"):
        assert "Alarm buttons" not in house.get("peer", f"/actions/?as={tab}")
    assert house.client("peer").get("/actions/?as=team").status_code == 404


@pytest.mark.parametrize(
    ("who", "tab"), [("supervisor", "check"), ("supervisor", "team"), ("manager", "team"), ("governance", "all")]
)
def test_whoever_checks_or_answers_for_it_finds_it(house, who, tab):
    mine(house, "Alarm buttons")
    page = house.get(who, f"/actions/?as={tab}")
    assert ("Alarm buttons" in page, "Sam Okoro" in page) == (True, True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("show=past", {"Late"}),
        ("show=check", {"Handed in"}),
        ("show=done", {"Closed"}),
        ("show=cancelled", {"Dropped"}),
        ("show=all", {"Late", "Handed in", "Closed", "Dropped", "Themed"}),
        ("", {"Late", "Handed in", "Themed"}),
        ("theme=handover", {"Themed"}),
        ("strength=training", {"Themed"}),
        ("kind=improvement", {"Themed"}),
        ("source=hand&owner=okoro", {"Late", "Handed in", "Themed"}),
        ("source=supervision.session", set()),
        ("owner=nobody", set()),
    ],
)
def test_filters_narrow_the_list(house, time_machine, asked, found):
    _late, handed_in, closed, dropped = (mine(house, title) for title in ("Late", "Handed in", "Closed", "Dropped"))
    mine(house, "Themed", date(2027, 5, 1), theme="handover", strength="training", kind="improvement")
    hand_in(handed_in)
    done(closed)
    commands.cancel_action(action=dropped, reason="duplicate", by=house.supervisor, now=NOON)
    time_machine.move_to(NOON + 20 * DAY, tick=False)
    page = house.get("worker", f"/actions/?as=mine&{asked}")
    titles = {"Late", "Handed in", "Closed", "Dropped", "Themed"}
    assert {title for title in titles if f">{title}</a>" in page} == found
    file = house.get("worker", f"/actions/actions.csv?as=mine&{asked}")
    assert {title for title in titles if f",{title}," in file} == found


def test_what_cannot_be_understood_is_said(house):
    page = house.get("worker", "/actions/?theme=unknown&page=xx")
    assert "Choose one of the answers on the list." in page


@pytest.mark.parametrize("tab", ["mine", "check", "team", "all"])
def test_an_empty_list_says_what_will_be_here(house, tab):
    assert "empty__title" in house.get("supervisor", f"/actions/?as={tab}")


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        client.get(url)
    return len(caught)


@pytest.mark.parametrize(
    "url",
    ["/actions/", "/actions/?as=all", "/actions/?as=team", "/actions/?as=check", "/actions/actions.csv?as=all", "/"],
)
def test_a_list_costs_the_same_for_one_and_three(house, url):
    first = open_one(owner=house.supervisor, by=house.manager)
    follow = {"source_kind": "action_log.action", "source_id": first.pk, "theme": "handover"}
    mine(house, "One", **follow)
    open_one(owner=house.supervisor, by=house.manager, **follow)
    client = house.client("supervisor")
    one = queries(client, url)
    for number in range(2):
        mine(house, f"More {number}", **follow)
        open_one(owner=house.supervisor, by=house.manager, **follow)
    assert queries(client, url) == one
    assert one <= 30


def test_today_shows_what_is_mine_to_do_to_check_and_below_me(house, time_machine):
    waiting = mine(house, "Handed in")
    mine(house, "Under the date")
    hand_in(waiting)
    assert "Under the date" in house.get("worker", "/")
    assert "Actions to check" in house.get("supervisor", "/")
    time_machine.move_to(NOON + 20 * DAY, tick=False)
    assert "My team&#x27;s actions past their date" in house.get("manager", "/")


def test_my_data_names_my_part(house):
    action = mine(house, "Alarm buttons")
    page = house.get("worker", "/my/data/")
    assert (action.reference in page, "Do it" in page) == (True, True)


def test_a_session_opens_with_the_worker_s_open_actions(house):
    session = SessionFactory(worker=house.worker, supervisor=house.supervisor)
    mine(house, "Alarm buttons")
    done(mine(house, "Over and done"))
    assert "Alarm buttons" in house.get("supervisor", f"/supervision/{session.pk}/")
    assert "Over and done" not in house.get("worker", f"/supervision/{session.pk}/")
    assert "Alarm buttons" not in house.get("manager", f"/supervision/{session.pk}/")


def test_the_list_is_asked_for_as_a_pdf_with_its_filter(house):
    mine(house, "Alarm buttons")
    page = house.get("worker", "/actions/?kind=corrective")
    assert reverse("rendering:ask", args=["action_log.actions"]) + "?kind=corrective&amp;as=mine" in page
    document = build(house.worker, {"as": "mine"}, NOON)
    assert [row.title for row in document.context["rows"]] == ["Alarm buttons"]
    assert document.context["tab"] == "Mine"
    assert build(house.worker, {"as": "team", "show": "past"}, NOON).context["rows"] == []
    html = render_to_string(document.template, {"title": document.title, **document.context})
    assert ("Alarm buttons" in html, "Sam Okoro" in html) == (True, True)
