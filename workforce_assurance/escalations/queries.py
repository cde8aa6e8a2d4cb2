"""What other apps, pages and mails may ask about ladders, episodes and the heartbeat."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet

from workforce_assurance.common.versions import VersionState
from workforce_assurance.people import queries as people
from workforce_assurance.people.enums import Role

from .ladders import Ladder, ladders_from
from .models import Episode, Hold, LadderVersion, Notice, Reaction, Rung, Start, Sweep
from .querysets import EpisodeQuerySet
from .registry import OBLIGATIONS
from .rungs import WorkingClock

MISSED_INTERVALS = 2


@dataclass(frozen=True)
class KeptBack:
    """A storm in numbers; each mail goes to one person, or to the safety-net mailbox."""

    hold: Hold
    notices: int
    mails: int


def working_clock() -> WorkingClock:
    """The organisation's working days, as they stand today."""
    return WorkingClock(people.calendar(), people.zone())


def ladders_in_use(*, now: datetime, clock: WorkingClock | None = None) -> dict[uuid.UUID, Ladder]:
    """The published ladders, and those that an episode still stands on."""
    stood_on = Episode.objects.not_closed().filter(ladder=OuterRef("ladder"))
    rungs = Rung.objects.filter(Q(ladder__state="published") | Exists(stood_on))
    begun = Start.objects.filter(obligation_kind=OuterRef("ladder__obligation_kind"), started_at__isnull=False)
    rows = rungs.annotate(started=Exists(begun)).values_list(
        "ladder_id", "ladder__obligation_kind", "ladder__state", "position", "recipient", "working_days", "started"
    )
    return ladders_from(rows, clock=clock or working_clock(), now=now)


def last_sweep() -> Sweep | None:
    """The last sweep that went through every kind."""
    return Sweep.objects.filter(troubled=0).order_by("-finished_at").first()


def sweep_is_missed(*, now: datetime, last: Sweep | None = None) -> bool:
    """Whether two intervals have passed without a sweep; `last` is the last one, where it is known already."""
    since = last.finished_at if last else heard_last()
    return since is not None and now - since > MISSED_INTERVALS * sweep_interval()


def heard_last() -> datetime | None:
    """When the last sweep finished; before the first, since when it is waited for; None on an empty installation."""
    last = last_sweep()
    if last:
        return last.finished_at
    return LadderVersion.objects.published().aggregate(first=Min("published_at"))["first"]


def sweep_interval() -> timedelta:
    return settings.ESCALATIONS_SWEEP_EVERY


def reminder_working_days(kind: str) -> int | None:
    """How many working days before the due date the published ladder reminds; None when it does not."""
    rung = Rung.objects.filter(ladder__obligation_kind=kind, ladder__state="published", position=0).first()
    return rung.working_days if rung else None


def episodes_of_mail(mail_id: uuid.UUID) -> QuerySet[Episode]:
    """What a mail told of, the oldest first."""
    told = Notice.objects.filter(mail=mail_id, episode=OuterRef("pk"))
    return Episode.objects.filter(Exists(told)).order_by("due_at", "reference")


def acknowledged_of_mail(mail_id: uuid.UUID, by: uuid.UUID | None) -> set[uuid.UUID]:
    """Of what a mail told of, what its recipient has acknowledged at the present rung."""
    mine = Reaction.objects.filter(kind=Reaction.Kind.ACKNOWLEDGED, by=by, position=F("episode__position"))
    return set(mine.filter(episode__in=episodes_of_mail(mail_id).values("pk")).values_list("episode_id", flat=True))


def known_among(episodes: Collection[Episode], person: Any) -> list[Episode]:
    """Those of which their practice lets this person know whom they are about; at most one question for each kind."""
    about: dict[str, set[uuid.UUID]] = defaultdict(set)
    for episode in episodes:
        about[episode.obligation_kind].add(episode.about_id)
    knows = {kind: OBLIGATIONS[kind].knowing(ids) for kind, ids in about.items() if kind in OBLIGATIONS}
    return [
        one for one in episodes if one.obligation_kind in knows and knows[one.obligation_kind](person, one.about_id)
    ]


def was_told(subject_ids: Collection[uuid.UUID], person_ids: Collection[uuid.UUID]) -> bool:
    """Whether one of these people was told, or is about to be, of one of these that is not closed."""
    episodes = Episode.objects.not_closed().filter(subject_id__in=subject_ids)
    return Notice.objects.filter(episode__in=episodes.values("pk"), recipient__in=person_ids).exists()


