"""Questions about actions, what waits for somebody, and themes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from workforce_assurance.people import reach

from .enums import NOT_CLOSED, TO_DO, ActionState, WaitState
from .sources import readable_by


class WaitingQuerySet(models.QuerySet):
    def waiting(self) -> WaitingQuerySet:
        """Those that somebody still has to do something about."""
        return self.filter(state=WaitState.WAITS)

    def past_their_date(self, *, now: datetime) -> WaitingQuerySet:
        return self.waiting().filter(due_at__lte=now)


class LookQuerySet(WaitingQuerySet):
    def brought_back_by(self, codes: Collection[str], team_id: uuid.UUID, *, happened_on: date) -> LookQuerySet:
        """Looks that wait for whether one of these themes comes back there, and had not seen it before that day's event."""
        there = Q(action__team=team_id) | Q(action__team__isnull=True)
        return self.filter(
            there, state=WaitState.WAITS, action__theme__code__in=codes, came_back_on=None,
            closed_on__lt=happened_on, counts_until__gte=happened_on,
        )  # fmt: skip


class ThemeQuerySet(models.QuerySet):
    def in_use(self) -> ThemeQuerySet:
        """The themes of the published list, in its order."""
        return self.filter(listed__state="published").order_by("position")


class ActionQuerySet(models.QuerySet):
    def not_closed(self) -> ActionQuerySet:
        """Actions that are neither done and checked nor cancelled."""
        return self.filter(state__in=NOT_CLOSED)

    def to_do(self) -> ActionQuerySet:
        """Actions that wait for their owner."""
        return self.filter(state__in=TO_DO)

    def waiting_for_their_check(self) -> ActionQuerySet:
        return self.filter(state=ActionState.TO_CHECK)

    def past_their_date(self, *, now: datetime) -> ActionQuerySet:
        """Actions whose date is over and that are not done; what waits for its check is done as far as its owner can."""
        return self.to_do().filter(due_at__lte=now)

    def owned_by(self, person: Any, *, on: date) -> ActionQuerySet:
        """Their own, and open ones of those whom they stand in for on that day."""
        return self.filter(_theirs("owner", person, on))

    def checked_by(self, person: Any, *, on: date) -> ActionQuerySet:
        """What they are to check, and what waits for the check of those whom they stand in for."""
        return self.filter(_theirs("checker", person, on) & ~Q(owner=person))

    def in_charge_of(self, person: Any, *, on: date) -> ActionQuerySet:
        """Actions of the people whom they manage or supervise on that day."""
        return self.filter(_below(person, on))

    def of_theme(self, code: str) -> ActionQuerySet:
        """Actions about a theme, under whichever version of the list."""
        return self.filter(theme__code=code)

    def from_source(self, kind: str, source_id: uuid.UUID | None = None) -> ActionQuerySet:
        """What came from records of that kind, or from one of them."""
        found = self.filter(source_kind=kind)
        return found.filter(source_id=source_id) if source_id else found

    def to_be_looked_at(self, *, on: date) -> ActionQuerySet:
        """Actions of which it can be seen by now whether they worked, and nobody has looked yet; whether a theme `came_back`."""
        looks = apps.get_model("action_log", "Look").objects.waiting().filter(action=OuterRef("pk"), opens_on__lte=on)
        return self.filter(Exists(looks)).annotate(came_back=Exists(looks.filter(came_back_on__isnull=False)))

    def visible_to(self, viewer: Any, *, on: date) -> ActionQuerySet:
        """Actions that the viewer does, checks or opened, that come from a record they may read, or lie in their reach."""
        if not viewer.is_active:
            return self.none()
        found = _theirs("owner", viewer, on) | _theirs("checker", viewer, on) | Q(opened_by=viewer) | _below(viewer, on)
        if reach.is_governance_lead(viewer):
            found |= Q(owner__in=reach.people_governed_by(viewer, on=on).values("pk"))
        for kind, ids in readable_by(viewer, on=on):
            found |= Q(source_kind=kind, source_id__in=ids)
        return self.filter(found)


def _theirs(part: str, person: Any, on: date) -> Q:
    theirs = Q(**{part: person})
    if acting := reach.stands_in_for(person, on=on) - {person.pk}:
        theirs |= Q(**{f"{part}__in": acting}, state__in=NOT_CLOSED)
    return theirs


def _below(person: Any, on: date) -> Q:
    managed = reach.people_managed_by(person, on=on).values("pk")
    return Q(owner__in=managed) | Q(owner__in=reach.workers_supervised_by(person, on=on).values("pk"))


class BoardLineQuerySet(models.QuerySet):
    def standing(self) -> BoardLineQuerySet:
        """What stands on the board: of actions that are still done; the latest change first."""
        return self.filter(action__state=ActionState.DONE).order_by("-action__closed_at", "pk")
