"""What supervision offers the action log: sessions as sources of actions, adjustments in the one list of what is mine."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from workforce_assurance.action_log.others import Entry, OtherList, register_other_list
from workforce_assurance.action_log.sources import Source, register_source

from .enums import KIND
from .models import Adjustment, Session


def page(session_id: uuid.UUID) -> str:
    return reverse("supervision:session", args=[session_id])


def references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Session.objects.filter(pk__in=ids).values_list("pk", "reference"))


def readable(viewer: Any, _on: date) -> Any:
    """A session is its two people's; that it took place is known to more, and is not what an action says of it."""
    return Session.objects.filter(Q(worker=viewer) | Q(supervisor=viewer)).values("pk")


def adjustments_of(person: Any, _now: datetime) -> Iterator[Entry]:
    """The open adjustments that this person owns; their words stay in the record."""
    rows = Adjustment.objects.open().filter(owner=person).select_related("worker").order_by("check_on", "pk")
    for row in rows:
        whose = "your own supervision" if row.worker_id == person.pk else f"supervision of {row.worker.full_name}"
        url = reverse("supervision:adjustment_check", args=[row.pk])
        yield Entry(f"{row.get_kind_display()}: did it help?", url, f"Agreed in {whose}", row.check_on)


def register() -> None:
    register_source(Source(KIND, "Supervision session", page, references, readable))
    register_other_list(OtherList("supervision.adjustments", adjustments_of))
