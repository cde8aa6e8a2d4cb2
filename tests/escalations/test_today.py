"""What waits for an answer on Today: by name for whoever may know of it, else by its reference."""

from typing import Any

import pytest

from tests.factories.escalations import MONDAY, Cast, PromisedDateFactory, cast, promise
from tests.factories.people import PersonFactory, SupervisionLineFactory
from tests.practice.dates import STRANGER
from workforce_assurance.common.panels import Row, panels_for
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.models import Episode
from workforce_assurance.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    found = cast()
    SupervisionLineFactory(worker=found.worker, supervisor=found.supervisor)
    return found


def rows(viewer: Person) -> list[Row]:
    panels = panels_for(Person.objects.get(pk=viewer.pk), now=MONDAY)
    return next(panel.rows for panel in panels if panel.key == "escalations.waiting")


def test_whoever_supervises_the_person_sees_the_name_and_the_days(people: Cast) -> None:
    promise(people)
    sweep(now=MONDAY)
    episode = Episode.objects.get()

    (row,) = rows(people.supervisor)

    assert (row.text, row.status, row.detail, row.url) == (
        "Practice date of Wren Worker",
        "9 days past its date",
        episode.reference,
        f"/escalations/{episode.pk}/",
    )


def test_whoever_the_practice_keeps_out_sees_the_reference(people: Cast) -> None:
    promise(people)
    sweep(now=MONDAY)
    Person.objects.filter(pk=people.supervisor.pk).update(job_title=STRANGER)

    (row,) = rows(people.supervisor)

    assert (row.text, row.detail) == (f"Practice date {Episode.objects.get().reference}", "")


def test_whoever_was_told_of_somebody_outside_their_reach_sees_the_reference(people: Cast) -> None:
    PromisedDateFactory(about=PersonFactory(full_name="Far Away"), responsible=people.supervisor)
    sweep(now=MONDAY)

    (row,) = rows(people.supervisor)

    assert row.text == f"Practice date {Episode.objects.get().reference}"


def test_three_cost_as_many_queries_as_one(people: Cast, django_assert_max_num_queries: Any) -> None:
    costs = []
    for number in (1, 2):
        for _ in range(number):
            promise(people)
        sweep(now=MONDAY)
        with django_assert_max_num_queries(20) as counted:
            assert len(rows(people.supervisor)) == 2 * number - 1
        costs.append(len(counted))
    assert costs[0] == costs[1]
