"""What the records of agreements are about: what has to be in one, who writes, and what both sign with it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.structured_templates.purposes import Purpose, register_purpose

from .agreement_page import figures_of
from .commands import follow_the_signatures
from .enums import AgreementState
from .models import Agreement

PURPOSE = "agreement"
REQUIRED_AREAS = {
    "cancellations": "Cancelling and moving",
    "who_reads_what": "Who reads what",
    "disagreement": "When we disagree",
}
AREAS = {"meeting": "How we meet", "purpose": "What supervision is for", **REQUIRED_AREAS}


def page(subject_id: uuid.UUID) -> str:
    return reverse("supervision:agreement", args=[subject_id])


def subject(subject_id: uuid.UUID) -> Agreement | None:
    return Agreement.objects.select_related("worker", "supervisor").filter(pk=subject_id).first()


def title(agreement: Agreement, viewer: Any) -> str:
    """ "Supervision agreement with Sam Okoro": with whom, never what about."""
    other = agreement.worker if viewer.pk == agreement.supervisor_id else agreement.supervisor
    return f"Supervision agreement with {other.full_name}"


def may_write(agreement: Agreement | None, person: Any, _now: datetime) -> bool:
    """Its two people, while it is being written."""
    if agreement is None or agreement.state != AgreementState.DRAFTED or not person.is_active:
        return False
    return person.pk in (agreement.worker_id, agreement.supervisor_id)


def register() -> None:
    register_purpose(
        Purpose(
            key=PURPOSE,
            label="Supervision agreement",
            areas=AREAS,
            required_areas=frozenset(REQUIRED_AREAS),
            page=page,
            title=title,
            may_write=may_write,
            waits_for_signatures=follow_the_signatures,
            subject=subject,
            facts=lambda agreement, _viewer: figures_of(agreement) if agreement else [],
        )
    )
