"""What pages and panels ask about support."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.enums import SupportWay

from ..models import Incident, InvolvedColleague, SupportKind, SupportSettings
from .enums import ASKED_FOR

ORDER = {code: number for number, code in enumerate(SupportWay.values)}
# The most that a setting can say.
LONGEST_RECENT = 60


def settings() -> SupportSettings:
    """The organisation's; the shipped one where nobody changed it."""
    return SupportSettings.objects.first() or SupportSettings()


def all_kinds() -> list[SupportKind]:
    """Every kind in the shipped order, with who answers."""
    return sorted(SupportKind.objects.select_related("answered_by"), key=lambda kind: ORDER[kind.code])


def kinds_offered() -> list[SupportKind]:
    """The kinds that this organisation offers, in the shipped order."""
    return [kind for kind in all_kinds() if kind.is_offered]


def kinds_to_ask_for() -> list[SupportKind]:
    """The kinds that people ask for themselves, with who answers, or nobody where it is reached outside."""
    return [kind for kind in kinds_offered() if kind.code in ASKED_FOR]


def kinds_to_talk_with(person: Any, *, now: datetime) -> list[SupportKind]:
    """Those of them that somebody who works here answers, and not the person themselves."""
    here = people.people_in_post(on=people.today(now=now)).exclude(pk=person.pk)
    answering = set(here.filter(pk__in=SupportKind.objects.values("answered_by")).values_list("pk", flat=True))
    return [kind for kind in kinds_to_ask_for() if kind.answered_by_id in answering]


def who_may_be_offered(viewer: Any, *, on: date, incident: Incident | None = None) -> QuerySet[Any]:
    """To whom the viewer may offer support: whom they supervise or manage; after an incident that they see to, who was there."""
    here = people.people_in_post(on=on).filter(is_active=True).exclude(pk=viewer.pk)
    if incident is not None:
        return here.filter(pk__in=InvolvedColleague.objects.filter(incident=incident).values("person")).order_by(
            "full_name"
        )
    supervised, managed = reach.workers_supervised_by(viewer, on=on), reach.people_managed_by(viewer, on=on)
    return here.filter(Q(pk__in=supervised.values("pk")) | Q(pk__in=managed.values("pk"))).order_by("full_name")


def incidents_to_name(viewer: Any, *, now: datetime, on: date) -> QuerySet[Incident]:
    """Incidents of the last 90 days that the viewer may see with the people in them, newest first."""
    seen = Incident.objects.known_to(viewer) | Incident.objects.managed_by(viewer, on=on)
    return seen.filter(happened_at__gt=now - timedelta(days=90)).order_by("-happened_at", "pk")


def services_of(governed: set[Any] | None) -> QuerySet[Any]:
    """The services by name: those of the set, or all of them for None."""
    rows = people.services()
    return rows if governed is None else rows.filter(pk__in=governed)
