"""What incidents carry over into a session: when something happened since the last one, and nothing of what."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Window
from django.urls import reverse

from workforce_assurance.common.carry_over import CarriedRows, Opening, register_carry_over
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import MOST, Panel, Row
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from .models import Incident
from .querysets import IncidentQuerySet


def incidents_since(opening: Opening) -> IncidentQuerySet | None:
    """Those that the worker was involved in or logged by name, of those that the viewer may see; after a first session."""
    if opening.since is None:
        return None
    seen = Incident.objects.visible_to(opening.viewer, on=local_day(opening.now, people.zone_for(opening.viewer)))
    since = seen.openly_of(opening.worker_id).filter(happened_at__gte=opening.since)
    counted = since.annotate(in_all=Window(Count("*"))).order_by("-happened_at", "pk")
    return counted.only("happened_at", "reference")[:MOST]


def build(opening: Opening, found: Sequence[Incident]) -> Panel | None:
    """Days and references; what happened is opened on demand."""
    if opening.since is None:
        return None
    zone = people.zone_for(opening.viewer)
    rows = [
        Row(
            long_day(local_day(row.happened_at, zone)), reverse("debriefs:incident", args=[row.pk]),
            detail=f"Incident {row.reference}",
        )
        for row in found
    ]  # fmt: skip
    total = found[0].in_all if found else 0  # type: ignore[attr-defined]
    return Panel("incidents", "Incidents since", rows, empty="None that you may see.", total=total)


def register() -> None:
    register_carry_over(CarriedRows("debriefs.incidents_since", 60, incidents_since, build))
