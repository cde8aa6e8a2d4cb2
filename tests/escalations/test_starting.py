"""The first sweep of a kind: it begins by itself when it is small, and waits for somebody's word when it is not."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.escalations import MONDAY, Cast, cast, promise
from tests.factories.people import PersonFactory
from tests.practice.dates import KIND
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common import banners
from workforce_assurance.escalations import health
from workforce_assurance.escalations.commands import AlreadyStarted, NothingToStart, start_kind, sweep
from workforce_assurance.escalations.foreseen import FirstSweep, first_sweep_of
from workforce_assurance.escalations.models import Episode, Start
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> Any:
    banners.forget()
    with time_machine.travel(MONDAY, tick=False):
        yield
    banners.forget()


@pytest.fixture
def people(settings: Any) -> Cast:
    settings.ESCALATIONS_FIRST_AT_MOST = 2
    return cast()


@pytest.fixture
def administrator() -> Any:
    return PersonFactory(roles=[Role.ADMINISTRATOR])


def backlog(people: Cast, number: int = 3) -> None:
    for _ in range(number):
        promise(people)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def start(by: Any) -> Start:
    return start_kind(kind=KIND, by=by, now=MONDAY)


def test_with_nothing_due_it_begins_by_itself(people: Cast) -> None:
    sweep(now=MONDAY)
    assert Start.objects.get(obligation_kind=KIND).started_at == MONDAY


def test_a_small_first_sweep_tells_at_once(people: Cast) -> None:
    backlog(people, 2)
    sweep(now=MONDAY)
    assert (Episode.objects.count(), Mail.objects.count()) == (2, 1)


def test_a_large_first_sweep_counts_and_opens_nothing(people: Cast) -> None:
    backlog(people)
    row = sweep(now=MONDAY)
    counted = Start.objects.get(obligation_kind=KIND)
    assert (Episode.objects.count(), Mail.objects.count(), row.noticed) == (0, 0, 0)
    assert (counted.started_at, counted.reminders, counted.episodes, counted.people) == (None, 0, 3, 1)


def test_it_goes_on_waiting_sweep_after_sweep_and_is_counted_once(people: Cast) -> None:
    backlog(people)
    for _ in range(3):
        sweep(now=MONDAY)
    assert TrailEntry.objects.filter(action="escalations.kind_waits", subject_id=KIND).count() == 1
    assert Episode.objects.count() == 0


def test_the_dry_run_counts_rungs_reminders_and_people_and_changes_nothing(people: Cast) -> None:
    backlog(people)
    promise(people, ahead=timezone.timedelta(days=1))
    before = first_sweep_of(KIND, now=MONDAY)
    assert before == first_sweep_of(KIND, now=MONDAY) == FirstSweep({0: 1, 1: 3}, 1)


def test_once_started_the_next_sweep_tells_everybody_once(people: Cast, administrator: Any) -> None:
    backlog(people)
    sweep(now=MONDAY)
    start(administrator)
    sweep(now=MONDAY)
    sweep(now=MONDAY)
    assert (Episode.objects.count(), Mail.objects.count()) == (3, 1)


def test_starting_is_kept_in_the_trail_with_its_counts(people: Cast, administrator: Any) -> None:
    backlog(people)
    start(administrator)
    entry = TrailEntry.objects.get(action="escalations.kind_started")
    assert (entry.actor, entry.facts) == (administrator, {"reminders": 0, "episodes": 3, "people": 1})


def test_starting_twice_is_refused(people: Cast, administrator: Any) -> None:
    start(administrator)
    with pytest.raises(AlreadyStarted):
        start(administrator)
    assert Start.objects.get(obligation_kind=KIND).started_by == administrator


def test_a_kind_without_a_ladder_cannot_be_started(administrator: Any) -> None:
    with pytest.raises(NothingToStart):
        start(administrator)


def test_the_dry_run_costs_the_same_for_one_and_for_three_people(people: Cast) -> None:
    def statements(number: int) -> int:
        backlog(people, number)
        with CaptureQueriesContext(connection) as queries:
            first_sweep_of(KIND, now=MONDAY)
        return len(queries)

    assert statements(1) == statements(2)


def test_the_page_shows_the_counts_and_the_press_starts(people: Cast, administrator: Any) -> None:
    backlog(people)
    sweep(now=MONDAY)
    client = signed_in(administrator)
    page = client.get(reverse("ladders")).content.decode()
    assert ("3 at rung 1" in page, "1 person gets one mail each" in page, "Start the alerts" in page) == (True,) * 3
    client.post(reverse("ladder_start", args=[people.ladder.pk]))
    assert "Start the alerts" not in client.get(reverse("ladders")).content.decode()
    assert Start.objects.get(obligation_kind=KIND).started_by == administrator


def test_pressing_twice_says_so(people: Cast, administrator: Any) -> None:
    client = signed_in(administrator)
    answers = [client.post(reverse("ladder_start", args=[people.ladder.pk]), follow=True) for _ in range(2)]
    assert "was started before" in answers[1].content.decode()


def test_starting_is_missing_for_everybody_else(people: Cast) -> None:
    assert signed_in(people.manager).post(reverse("ladder_start", args=[people.ladder.pk])).status_code == 404
    assert not Start.objects.exists()


def test_the_administrator_hears_of_it_on_every_page_on_today_and_at_healthz(people: Cast, administrator: Any) -> None:
    backlog(people)
    sweep(now=MONDAY)
    today = signed_in(administrator).get("/").content.decode()
    assert ("Alerts have not begun" in today, "3 to 1 people at once" in today) == (True, True)
    assert "Alerts have not begun" not in signed_in(people.manager).get("/").content.decode()
    assert health.check_all(now=MONDAY)["held"] == "the first alerts wait to be started"
