"""The checklist of who outside has to be told: asked for by the type, ticked off with what proves it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit

from ..enums import NotificationState
from ..exceptions import NobodyToNotify, NotificationBeforeTheIncident
from ..models import Incident, IncidentType, Notification


def ask_for_notifications(incident: Incident, incident_type: IncidentType) -> None:
    """Put the lines of that type on the checklist; of another type, what still waits leaves it."""
    waiting = incident.notifications.filter(state=NotificationState.WAITS)
    waiting.exclude(rule__type=incident_type).delete()
    known = set(incident.notifications.values_list("rule__code", flat=True))
    Notification.objects.bulk_create(
        Notification(incident=incident, rule=rule, due_at=incident.happened_at + timedelta(hours=rule.within_hours))
        for rule in incident_type.notifications.all()
        if rule.code not in known
    )


@transaction.atomic
def record_notification(
    *, notification: Notification, sent_at: datetime, proof: str, by: Any, now: datetime
) -> Notification:
    """Record that somebody outside was told, when, and the number or code that proves it.

    :raises NobodyToNotify: when it does not wait any more
    :raises NotificationBeforeTheIncident: when `sent_at` lies before the incident or after now
    """
    locked = _waiting(notification)
    if not locked.incident.happened_at <= sent_at <= now:
        raise NotificationBeforeTheIncident("Give a time between the incident and now.")
    locked.state, locked.sent_at, locked.proof = NotificationState.SENT, sent_at, proof
    return _tick_off("notification sent", locked, by, now, in_time=sent_at <= locked.due_at)


@transaction.atomic
def notification_not_needed(*, notification: Notification, by: Any, now: datetime) -> Notification:
    """Record that nobody has to be told after all.

    :raises NobodyToNotify: when it does not wait any more
    """
    locked = _waiting(notification)
    locked.state = NotificationState.NOT_NEEDED
    return _tick_off("notification not needed", locked, by, now)


def _waiting(notification: Notification) -> Notification:
    rows = Notification.objects.select_for_update(of=("self",)).select_related("incident", "rule")
    locked = rows.get(pk=notification.pk)
    if locked.state != NotificationState.WAITS:
        raise NobodyToNotify("This is ticked off already. Nothing was changed.")
    return locked


def _tick_off(action: str, notification: Notification, by: Any, now: datetime, **facts: Any) -> Notification:
    notification.by, notification.recorded_at = by, now
    notification.save()
    incident = notification.incident
    audit.record(
        action=action, subject_type="debriefs.incident", subject_id=incident.pk, by=by, now=now,
        facts={"reference": incident.reference, "rule": notification.rule.code, **facts},
    )  # fmt: skip
    return notification
