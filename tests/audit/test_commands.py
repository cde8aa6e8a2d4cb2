"""Writing the trail."""

import uuid
from datetime import UTC, datetime

import pytest

from tests.factories.people import PersonFactory
from workforce_assurance.audit import commands
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
COLUMNS = ("kind", "action", "subject_type", "subject_id", "actor", "about_id", "at", "facts")


def test_a_change_is_recorded_with_who_when_and_codes():
    by, about = PersonFactory(), uuid.uuid4()

    commands.record(
        action="session.held", subject_type="session", subject_id=7, by=by, now=NOW, about=about, facts={"minutes": 40}
    )

    written = ("write", "session.held", "session", "7", by.pk, about, NOW, {"minutes": 40})
    assert list(TrailEntry.objects.values_list(*COLUMNS)) == [written]


def test_a_read_is_recorded_as_a_read():
    commands.record_read(action="record.shown", subject_type="record", subject_id="a", by=None, now=NOW)

    assert list(TrailEntry.objects.values_list(*COLUMNS)) == [
        ("read", "record.shown", "record", "a", None, None, NOW, {})
    ]


def test_many_changes_are_recorded_with_one_statement(django_assert_num_queries):
    changes = [commands.Written("person.joined", "person", n) for n in range(20)]

    with django_assert_num_queries(1):
        commands.record_many(changes=changes, by=None, now=NOW)

    assert TrailEntry.objects.count() == 20
