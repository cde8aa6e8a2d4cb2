"""What an audit tool is used for: one reading of a record, or of an action. What its reader answers is theirs; choices are counted."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.structured_templates.purposes import Purpose, register_purpose
from workforce_assurance.structured_templates.redacted import register_redacted_reading

from ..models import AuditReading
from .enums import PURPOSES, AuditOf, ReadingState
from .frame import SUPERVISION


def _reading(subject_id: uuid.UUID) -> AuditReading | None:
    return AuditReading.objects.select_related("unit__audit").filter(pk=subject_id).first()


def _may_write(reading: AuditReading | None, person: Any, _now: datetime) -> bool:
    """Whoever was asked, until it is given."""
    if reading is None or not person.is_active:
        return False
    return reading.reader_id == person.pk and reading.state == ReadingState.WAITS


def lets_read(response: Any, person: Any, _now: datetime) -> bool:
    """Whether they were asked to read this record for an audit, and have not given it yet."""
    if response.purpose != SUPERVISION:
        return False
    asked = AuditReading.objects.waiting().of(person)
    return asked.filter(unit__subject_id=response.subject_id, unit__audit__of=AuditOf.SUPERVISION).exists()


def register() -> None:
    for of, key in PURPOSES.items():
        register_purpose(
            Purpose(
                key=key,
                label=f"Audit of {of.label[0].lower()}{of.label[1:]}",
                page=lambda subject_id: reverse("governance:audit_reading", args=[subject_id]),
                subject=_reading,
                title=lambda reading, _viewer: f"Audit {reading.unit.audit.reference}, number {reading.unit.number}",
                may_write=_may_write,
                is_signed=False,
                is_group=True,
                page_name="what you read",
            )
        )
    register_redacted_reading(lets_read)
