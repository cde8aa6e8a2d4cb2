"""What the records of groups are about: who writes them, and what they are called."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.people.queries import zone_for
from workforce_assurance.structured_templates.purposes import Purpose, register_purpose

from .commands import wait_for_group_signatures
from .enums import GROUP_PURPOSE, RESTORATIVE_PURPOSE, GroupState
from .models import GroupSession


def page(subject_id: uuid.UUID) -> str:
    return reverse("supervision:group", args=[subject_id])


def subject(subject_id: uuid.UUID) -> GroupSession | None:
    return GroupSession.objects.filter(pk=subject_id).first()


def title(group: GroupSession, viewer: Any) -> str:
    """ "Group supervision, 3 March 2027": of what kind and when, never who or what about."""
    day = local_day(group.held_at or group.planned_at, zone_for(viewer))
    return f"{group.get_kind_display()}, {day.day} {day:%B %Y}"


def may_write(group: GroupSession | None, person: Any, _now: datetime) -> bool:
    """Whoever has a part in it, while it was not cancelled; what they may write is a matter of that part."""
    return group is not None and group.state != GroupState.CANCELLED and person.is_active


def register() -> None:
    for key, label in ((GROUP_PURPOSE, "Group supervision"), (RESTORATIVE_PURPOSE, "Restorative session")):
        register_purpose(
            Purpose(
                key=key,
                label=label,
                # A group agrees no adjustments for anybody: these belong in a session of one's own.
                page=page,
                title=title,
                may_write=may_write,
                waits_for_signatures=wait_for_group_signatures,
                subject=subject,
                is_group=True,
                page_name="the group",
            )
        )
