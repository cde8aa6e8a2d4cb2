"""Who has read who was involved in an incident, in words, for those whom it concerns; made of the trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse

from workforce_assurance.audit.queries import reads_of, reads_of_any
from workforce_assurance.common.dates import in_words, local_day
from workforce_assurance.common.holdings import Holding, Rows
from workforce_assurance.common.tables import Cell
from workforce_assurance.people import queries as people

from .models import Incident

SUBJECT = "debriefs.incident"
# The latest; an incident that is talked about for weeks is looked at often.
SHOWN = 100


def readings_of(incident: Incident, zone: ZoneInfo) -> list[dict[str, str]]:
    """One line for each person and day, the latest first."""
    found: dict[tuple[Any, Any], Any] = {}
    for read in reads_of(SUBJECT, incident.pk)[:SHOWN]:
        found.setdefault((local_day(read.at, zone), read.actor_id), read)
    return [{"when": in_words(read.at, zone), "text": f"{read.actor} read it."} for read in found.values()]


def read_about(person: Any, _now: datetime) -> Holding:
    """Who else read incidents that they logged, or were involved in."""
    concerned = Incident.objects.concerning(person).annotate(key=Cast("pk", TextField())).values("key")
    zone = people.zone_for(person)
    rows = Rows(
        reads_of_any(SUBJECT, concerned).exclude(actor=person.pk),
        lambda read: (
            Cell(read.facts.get("reference", ""), reverse("debriefs:incident", args=[read.subject_id])),
            in_words(read.at, zone),
            str(read.actor),
        ),
    )
    title = "Who read incidents that concern you"
    return Holding("debriefs.read", title, ("Incident", "When", "Who"), rows, "Nobody else has read one.")
