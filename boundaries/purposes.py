"""What the words of this practice are about: why a decision is asked for, and how an appeal is answered."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.structured_templates.purposes import Purpose, register_purpose

from .enums import APPEAL_PURPOSE, RATIONALE_PURPOSE
from .gate import may_be_written
from .models import Appeal, Decision
from .rationale import AREAS, is_read_by

READERS = "whoever is asked at the gate, those who supervise or manage you or the team, the reviewer of an appeal, and governance"

APPEAL_READERS = "whoever asked for the decision and let it through, those who manage them or the team, and governance"


def _page(subject_id: uuid.UUID) -> str:
    return reverse("boundaries:decision", args=[subject_id])


def _decision(subject_id: uuid.UUID) -> Decision | None:
    return Decision.objects.select_related("kind", "team__service", "requester").filter(pk=subject_id).first()


def _may_write(decision: Decision | None, person: Any, _now: datetime) -> bool:
    """Its requester, while it is not at the gate and its gate is still to come."""
    if decision is None or not person.is_active or decision.requester_id != person.pk:
        return False
    return may_be_written(decision)


def _page_of_appeal(subject_id: uuid.UUID) -> str:
    decision_id = Appeal.objects.values_list("decision_id", flat=True).get(pk=subject_id)
    return reverse("boundaries:appeal", args=[decision_id, subject_id])


def _appeal(subject_id: uuid.UUID) -> Appeal | None:
    return Appeal.objects.select_related("decision__team__service").filter(pk=subject_id).first()


def _reviews_it(appeal: Appeal | None, person: Any, _now: datetime) -> bool:
    """Its reviewer, until it is answered."""
    return appeal is not None and person.is_active and appeal.reviewer_id == person.pk and not appeal.outcome


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
            team_of=lambda decision: decision.team_id if decision else None,
        )
    )
    register_purpose(
        Purpose(
            key=APPEAL_PURPOSE,
            label="Answer to an appeal",
            page=_page_of_appeal,
            subject=_appeal,
            title=lambda appeal, _viewer: f"Appeal against decision {appeal.decision.reference}",
            may_write=_reviews_it,
            is_signed=False,
            is_group=True,
            page_name="the appeal",
            reads=lambda appeal, person, now: is_read_by(appeal.decision, person, now),
            readers=APPEAL_READERS,
        )
    )
