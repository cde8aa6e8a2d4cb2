"""The promises of escalation, each as the question that finds where it was broken; no row is the right answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q

from .models import Episode, LadderVersion, Notice
from .queries import ladders_in_use, sweep_interval
from .registry import OBLIGATIONS

FINISHED_WITHIN = timedelta(hours=24)
MISSED = 2


@dataclass(frozen=True)
class Broken:
    """One promise that was not kept, and where."""

    promise: str
    reference: str


def broken_promises(*, now: datetime) -> list[Broken]:
    """Every promise that is broken at this moment."""
    found: list[Broken] = []
    for promise, question in PROMISES.items():
        found += [Broken(promise, reference) for reference in question(now)]
    return found


def _without_ladder(_now: datetime) -> Iterable[str]:
    published = set(LadderVersion.objects.published().values_list("obligation_kind", flat=True))
    return sorted(set(OBLIGATIONS) - published)


def _without_notice(_now: datetime) -> Iterable[str]:
    told = Notice.objects.filter(episode=OuterRef("pk"), position=OuterRef("position"))
    # What a person closed at once, or a ladder without a reminder, needs none.
    return Episode.objects.open().filter(~Exists(told)).values_list("reference", flat=True)


def _not_climbed(now: datetime) -> Iterable[str]:
    """Episodes whose next rung came more than two sweeps ago."""
    late = now - MISSED * sweep_interval()
    for ladder in ladders_in_use(now=late).values():
        for step in ladder.climbing():
            below = Episode.objects.not_closed().filter(ladder=ladder.id, position=step.position - 1)
            yield from below.filter(counted_from__lte=step.cut_off).values_list("reference", flat=True)


def _out_of_order(_now: datetime) -> Iterable[str]:
    later = Notice.objects.filter(
        episode=OuterRef("episode"), position__gt=OuterRef("position"), created_at__lt=OuterRef("created_at")
    ).exclude(way="handed_over")
    # Whoever takes the place of somebody who could not be told is told of the older rung, later.
    passed_on = Notice.objects.filter(
        episode=OuterRef("episode"), position=OuterRef("position"), created_at__lt=OuterRef("created_at")
    )
    notices = Notice.objects.filter(Exists(later), ~Exists(passed_on)).exclude(way="handed_over")
    return notices.values_list("episode__reference", flat=True).distinct()


def _above_its_episode(_now: datetime) -> Iterable[str]:
    above = Notice.objects.filter(position__gt=F("episode__position"))
    return above.values_list("episode__reference", flat=True).distinct()


def _unfinished(now: datetime) -> Iterable[str]:
    notices = Notice.objects.unfinished(since=now - FINISHED_WITHIN)
    return notices.values_list("episode__reference", flat=True).distinct()


def _sent_after_closing(_now: datetime) -> Iterable[str]:
    sent = Notice.objects.filter(state=Notice.State.SENT, ended_at__gt=F("episode__closed_at"))
    return sent.values_list("episode__reference", flat=True).distinct()


def _without_its_mail(_now: datetime) -> Iterable[str]:
    """Notices that wait although their mail has ended."""
    waiting = Notice.objects.waiting().exclude(mail__state="waiting").filter(mail__settled=True)
    return waiting.values_list("episode__reference", flat=True).distinct()


def _dead_and_nobody_told(_now: datetime) -> Iterable[str]:
    caught = Notice.objects.filter(episode=OuterRef("episode"), position=OuterRef("position"), recipient__isnull=True)
    dead = Notice.objects.filter(Q(recipient__isnull=False), ~Exists(caught), state=Notice.State.DEAD)
    return dead.values_list("episode__reference", flat=True).distinct()


PROMISES: dict[str, Callable[[datetime], Iterable[str]]] = {
    "A kind of obligation has no published ladder": _without_ladder,
    "Past its date, and nobody was told at its rung": _without_notice,
    "Its next rung came and was not climbed": _not_climbed,
    "A rung was told out of order": _out_of_order,
    "A rung was told that was not reached": _above_its_episode,
    "A notice has not ended after 24 hours": _unfinished,
    "A notice waits although its mail has ended": _without_its_mail,
    "Something was sent after it was closed": _sent_after_closing,
    "A mail could not be delivered and the safety net was not told": _dead_and_nobody_told,
}
