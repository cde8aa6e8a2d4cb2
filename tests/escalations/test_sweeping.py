"""The sweep: what ran out becomes an episode, climbs, and is told."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.escalations import END_OF_FRIDAY, MONDAY, Cast, PromisedDateFactory, cast, promise
from tests.factories.people import PersonFactory
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.models import Episode, Notice, Sweep
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.outbox.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def told() -> list[tuple[int, str]]:
    notices = Notice.objects.order_by("id").select_related("recipient")
    return [(notice.position, str(notice.recipient or "safety net")) for notice in notices]


def test_what_ran_out_becomes_an_episode_that_the_supervisor_is_told_of(people: Cast) -> None:
    date = promise(people)
    sweep(now=MONDAY)
    episode = Episode.objects.get()
    assert (episode.subject_id, episode.position, episode.state) == (date.pk, 1, Episode.State.OPEN)
    assert told() == [(1, "Sol Supervisor")]
    assert Mail.objects.get().recipient == people.supervisor


def test_a_sweep_counts_what_it_did(people: Cast) -> None:
    promise(people)
    promise(people, ahead=timedelta(days=2))
    row = sweep(now=MONDAY)
    assert (row.reminded, row.opened, row.climbed, row.noticed, row.mails) == (1, 1, 0, 2, 1)


def test_a_second_sweep_at_the_same_moment_adds_nothing(people: Cast) -> None:
    promise(people)
    sweep(now=MONDAY)
    sweep(now=MONDAY)
    assert (told(), Mail.objects.count()) == ([(1, "Sol Supervisor")], 1)


def test_the_reminder_becomes_an_open_episode_when_the_date_runs_out(people: Cast) -> None:
    date = promise(people, ahead=timedelta(days=1))
    sweep(now=MONDAY)
    assert Episode.objects.get().state == Episode.State.APPROACHING
    sweep(now=date.runs_out_at)
    episode = Episode.objects.get()
    assert (episode.state, episode.position) == (Episode.State.OPEN, 1)
    assert told() == [(0, "Sol Supervisor"), (1, "Sol Supervisor")]


def test_an_episode_climbs_every_rung_once_and_in_order(people: Cast) -> None:
    promise(people)
    for days in range(40):
        sweep(now=END_OF_FRIDAY + timedelta(days=days))
    assert told() == [(1, "Sol Supervisor"), (2, "Mona Manager"), (3, "Gale Governance"), (4, "safety net")]


@pytest.mark.parametrize(
    ("now", "position"),
    [
        ("2026-11-11T23:59:59+00:00", 1),
        ("2026-11-12T00:00:00+00:00", 2),
        ("2026-11-18T23:59:59+00:00", 2),
        ("2026-11-19T00:00:00+00:00", 3),
        ("2026-11-26T00:00:00+00:00", 4),
    ],
)
def test_a_rung_comes_at_the_end_of_its_working_day(people: Cast, now: str, position: int) -> None:
    promise(people)
    sweep(now=MONDAY)
    sweep(now=datetime.fromisoformat(now))
    assert Episode.objects.get().position == position


def test_a_ladder_that_slept_a_fortnight_gives_one_notice_at_the_right_rung(people: Cast) -> None:
    promise(people)
    sweep(now=END_OF_FRIDAY + timedelta(days=14))
    assert told() == [(3, "Gale Governance")]


def test_a_climb_that_slept_gives_one_notice_at_the_right_rung(people: Cast) -> None:
    promise(people)
    sweep(now=MONDAY)
    sweep(now=MONDAY + timedelta(days=14))
    assert told() == [(1, "Sol Supervisor"), (3, "Gale Governance")]


def test_everything_of_one_person_goes_into_one_mail(people: Cast) -> None:
    for _ in range(3):
        promise(people)
    sweep(now=MONDAY)
    assert Notice.objects.values_list("mail", flat=True).distinct().count() == 1


def test_batches_of_one_give_the_same_episodes_and_one_mail(people: Cast, settings: object) -> None:
    settings.ESCALATIONS_BATCH = 1
    for _ in range(3):
        promise(people)
    row = sweep(now=MONDAY)
    assert (row.opened, row.noticed, Mail.objects.count()) == (3, 3, 1)


def test_what_is_new_while_a_mail_waits_goes_along_with_it(people: Cast) -> None:
    promise(people)
    sweep(now=MONDAY)
    promise(people)
    sweep(now=MONDAY + timedelta(minutes=5))
    assert (Notice.objects.count(), Mail.objects.count()) == (2, 1)


def test_without_a_published_ladder_nothing_is_claimed() -> None:
    date = PromisedDateFactory()
    sweep(now=MONDAY)
    date.refresh_from_db()
    assert (Episode.objects.count(), date.next_check) == (0, date.runs_out_at)


def test_somebody_who_left_is_passed_over_for_the_next_manager(people: Cast) -> None:
    people.supervisor.is_active = False
    people.supervisor.save()
    promise(people)
    sweep(now=MONDAY)
    assert told() == [(1, "Mona Manager")]


def test_a_tick_with_nothing_new_is_six_statements_whatever_the_number_of_kinds(people: Cast) -> None:
    promise(people)
    sweep(now=MONDAY)
    with CaptureQueriesContext(connection) as queries:
        sweep(now=MONDAY)
    statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(statements) <= 6, statements


def test_the_statements_do_not_grow_with_the_people(people: Cast) -> None:
    def statements(count: int) -> int:
        for _ in range(count):
            supervisor = PersonFactory(manager=people.manager)
            PromisedDateFactory(about=PersonFactory(manager=people.manager), responsible=supervisor)
        with CaptureQueriesContext(connection) as queries:
            sweep(now=MONDAY)
        return len(queries)

    sweep(now=MONDAY)
    assert statements(1) == statements(5)


def test_one_practice_in_trouble_stops_no_other(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from workforce_assurance.escalations.commands import ship_ladders
    from workforce_assurance.escalations.registry import Obligation

    def broken(now: datetime, limit: int) -> tuple[str, list[object]]:
        return "SELECT no_such_column", []

    good = OBLIGATIONS["practice.date"]
    bad = Obligation("broken.date", "date", "dates", broken, good.due, good.unmet, good.page, good.may_know)
    monkeypatch.setitem(OBLIGATIONS, bad.kind, bad)
    ship_ladders(now=MONDAY)
    promise(people)
    row = sweep(now=MONDAY)
    assert (row.opened, row.troubled) == (1, 1)


def test_one_practice_that_cannot_say_what_is_due_stops_no_other(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tests.practice.models import PromisedDate
    from workforce_assurance.escalations.commands import ship_ladders

    broken = PromisedDate.objects.extra(where=["no_such_column"]).values_list("pk")
    bad = replace(OBLIGATIONS["practice.date"], kind="broken.date", due=lambda now: broken)
    monkeypatch.setitem(OBLIGATIONS, bad.kind, bad)
    ship_ladders(now=MONDAY)
    promise(people)
    row = sweep(now=MONDAY)
    assert (row.opened, row.troubled) == (1, 1)


def test_the_heartbeat_is_one_row_for_each_sweep(people: Cast) -> None:
    sweep(now=MONDAY)
    sweep(now=MONDAY + settings.ESCALATIONS_SWEEP_EVERY)
    assert Sweep.objects.count() == 2
