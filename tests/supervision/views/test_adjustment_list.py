"""Agreed adjustments followed to their check: the list, its file, and Today."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.models import Adjustment
from tests.factories.supervision import NOON, AdjustmentFactory, SessionFactory
from workforce_assurance.common.panels import panels_for

URL, CSV = "/supervision/adjustments/", "/supervision/adjustments.csv"


@pytest.fixture
def session(house):
    return SessionFactory(worker=house.worker, supervisor=house.supervisor, held=True, due_on=date(2027, 1, 11))


def agreed(session, kind="peer_support", check_on=date(2027, 3, 29), **more):
    return AdjustmentFactory(session=session, kind=kind, starts_on=date(2027, 1, 11), check_on=check_on, **more)


def checked(session, **more):
    said = {"outcome": "ended", "helped": "partly", "checked_at": NOON, "checked_by": session.supervisor}
    return agreed(session, kind="workload", **(said | more))


def listed(house, who, query=""):
    return [(row.adjustment.kind, row.status.words) for row in house.client(who).get(URL + query).context["rows"]]


def test_open_ones_stand_first_the_earliest_to_be_looked_at_before_the_rest(house, session):
    checked(session)
    agreed(session)
    agreed(session, kind="contact_plan", check_on=date(2027, 2, 22))
    agreed(session, kind="paired_work", check_on=date(2027, 3, 1))
    assert listed(house, "supervisor") == [
        ("contact_plan", "7 days past its check"),
        ("paired_work", "To be looked at today"),
        ("peer_support", "Open"),
        ("workload", "It helped in part · It is no longer needed"),
    ]


@pytest.mark.parametrize(
    ("who", "query", "number"),
    [
        ("worker", "?whose=worker", 2),
        ("worker", "?whose=owner", 0),
        ("supervisor", "?whose=owner", 2),
        ("supervisor", "?whose=supervised&state=open", 1),
        ("supervisor", "?state=checked", 1),
        ("supervisor", "?state=past", 0),
        ("supervisor", "?state=made-up", 2),
    ],
)
def test_the_list_is_narrowed_by_whose_and_by_status(house, session, who, query, number):
    agreed(session)
    checked(session)
    assert len(listed(house, who, query)) == number


@pytest.mark.parametrize("who", ["manager", "peer", "stranger", "governance", "administrator"])
def test_whoever_it_does_not_concern_finds_an_empty_list(house, session, who):
    agreed(session)
    page = house.client(who).get(URL).content.decode()
    assert ("Adjustments that your sessions agree stand here." in page, "Sam Okoro" in page) == (True, False)
    assert "Sam Okoro" not in house.client(who).get(CSV).content.decode()


def test_the_file_says_what_the_list_says(house, session):
    checked(session)
    file = house.client("worker").get(CSV).content.decode()
    assert "It helped in part · It is no longer needed,Sasha Reed,2027-03-01" in file


def test_checking_asks_whether_it_helped_and_what_becomes_of_it(house, session):
    adjustment = agreed(session)
    client, url = house.client("worker"), f"{URL}{adjustment.pk}/check/"
    assert client.post(url, {"outcome": "changed"}).status_code == 200
    assert client.post(url, {"outcome": "changed", "helped": "no"}).url == URL
    assert Adjustment.objects.values_list("outcome", "helped").get() == ("changed", "no")


def test_today_names_those_whose_day_has_come_to_whoever_sees_to_them(house, session):
    agreed(session, check_on=date(2027, 3, 1))
    agreed(session, kind="workload", check_on=date(2027, 3, 2))
    of_supervisor, of_worker = (
        {panel.key: panel for panel in panels_for(viewer, now=NOON)} for viewer in (house.supervisor, house.worker)
    )
    assert [(row.text, row.status, row.detail) for row in of_supervisor["adjustments_to_look_at"].rows] == [
        ("Peer support", "To be looked at today", "For Sam Okoro")
    ]
    assert "adjustments_to_look_at" not in of_worker


def test_the_list_costs_the_same_for_one_and_for_three_rows(house, session):
    costs = []
    for _ in range(3):
        agreed(session)
        client = house.client("supervisor")
        client.get(URL)
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        costs.append(len(asked))
    assert costs[0] == costs[2]
