"""What the words of this practice are about: why a decision is asked for."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.structured_templates.purposes import Purpose, register_purpose

from .enums import RATIONALE_PURPOSE
from .models import Decision
from .rationale import AREAS, is_read_by
from .states import WRITTEN

READERS = "whoever is asked at the gate, those who supervise or manage you or the team, the reviewer of an appeal, and governance"


def _page(subject_id: uuid.UUID) -> str:
    return reverse("boundaries:decision", args=[subject_id])


def _decision(subject_id: uuid.UUID) -> Decision | None:
    return Decision.objects.select_related("kind", "team__service", "requester").filter(pk=subject_id).first()


def _may_write(decision: Decision | None, person: Any, _now: datetime) -> bool:
    """Its requester, while it is not at the gate and not through it."""
    return (
        decision is not None and person.is_active and decision.requester_id == person.pk and decision.state in WRITTEN
    )


def register() -> None:
    register_purpose(
        Purpose(
            key=RATIONALE_PURPOSE,
            label="Rationale of a restrictive decision",
            page=_page,
            subject=_decision,
            title=lambda decision, _viewer: f"Rationale of decision {decision.reference}",
            may_write=_may_write,
            areas=AREAS,
            required_areas=frozenset(AREAS),
            is_signed=False,
            is_group=True,
            page_name="the decision",
            reads=is_read_by,
            readers=READERS,
        )
    )
