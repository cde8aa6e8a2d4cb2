"""Many new rows in one statement."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.models import Session
from supervision.new_rows import insert_new
from tests.factories.people import PersonFactory
from tests.factories.supervision import SessionFactory

pytestmark = pytest.mark.django_db


def unsaved(number):
    worker, supervisor = PersonFactory(), PersonFactory()
    first = date(2027, 3, 1)
    days = [first + n * timedelta(days=7) for n in range(number)]
    return [SessionFactory.build(worker=worker, supervisor=supervisor, due_on=day, place="Room “B”") for day in days]


def values(sessions):
    """What the rows say themselves; the rest is the database's default."""
    names = [field.attname for field in Session._meta.concrete_fields if not field.has_db_default()]
    return [{name: getattr(session, name) for name in names} for session in sessions]


def test_rows_are_written_as_they_are():
    sessions = unsaved(3)
    assert insert_new(sessions) == 3
    assert values(Session.objects.order_by("due_on")) == values(sessions)


def test_what_a_constraint_knows_already_is_left_out():
    sessions = unsaved(3)
    sessions[1].save()
    assert insert_new([*sessions[:1], SessionFactory.build(
        worker=sessions[1].worker, supervisor=sessions[1].supervisor, due_on=sessions[1].due_on
    )]) == 1  # fmt: skip
    assert Session.objects.count() == 2


def test_one_statement_whatever_the_number_and_none_for_none():
    texts = []
    for number in (1, 50):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            insert_new(unsaved(number))
        texts.append(
            [query["sql"].partition("unnest")[0] for query in captured if "supervision_session" in query["sql"]]
        )
    assert texts[0] == texts[1]
    assert len(texts[0]) == 1
    assert insert_new([]) == 0
