"""What an audit found as a PDF: what its page says, of no record by itself, and of nobody."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.rendering.registry import Document, Printable, register_printable

from ..models import Audit
from . import audit_page

KEY, TEMPLATE = "governance.audit", "pdf/audit.html"


def audit_of(viewer: Any, asked: Mapping[str, str], now: datetime) -> Document:
    """An audit that the viewer governs, as its page shows it to them at this moment; of anything else, that there is none."""
    audit = _asked(viewer, asked.get("audit", ""))
    if audit is None:
        return Document("Audit", TEMPLATE, {"audit": None})
    return Document(f"Audit {audit.reference}", TEMPLATE, audit_page.page(audit, viewer, now, people.zone()))


def _asked(viewer: Any, key: str) -> Audit | None:
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    return Audit.objects.governed_by(viewer).select_related("drawn_by").filter(pk=wanted).first()


def _may(viewer: Any) -> bool:
    return bool(viewer.is_active) and reach.is_governance_lead(viewer)


def register() -> None:
    register_printable(Printable(KEY, "Audit", lambda: reverse("governance:audits"), _may, audit_of, ("audit",)))
