"""Questions that are put together once ask for everybody what they would ask put together anew."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.factories.people import OrganisationFactory, PersonFactory
from workforce_assurance.common import kept_questions
from workforce_assurance.common.kept_questions import Asked, answers, question
from workforce_assurance.common.panels import PANELS, RowsSource
from workforce_assurance.common.together import asked, fetch_asked
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Deputy, Leave, Person, Team
from workforce_assurance.people.requester import requester

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
# A day of 23 hours, the last minute of a year, an evening that is the next day already.
MOMENTS = (NOON, datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 12, 31, 23, 59, tzinfo=UTC),
           datetime(2027, 6, 1, 23, 30, tzinfo=UTC))  # fmt: skip
SOURCES = [source for source in PANELS.values() if isinstance(source, RowsSource)]


@pytest.fixture(autouse=True)
def organisation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_questions, "_kept", {})
    OrganisationFactory()


def somebody(*roles: Role, **facts: Any) -> Person:
    found = requester(PersonFactory(roles=list(roles), **facts).pk)
    assert found is not None
    return found


def text(one: Asked | None) -> str | None:
    with connection.cursor() as cursor:
        return cursor.mogrify(one.statement, one.values) if one else None


def kept() -> list[bool]:
    return [one is not None for one in kept_questions._kept.values()]


@pytest.mark.parametrize("roles", [(), (Role.GOVERNANCE_LEAD,), (Role.ADMINISTRATOR, Role.DATA_PROTECTION)])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_every_panel_of_today_is_kept_and_asks_the_same(source: RowsSource, roles: tuple[Role, ...]) -> None:
    for viewer in (somebody(*roles), somebody(*roles)):
        for now in MOMENTS:
            anew = source.first_rows(viewer, now)
            assert text(question(source.first_rows, viewer, now)) == text(None if anew is None else asked(anew))
    assert kept() == [True]


def test_objects_are_made_for_each_who_asks() -> None:
    first, second = somebody(full_name="Ines"), somebody(full_name="Sam")
    found = [question(lambda viewer, _: Person.objects.filter(pk=viewer.pk), who, NOON) for who in (first, second)]
    fetch_asked([one for one in found if one])
    assert [[row.full_name for row in one.queryset] for one in found if one] == [["Ines"], ["Sam"]]


@pytest.mark.parametrize(
    "rows",
    [
        lambda viewer, _: Person.objects.filter(full_name=viewer.full_name),
        lambda viewer, _: Person.objects.filter(pk=viewer.pk) if Team.objects.exists() else Person.objects.none(),
        lambda _, __: Person.objects.filter(started_on=date(2027, 3, 1)),
        lambda _, now: Person.objects.filter(started_on=now.date().replace(day=1)),
        lambda _, now: Person.objects.filter(date_joined__gte=now * 1 if now.hour == 6 else now - timedelta(days=9)),
    ],
    ids=["their name", "what there is", "a day of its own", "the first of the month", "another way by the hour"],
)
def test_what_depends_on_more_is_put_together_anew(rows: Any) -> None:
    viewer = somebody(full_name="Ines")
    assert text(question(rows, viewer, NOON)) == text(asked(rows(viewer, NOON)))
    assert kept() == [False]


def test_whoever_stands_in_for_somebody_is_asked_for_anew() -> None:
    away, viewer = PersonFactory(), PersonFactory()
    Deputy.objects.create(person=away, deputy=viewer, starts_on=NOON.date(), ends_on=None)
    Leave.objects.create(person=away, kind="annual", starts_on=NOON.date(), ends_on=NOON.date())
    found = requester(viewer.pk)
    assert found is not None
    source = next(source for source in SOURCES if source.key == "action_log.my_actions")
    assert str(away.pk.hex) in str(text(question(source.first_rows, found, NOON)))
    assert kept() == []


def test_several_are_answered_in_one_round_trip(django_assert_num_queries: Any) -> None:
    viewer, now = somebody(), NOON
    people = [lambda viewer, _now: Person.objects.filter(pk=viewer.pk).values_list("full_name", flat=True)]
    nothing = [lambda _viewer, _now: None]
    with django_assert_num_queries(1):
        found = [list(rows) for rows in answers([*people, *nothing, *people], viewer, now)]
    assert found == [[viewer.full_name], [], [viewer.full_name]]
