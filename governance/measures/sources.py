"""A note beside a chart as the record that an action comes from: what a signal leads to has an owner and a date."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, Q
from django.urls import reverse

from workforce_assurance.action_log.sources import Source, register_source
from workforce_assurance.people import reach

from ..models import MeasureNote
from .places import words_of
from .queries import WHOLE, place_of
from .registry import MEASURES

NOTE_KIND = "governance.measure_note"


def page(note_id: uuid.UUID) -> str:
    """The chart that it stands beside."""
    note = MeasureNote.objects.get(pk=note_id)
    place = words_of(place_of(note.service_id, note.team_id))
    return f"{reverse('governance:measure', args=[note.measure])}?place={place}"


def references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The measure and the month: nothing that anybody wrote."""
    rows = MeasureNote.objects.filter(pk__in=ids).values_list("pk", "measure", "month")
    return {
        key: f"{MEASURES[measure].name if measure in MEASURES else measure}, {month:%b %Y}"
        for key, measure, month in rows
    }


def readable(viewer: Any, on: date) -> Any:
    """Notes of the places whose measures they see, and those of the whole organisation, which stand beside all of these."""
    rows = MeasureNote.objects.filter(taken_back_at__isnull=True)
    governs = reach.is_governance_lead(viewer)
    governed = reach.services_governed_by(viewer)
    if governs and governed is None:
        return rows.values("pk")
    managed = reach.teams_managed_by(viewer, on=on)
    theirs = Q(team__in=managed.values("pk")) | Q(service__lead__in=reach.stands_in_for(viewer, on=on))
    if governs:
        theirs |= WHOLE | Q(service__in=governed or ()) | Q(team__service__in=governed or ())
    return rows.filter(theirs | (WHOLE & Q(Exists(managed)))).values("pk")


def team(note_id: uuid.UUID) -> uuid.UUID | None:
    found: uuid.UUID | None = MeasureNote.objects.values_list("team_id", flat=True).get(pk=note_id)
    return found


def register() -> None:
    register_source(Source(NOTE_KIND, "Measure", page, references, readable, team=team))
