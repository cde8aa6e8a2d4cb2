"""What people do about an episode: acknowledge, hand over, put off; and what ends it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from workforce_assurance.audit.commands import Written, record, record_many
from workforce_assurance.common.refusals import Refusal
from workforce_assurance.people import queries as people
from workforce_assurance.people.reach import Found

from ..models import Episode, LadderVersion, Notice, Reaction
from ..queries import ladders_in_use, who_may_take_on, working_clock
from ..registry import OBLIGATIONS
from ..sql import Moved
from .telling import tell

LONGEST_PUT_OFF = 10
MOST_PUT_OFFS = 2
HANDED_OVER = "handed_over"


class EpisodeClosed(Refusal):
    words = "This is closed: nothing is left to do about it."


class PutOffTooLong(Refusal):
    words = f"Choose 1 to {LONGEST_PUT_OFF} working days."


class PutOffTooOften(Refusal):
    words = "This was put off twice already. Hand it over, or do something about it now."


class CannotBeHandedTo(Refusal):
    words = "Choose somebody who is at work, can be reached by mail and may know of this."


class AlreadyTold(Refusal):
    words = "They have been told of this already. Choose somebody else."


@transaction.atomic
def close_episodes(*, kind: str, subject_id: uuid.UUID, because: str, by: Any, now: datetime) -> int:
    """Close what is not closed yet of this obligation; nothing more is sent about it. How many were closed."""
    return close_all_episodes(kind=kind, subject_ids=[subject_id], because=because, by=by, now=now)


@transaction.atomic
def close_all_episodes(*, kind: str, subject_ids: Collection[uuid.UUID], because: str, by: Any, now: datetime) -> int:
    """The same for many obligations of one kind, in the same number of statements."""
    episodes = list(
        Episode.objects.not_closed().filter(obligation_kind=kind, subject_id__in=subject_ids).select_for_update()
    )
    keys = [episode.pk for episode in episodes]
    if not keys:
        return 0
    closed = {"state": Episode.State.CLOSED, "closed_at": now, "closed_because": because, "held_until": None}
    Episode.objects.filter(pk__in=keys).update(**closed)
    why = f"{Episode.Closed(because).label} before this was sent."
    Notice.objects.waiting().filter(episode__in=keys).update(state=Notice.State.SUPERSEDED, why=why, ended_at=now)
    changes = [
        Written("escalations.episode_closed", "episode", one.pk, about=one.about_id, facts={"because": because})
        for one in episodes
    ]
    record_many(changes=changes, by=by, now=now)
    return len(keys)


@transaction.atomic
def acknowledge(*, episodes: Iterable[Episode], by: Any, now: datetime) -> int:
    """Note that somebody has it; the next rung of what ran out waits for the ladder's working days.

    It says nothing about the obligation itself. Acknowledged again by the same person at the same rung, it changes
    nothing. How many were acknowledged now.
    """
    keys = [episode.pk for episode in episodes]
    open_ = list(
        Episode.objects.not_closed().filter(pk__in=keys).select_for_update(of=("self",)).select_related("ladder")
    )
    done = set(
        Reaction.objects.filter(kind=Reaction.Kind.ACKNOWLEDGED, by=by, episode__in=keys).values_list(
            "episode_id", "position"
        )
    )
    new = [episode for episode in open_ if (episode.pk, episode.position) not in done]
    Reaction.objects.bulk_create(
        Reaction(episode=episode, kind=Reaction.Kind.ACKNOWLEDGED, position=episode.position, by=by, at=now)
        for episode in new
    )
    _hold_for_the_ladder(new, now)
    for episode in new:
        _record("episode_acknowledged", episode, by, now, position=episode.position)
    return len(new)


@transaction.atomic
def acknowledge_mail(*, mail_id: uuid.UUID, by: Any, now: datetime) -> int:
    """Acknowledge everything that this mail told of and that is still open."""
    episodes = Episode.objects.not_closed().filter(notices__mail=mail_id).distinct()
    return acknowledge(episodes=list(episodes), by=by, now=now)


@transaction.atomic
def snooze(*, episode: Episode, working_days: int, reason: str, by: Any, now: datetime) -> Reaction:
    """Put the next rung off, with a reason.

    :raises EpisodeClosed: when it is over
    :raises PutOffTooLong: when it is more than ten working days, or none
    :raises PutOffTooOften: when it was put off twice already
    """
    episode = _not_closed(episode)
    if not 1 <= working_days <= LONGEST_PUT_OFF:
        raise PutOffTooLong
    if episode.reactions.filter(kind=Reaction.Kind.SNOOZED).count() >= MOST_PUT_OFFS:
        raise PutOffTooOften
    until = working_clock().comes_at(now, working_days)
    _hold([episode], until)
    reaction = Reaction.objects.create(
        episode=episode,
        kind=Reaction.Kind.SNOOZED,
        position=episode.position,
        by=by,
        at=now,
        until=until,
        reason=reason,
    )
    _record("episode_put_off", episode, by, now, reason=reason, working_days=working_days)
    return reaction


@transaction.atomic
def hand_over(*, episode: Episode, to: Any, by: Any, now: datetime) -> Reaction:
    """Give it to somebody else, who gets a notice of their own.

    :raises EpisodeClosed: when it is over
    :raises CannotBeHandedTo: when they may not know of it or cannot be reached
    :raises AlreadyTold: when they have been told of this rung
    """
    episode = _not_closed(episode)
    on = people.today(now=now)
    may_know = OBLIGATIONS[episode.obligation_kind].knowing([episode.about_id])
    if not (who_may_take_on(episode, on=on).filter(pk=to.pk).exists() and may_know(to, episode.about_id)):
        raise CannotBeHandedTo
    if episode.notices.filter(position=episode.position, recipient=to).exists():
        raise AlreadyTold
    reaction = Reaction.objects.create(
        episode=episode, kind=Reaction.Kind.HANDED_OVER, position=episode.position, by=by, at=now, to=to
    )
    group = Moved(
        episode.obligation_kind,
        episode.ladder_id,
        episode.position,
        episode.about_id,
        episode.responsible_id,
        f"{{{episode.pk}}}",
        1,
    )
    tell([(group, Found(to, HANDED_OVER))], key=f"handed-over-{reaction.pk}", told_before=set(), now=now)
    _record("episode_handed_over", episode, by, now, to=str(to.pk))
    return reaction


def _not_closed(episode: Episode) -> Episode:
    episode = Episode.objects.select_for_update(of=("self",)).select_related("ladder").get(pk=episode.pk)
    if episode.state == Episode.State.CLOSED:
        raise EpisodeClosed
    return episode


def _hold_for_the_ladder(episodes: list[Episode], now: datetime) -> None:
    by_ladder: dict[LadderVersion, list[Episode]] = defaultdict(list)
    for episode in episodes:
        by_ladder[episode.ladder].append(episode)
    if not by_ladder:
        return
    clock = working_clock()
    for ladder, on_it in by_ladder.items():
        _hold(on_it, clock.comes_at(now, ladder.acknowledgement_holds))


def _hold(episodes: list[Episode], until: datetime) -> None:
    """Let the rung above come no earlier than that, and those above it as much later; a reminder holds nothing back."""
    ladders = ladders_in_use(now=until)
    groups: dict[tuple[uuid.UUID, int], list[uuid.UUID]] = defaultdict(list)
    for episode in episodes:
        if episode.state == Episode.State.OPEN:
            groups[episode.ladder_id, episode.position].append(episode.pk)
    for (ladder_id, position), keys in groups.items():
        above = ladders[ladder_id].after(position)
        if above is not None:
            later = Greatest("counted_from", Value(above.cut_off))
            Episode.objects.filter(pk__in=keys).update(held_until=until, counted_from=later)


def _record(action: str, episode: Episode, by: Any, now: datetime, **facts: Any) -> None:
    record(
        action=f"escalations.{action}",
        subject_type="episode",
        subject_id=episode.pk,
        by=by,
        now=now,
        about=episode.about_id,
        facts=facts,
    )
