"""Whose competency somebody sees and records beside their own: of whom they supervise or manage, and of nobody by a role."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach


def answered_for_by(viewer: Any, *, on: date) -> Any:
    """Persons in post below the viewer on that day, themselves left out."""
    below = reach.workers_supervised_by(viewer, on=on) | reach.people_managed_by(viewer, on=on)
    return people.people_in_post(on=on).filter(pk__in=below.values("pk"))


def answers_for(viewer: Any, person: Any, *, on: date) -> bool:
    return bool(answered_for_by(viewer, on=on).filter(pk=person.pk).exists())


def coached_by(viewer: Any, *, on: date) -> Any:
    """Whose coaching goals the viewer opens and reads: whom they supervise or act for, and whom they manage while nobody supervises them.

    A manager above a supervisor is none of these.
    """
    supervised = Q(pk__in=reach.workers_supervised_by(viewer, on=on).values("pk"))
    alone = Q(~people.has_supervisor(on=on), manager__in=reach.stands_in_for(viewer, on=on))
    return people.people_in_post(on=on).filter(supervised | alone).exclude(pk=viewer.pk)


def coaches(viewer: Any, person: Any, *, on: date) -> bool:
    return bool(coached_by(viewer, on=on).filter(pk=person.pk).exists())


def possible_observers(viewer: Any, person: Any, *, on: date) -> Any:
    """Whom the viewer may name as having been there: people they see, who are in post, and never the person themselves."""
    seen = reach.people_visible_to(viewer, on=on, among=people.people_in_post(on=on))
    return seen.exclude(pk=person.pk).order_by("full_name", "pk")
