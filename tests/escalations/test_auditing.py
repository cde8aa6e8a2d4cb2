"""The auditor: nothing to say while promises are kept, and one line for each that is broken."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command

from tests.conftest import MailServer
from tests.factories.escalations import END_OF_FRIDAY, MONDAY, Cast, cast, promise
from workforce_assurance.escalations.auditing import broken_promises
from workforce_assurance.escalations.commands import close_episodes, sweep
from workforce_assurance.escalations.models import Episode, LadderVersion, Notice
from workforce_assurance.outbox.commands import send_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    people = cast()
    promise(people)
    sweep(now=MONDAY)
    return people


def test_forty_days_of_sweeps_and_mails_break_no_promise(people: Cast, mail_server: MailServer) -> None:
    for day in range(40):
        now = MONDAY + timedelta(days=day)
        promise(people, runs_out_at=END_OF_FRIDAY + timedelta(days=day))
        sweep(now=now)
        send_waiting(clock=lambda now=now: now)
        assert broken_promises(now=now) == []


def break_it(change: Callable[[], object]) -> list[str]:
    change()
    return [one.promise for one in broken_promises(now=MONDAY + timedelta(minutes=30))]


def test_an_episode_without_notice_is_found(people: Cast) -> None:
    assert break_it(Notice.objects.all().delete) == ["Past its date, and nobody was told at its rung"]


def test_a_notice_above_its_episode_is_found(people: Cast) -> None:
    assert break_it(lambda: Notice.objects.update(position=2)) == [
        "Past its date, and nobody was told at its rung",
        "A rung was told that was not reached",
    ]


def test_a_rung_that_was_not_climbed_is_found(people: Cast) -> None:
    change = {"counted_from": END_OF_FRIDAY - timedelta(days=9), "runs_out_at": END_OF_FRIDAY - timedelta(days=9)}
    found = break_it(lambda: Episode.objects.update(due_at=END_OF_FRIDAY - timedelta(days=9), **change))
    assert found == ["Its next rung came and was not climbed"]


def test_a_notice_that_waits_for_a_day_is_found(people: Cast) -> None:
    found = break_it(lambda: Notice.objects.update(created_at=MONDAY - timedelta(days=2)))
    assert found == ["A notice has not ended after 24 hours"]


def test_something_sent_after_closing_is_found(people: Cast) -> None:
    episode = Episode.objects.get()
    close_episodes(kind="practice.date", subject_id=episode.subject_id, because="done", by=None, now=MONDAY)
    later = MONDAY + timedelta(minutes=10)
    assert break_it(lambda: Notice.objects.update(state="sent", ended_at=later)) == [
        "Something was sent after it was closed"
    ]


def test_a_dead_notice_that_nobody_caught_is_found(people: Cast) -> None:
    found = break_it(lambda: Notice.objects.update(state="dead", ended_at=MONDAY))
    assert found == ["A mail could not be delivered and the safety net was not told"]


def test_a_kind_without_ladder_is_found(people: Cast) -> None:
    found = break_it(LadderVersion.objects.filter(obligation_kind="practice.date").update(state="retired").bit_length)
    assert found == ["A kind of obligation has no published ladder"]


def test_the_command_ends_with_one_when_a_promise_is_broken(people: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    Notice.objects.all().delete()
    with pytest.raises(SystemExit) as ended:
        call_command("escalations_audit")
    assert (ended.value.code, "nobody was told at its rung: P-" in capsys.readouterr().out) == (1, True)
