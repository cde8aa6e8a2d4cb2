"""What an incident's page says of support to whoever sees to it: how much was offered, never to whom or what they said."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Min

from workforce_assurance.common.words import counted

from ..models import CheckIn, Incident


def words(incident: Incident) -> str:
    made, sent = incident.support_offers.count(), CheckIn.objects.filter(debrief__incident=incident).count()
    said = (
        f"{counted(made, 'offer')} made, {counted(sent, 'check-in')} sent."
        if made or sent
        else "Nothing was offered here yet."
    )
    return f"{said} What people answer is theirs and is not shown."


def events(incident: Incident) -> list[tuple[datetime, str]]:
    """For the timeline: when support was offered, and when colleagues were asked."""
    offered = incident.support_offers.values_list("offered_at", flat=True)
    asked = CheckIn.objects.filter(debrief__incident=incident).values("debrief")
    rows = asked.annotate(first=Min("noted_at"), number=Count("pk")).values_list("first", "number")
    sent = [(first, f"{counted(number, 'check-in')} sent") for first, number in rows.order_by("first")]
    return [*((moment, "Support was offered") for moment in offered), *sent]
