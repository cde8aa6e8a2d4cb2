"""The page of one session with everything on it: few queries, and the same for one row and for three."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from supervision.commands import add_topic, release_prepared, start_session
from supervision.models import Session
from tests.factories.action_log import open_one
from tests.factories.supervision import NOON, AdjustmentFactory, SessionFactory
from tests.supervision.preparing import answers_of, prepare

MOST_QUERIES = 12
DAY = timedelta(days=1)


@pytest.fixture
def session(house: Any) -> Session:
    """An open session whose record is begun and of whose preparation an answer is released."""
    found = SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team)
    response = prepare(found, on_my_mind="The night shifts.")
    own = answers_of(response, found)["on_my_mind"]
    release_prepared(session=found, answer_id=own.id, seen=own.seen, by=found.worker, now=NOON)
    start_session(session=found, by=found.supervisor, now=NOON)
    return found


@pytest.fixture
def before(house: Any) -> Session:
    return SessionFactory(worker=house.worker, supervisor=house.supervisor, held=True, due_on=date(2027, 1, 11))


def fill(session: Session, before: Session) -> None:
    """One more row in everything that opens the session."""
    number = session.topics.count() + 1
    add_topic(session=session, text=f"Topic {number}", once=str(number), by=session.worker, now=NOON)
    AdjustmentFactory(session=before)
    open_one(owner=session.worker, by=session.supervisor)
    later = {"due_on": before.due_on + number * DAY}
    SessionFactory(worker=session.worker, supervisor=session.supervisor, missed=True, **later)


def queries(client: Client, session: Session) -> int:
    """Without the rows that each display of somebody's words leaves in the trail."""
    client.get(f"/supervision/{session.pk}/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/supervision/{session.pk}/")
    return sum(query["sql"].lstrip().startswith("SELECT") for query in asked)


@pytest.mark.parametrize("who", ["worker", "supervisor", "manager", "governance"])
def test_twelve_queries_at_most_and_the_same_for_one_row_and_for_three(
    house: Any, session: Session, before: Session, who: str
) -> None:
    client = house.client(who)
    fill(session, before)
    one = queries(client, session)
    fill(session, before)
    fill(session, before)
    assert (queries(client, session), one <= MOST_QUERIES) == (one, True)
