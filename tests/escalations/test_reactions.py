"""Acknowledge, hand over, put off, close: done, refused, and what the ladder does afterwards."""

import uuid
from datetime import timedelta

import pytest

from tests.factories.escalations import END_OF_FRIDAY, MONDAY, Cast, cast, promise
from tests.factories.people import LeaveFactory, PersonFactory
from tests.practice.dates import STRANGER
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.escalations import commands
from workforce_assurance.escalations.models import Episode, Notice, Reaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def episode(people: Cast) -> Episode:
    promise(people)
    commands.sweep(now=MONDAY)
    return Episode.objects.get()


def climbs_at(episode: Episode, position: int) -> list[int]:
    """The days after the Friday on which the episode reaches each rung from there on."""
    reached = []
    for day in range(60):
        commands.sweep(now=END_OF_FRIDAY + timedelta(days=day, hours=23))
        episode.refresh_from_db()
        if episode.position > position:
            reached.append(day)
            position = episode.position
    return reached


def test_an_unanswered_episode_climbs_after_3_8_and_13_working_days(episode: Episode) -> None:
    assert climbs_at(episode, 1) == [5, 12, 19]


def test_an_acknowledgement_holds_the_next_rung_and_those_above_it(people: Cast, episode: Episode) -> None:
    # On Wednesday, the day on which the manager would be told: three working days later is Monday.
    wednesday = MONDAY + timedelta(days=2)
    commands.acknowledge(episodes=[episode], by=people.supervisor, now=wednesday)
    assert climbs_at(episode, 1) == [9, 16, 23]


def test_acknowledging_twice_is_one_reaction(people: Cast, episode: Episode) -> None:
    counts = [commands.acknowledge(episodes=[episode], by=people.supervisor, now=MONDAY) for _ in range(2)]
    assert (counts, Reaction.objects.count()) == ([1, 0], 1)


def test_acknowledging_says_nothing_about_the_obligation(people: Cast, episode: Episode) -> None:
    commands.acknowledge(episodes=[episode], by=people.supervisor, now=MONDAY)
    episode.refresh_from_db()
    assert episode.state == Episode.State.OPEN


def test_acknowledging_leaves_a_trail(people: Cast, episode: Episode) -> None:
    commands.acknowledge(episodes=[episode], by=people.supervisor, now=MONDAY)
    entry = TrailEntry.objects.get(action="escalations.episode_acknowledged")
    assert (entry.actor, entry.about_id, entry.facts) == (people.supervisor, people.worker.pk, {"position": 1})


def test_acknowledging_a_reminder_holds_nothing_back(people: Cast) -> None:
    date = promise(people, ahead=timedelta(days=1))
    commands.sweep(now=MONDAY)
    commands.acknowledge(episodes=Episode.objects.all(), by=people.supervisor, now=MONDAY)
    commands.sweep(now=date.runs_out_at)
    assert Episode.objects.get().position == 1


def test_putting_off_holds_the_next_rung_back_until_then(people: Cast, episode: Episode) -> None:
    commands.snooze(episode=episode, working_days=10, reason="worker_away", by=people.supervisor, now=MONDAY)
    assert climbs_at(episode, 1) == [16, 23, 30]


def test_putting_off_for_too_long_is_refused(people: Cast, episode: Episode) -> None:
    with pytest.raises(commands.PutOffTooLong):
        commands.snooze(episode=episode, working_days=11, reason="other", by=people.supervisor, now=MONDAY)


def test_putting_off_a_third_time_is_refused(people: Cast, episode: Episode) -> None:
    for _ in range(2):
        commands.snooze(episode=episode, working_days=1, reason="other", by=people.supervisor, now=MONDAY)
    with pytest.raises(commands.PutOffTooOften):
        commands.snooze(episode=episode, working_days=1, reason="other", by=people.supervisor, now=MONDAY)


def test_handing_over_writes_a_notice_for_the_other(people: Cast, episode: Episode) -> None:
    other = people.manager
    commands.hand_over(episode=episode, to=other, by=people.supervisor, now=MONDAY)
    notice = Notice.objects.get(recipient=other)
    assert (notice.position, notice.way, notice.mail.recipient) == (1, "handed_over", other)


def test_handing_over_twice_to_the_same_person_is_refused(people: Cast, episode: Episode) -> None:
    other = people.manager
    commands.hand_over(episode=episode, to=other, by=people.supervisor, now=MONDAY)
    with pytest.raises(commands.AlreadyTold):
        commands.hand_over(episode=episode, to=other, by=people.supervisor, now=MONDAY)


def test_it_is_never_handed_to_the_person_it_is_about(people: Cast, episode: Episode) -> None:
    with pytest.raises(commands.CannotBeHandedTo):
        commands.hand_over(episode=episode, to=people.worker, by=people.supervisor, now=MONDAY)


def test_it_is_never_handed_to_a_peer(people: Cast, episode: Episode) -> None:
    with pytest.raises(commands.CannotBeHandedTo):
        commands.hand_over(episode=episode, to=PersonFactory(), by=people.supervisor, now=MONDAY)


def test_it_is_never_handed_to_whoever_may_not_know_of_it(people: Cast, episode: Episode) -> None:
    people.manager.job_title = STRANGER
    with pytest.raises(commands.CannotBeHandedTo):
        commands.hand_over(episode=episode, to=people.manager, by=people.supervisor, now=MONDAY)


def test_it_is_never_handed_to_whoever_is_away(people: Cast, episode: Episode) -> None:
    away = people.manager
    LeaveFactory(person=away)
    with pytest.raises(commands.CannotBeHandedTo):
        commands.hand_over(episode=episode, to=away, by=people.supervisor, now=MONDAY)


def test_closing_ends_what_waits_and_says_why(people: Cast, episode: Episode) -> None:
    closing = {"kind": "practice.date", "because": "moved", "by": people.supervisor, "now": MONDAY}
    assert commands.close_episodes(subject_id=episode.subject_id, **closing) == 1
    notice = Notice.objects.get()
    assert (notice.state, notice.why) == (Notice.State.SUPERSEDED, "It was moved before this was sent.")


def test_closing_twice_closes_once(people: Cast, episode: Episode) -> None:
    closing = {"kind": "practice.date", "because": "done", "by": people.supervisor, "now": MONDAY}
    counts = [commands.close_episodes(subject_id=episode.subject_id, **closing) for _ in range(2)]
    assert counts == [1, 0]


def test_a_closed_episode_never_climbs_again(people: Cast, episode: Episode) -> None:
    commands.close_episodes(
        kind="practice.date", subject_id=episode.subject_id, because="done", by=people.supervisor, now=MONDAY
    )
    assert climbs_at(episode, 1) == []


@pytest.mark.parametrize("react", ["snooze", "hand_over"])
def test_a_closed_episode_takes_no_answer(people: Cast, episode: Episode, react: str) -> None:
    commands.close_episodes(
        kind="practice.date", subject_id=episode.subject_id, because="done", by=people.supervisor, now=MONDAY
    )
    given = {"snooze": {"working_days": 1, "reason": "other"}, "hand_over": {"to": people.manager}}[react]
    with pytest.raises(commands.EpisodeClosed):
        getattr(commands, react)(episode=episode, by=people.supervisor, now=MONDAY, **given)


def test_closing_what_never_ran_out_is_no_error() -> None:
    assert (
        commands.close_episodes(kind="practice.date", subject_id=uuid.uuid4(), because="done", by=None, now=MONDAY) == 0
    )
