"""What other apps and pages may ask of the action log."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .enums import FROM_ACTION, NOT_CLOSED, ActionState, WaitState
from .models import Action, Deadline, Evidence, HandOver, LogSetting, Look, Theme
from .querysets import ActionQuerySet


def log_setting() -> LogSetting:
    return LogSetting.objects.first() or LogSetting()


def themes_in_use() -> list[Theme]:
    """The themes to choose from, in their order."""
    return list(Theme.objects.in_use())


def themes_ever() -> list[tuple[str, str]]:
    """Every code that an action may have, with its newest label: the list in use first."""
    return newest_labels(labels_of_themes())


def labels_of_themes() -> QuerySet:
    """Every code with every label that it ever had, the newest first."""
    return Theme.objects.order_by("-listed__number", "position").values_list("code", "label")


def newest_labels(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for code, label in rows:
        found.setdefault(code, label)
    return list(found.items())


def checker_for(owner: Any, *, opened_by: Any, on: date) -> Any:
    """Who checks what this person does when nobody says so: who opened it, else who stands above the owner."""
    if opened_by is not None and opened_by.pk != owner.pk:
        return opened_by
    team = people.team_of(owner, on=on)
    above = [owner.manager, team.manager if team else None, people.supervisor_of(owner, on=on)]
    return next((person for person in above if person is not None and person.pk != owner.pk), None)


def who_may_own(viewer: Any, *, on: date, named: Any = None) -> QuerySet:
    """To whom the viewer may give an action: themselves, whom they manage, supervise or govern, and whom its source names."""
    managed = reach.people_managed_by(viewer, on=on).values("pk")
    supervised = reach.workers_supervised_by(viewer, on=on).values("pk")
    found = Q(pk__in=[viewer.pk, *([named.pk] if named else [])]) | Q(pk__in=managed) | Q(pk__in=supervised)
    if reach.is_governance_lead(viewer):
        found |= Q(pk__in=reach.people_governed_by(viewer, on=on).values("pk"))
    return people.people_in_post(on=on).filter(found).order_by("full_name", "pk")


def who_may_take_on(action: Action, viewer: Any, *, on: date) -> QuerySet:
    """To whom the action may be handed over: those at work whom the viewer may see, neither owner nor checker."""
    there = people.people_in_post(on=on).visible_to(viewer, on=on)
    return there.exclude(pk__in=[action.owner_id, action.checker_id]).order_by("full_name", "pk")


def open_actions_of(person_id: uuid.UUID) -> ActionQuerySet:
    """What somebody is to do: for whoever prepares a meeting with them, or takes over from them."""
    return Action.objects.not_closed().filter(owner=person_id).order_by("due_at", "reference")


def to_check_of(person_id: uuid.UUID) -> ActionQuerySet:
    """What is not closed and falls to somebody to check."""
    return Action.objects.not_closed().filter(checker=person_id).order_by("due_at", "reference")


def actions_from(kind: str, source_id: uuid.UUID) -> ActionQuerySet:
    """What came from one record."""
    found = Action.objects.from_source(kind, source_id).select_related("owner", "checker")
    return found.order_by("opened_at", "reference")


def actions_from_any(sources: Mapping[str, Any]) -> ActionQuerySet:
    """What came from any of these records: for each kind their keys, or a queryset of them."""
    of_any = reduce(or_, (Q(source_kind=kind, source_id__in=keys) for kind, keys in sources.items()))
    return Action.objects.filter(of_any).order_by("opened_at", "reference")


def actions_of_kinds(kinds: Collection[str], team_ids: Collection[uuid.UUID] | None) -> ActionQuerySet:
    """What came from records of these kinds and belongs to these teams; None for all of them and for what has no team."""
    found = Action.objects.filter(source_kind__in=kinds)
    return found if team_ids is None else found.filter(team__in=team_ids)


def opened_in_teams(team_ids: Collection[uuid.UUID], *, since: datetime, until: datetime) -> ActionQuerySet:
    """Actions of these teams that were opened in that time, with whom they were handed to: for an audit of the log."""
    found = Action.objects.filter(team__in=team_ids, opened_at__gte=since, opened_at__lt=until)
    return found.prefetch_related("hand_overs", "evidence").order_by("opened_at", "reference")


def seen_among(ids: Iterable[uuid.UUID], viewer: Any, *, on: date) -> set[uuid.UUID]:
    """Which of these actions the viewer may see."""
    return set(Action.objects.filter(pk__in=list(ids)).visible_to(viewer, on=on).values_list("pk", flat=True))


def actions_about(
    codes: Collection[str], team_ids: Collection[uuid.UUID], *, since: date, viewer: Any, on: date
) -> ActionQuerySet:
    """What is done about these themes in these teams, or was and is counted until `since` or later.

    Each with its looks, those that wait and those that were taken, and whether the viewer `may_open` it.
    """
    known = Look.objects.exclude(state__in=[WaitState.REPLACED, WaitState.WITHDRAWN])
    counted = Exists(known.filter(action=OuterRef("pk"), counts_until__gte=since))
    mine = Action.objects.visible_to(viewer, on=on).filter(pk=OuterRef("pk"))
    found = Action.objects.filter(Q(state__in=NOT_CLOSED) | Q(state=ActionState.DONE) & counted)
    found = (
        found.filter(theme__code__in=codes, team__in=team_ids)
        .annotate(may_open=Exists(mine))
        .select_related("owner", "theme")
    )
    return found.prefetch_related(Prefetch("looks", known.order_by("closed_on"))).order_by("due_at", "reference")


def follow_ups_of(action: Action) -> ActionQuerySet:
    """Actions that followed from this one."""
    return actions_from(FROM_ACTION, action.pk)


def with_history(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Actions with everything that the page of one shows."""
    return actions.select_related(
        "owner", "checker", "team", "theme", "opened_by", "closed_by", "board_line"
    ).prefetch_related(
        Prefetch("deadlines", Deadline.objects.select_related("set_by").order_by("set_at", "pk")),
        Prefetch(
            "evidence", Evidence.objects.select_related("submitted_by", "ended_by", "about").order_by("submitted_at")
        ),
        Prefetch("hand_overs", HandOver.objects.select_related("from_person", "to_person", "by")),
        Prefetch("looks", Look.objects.select_related("ended_by").order_by("closed_on", "pk")),
    )


def extended_or_reopened() -> Exists:
    """Whether an action had another date than the first."""
    return Exists(Deadline.objects.filter(action=OuterRef("pk"), because__in=["extended", "reopened", "given_back"]))


def actions_between(
    team_ids: Collection[uuid.UUID] | None, *, since: datetime, until: datetime, viewer: Any, on: date
) -> ActionQuerySet:
    """Actions that the viewer may see and that were open at some moment of a period; None for those of every team and of none."""
    found = Action.objects.visible_to(viewer, on=on).filter(opened_at__lt=until)
    found = found.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=since)).order_by("opened_at", "reference")
    return found if team_ids is None else found.filter(team__in=team_ids)