def with_history(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """Episodes with everything that the page of what was sent and why shows."""
    return episodes.select_related("about", "responsible", "ladder").prefetch_related(
        Prefetch("notices", Notice.objects.select_related("recipient").order_by("id")),
        Prefetch("reactions", Reaction.objects.select_related("by", "to")),
        "ladder__rungs",
    )


def unanswered_about(people_ids: Any, *, readers: Collection[uuid.UUID]) -> EpisodeQuerySet:
    """Past their date, and nobody told has answered: about these people (a subquery), or about anybody when it is None.

    Without what one of the `readers` may not learn of: all of them read the same.
    """
    found = Episode.objects.unanswered().not_kept_from(readers)
    return found if people_ids is None else found.filter(about__in=people_ids)


def ran_out_between(*, since: datetime, until: datetime, viewer: Any, on: date) -> EpisodeQuerySet:
    """What ran out in that time and climbed a rung, as far as the viewer may know; `is_acknowledged` says whether anybody answered."""
    answered = Reaction.objects.filter(episode=OuterRef("pk"), kind=Reaction.Kind.ACKNOWLEDGED, at__lt=until)
    found = Episode.objects.visible_to(viewer, on=on).filter(runs_out_at__gte=since, runs_out_at__lt=until)
    return found.filter(position__gte=1).annotate(is_acknowledged=Exists(answered))


def counted_by_rung(episodes: QuerySet[Episode]) -> dict[int, int]:
    """How many of these stand on each rung."""
    counted = episodes.order_by().values("position").annotate(number=Count("pk")).values_list("position", "number")
    return dict(sorted(counted))


def dry_run(ladder: LadderVersion, *, now: datetime) -> dict[int, int]:
    """On which rung what is open now would stand, had it begun on this ladder."""
    clock = working_clock()
    counts: dict[int, int] = {}
    left = Episode.objects.open().filter(obligation_kind=ladder.obligation_kind)
    higher = None
    for rung in ladder.rungs.filter(position__gte=1).order_by("-position"):
        reached = left.filter(counted_from__lte=clock.cut_off(now, rung.working_days))
        counts[rung.position] = (reached if higher is None else reached.filter(counted_from__gt=higher)).count()
        higher = clock.cut_off(now, rung.working_days)
    return dict(sorted(counts.items()))


def waiting_starts() -> list[Start]:
    """The kinds whose first sweep waits for somebody's word."""
    return list(Start.objects.filter(started_at__isnull=True).order_by("obligation_kind"))


def to_be_started(ladders: Sequence[LadderVersion]) -> list[LadderVersion]:
    """Of these, the published ones whose first sweep waits for somebody's word."""
    kinds = {start.obligation_kind for start in waiting_starts()}
    return [one for one in ladders if one.state == VersionState.PUBLISHED and one.obligation_kind in kinds]


def open_hold() -> Hold | None:
    """The storm that waits for somebody's word."""
    return Hold.objects.filter(confirmed_at__isnull=True).first()


def kept_back(hold: Hold) -> KeptBack:
    """What a storm keeps back: how many notices still wait, for how many people."""
    waiting = Notice.objects.waiting().filter(hold=hold)
    counts = waiting.aggregate(notices=Count("pk"), mails=Count("mail", distinct=True))
    return KeptBack(hold, counts["notices"], counts["mails"])


def latest_versions() -> Sequence[LadderVersion]:
    """The published ladder and the draft of each kind, with their rungs."""
    shown = LadderVersion.objects.exclude(state=VersionState.RETIRED)
    return list(shown.prefetch_related("rungs").order_by("obligation_kind", "-number"))


def who_may_take_on(episode: Episode, *, on: date) -> QuerySet:
    """Whom it may be handed to: the person responsible and who stands in, those above the worker, and governance leads.

    They are at work on that day and have an address that takes mail; never the person it is about.
    """
    about, responsible = episode.about_id, episode.responsible_id
    places = people.memberships(on=on).filter(person=about)
    supervising = people.supervision_lines(on=on).filter(worker=about)
    above = Q(manages=about) | Q(manages__manages=about) | Q(manages__manages__manages=about)
    above |= Q(manages_teams__in=places.values("team")) | Q(leads_services__in=places.values("team__service"))
    standing_in = people.deputy_of(episode.responsible, on=on) if responsible != about else None
    near = Q(pk=responsible) | Q(pk__in=supervising.values("supervisor"))
    near |= Q(pk=standing_in.pk) if standing_in else Q()
    governing = Q(role_grants__role=Role.GOVERNANCE_LEAD)
    present = people.people_in_post(on=on).present(on=on).exclude(pk=about)
    reachable = present.filter(email__isnull=False, email_bounced_at__isnull=True)
    return reachable.filter(near | above | governing).distinct().order_by("full_name", "pk")
