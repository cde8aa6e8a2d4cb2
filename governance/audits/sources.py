"""An audit as the record that actions for its findings come from."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.sources import Source, register_source

from ..models import Audit
from .enums import AUDIT_KIND


def page(audit_id: uuid.UUID) -> str:
    return reverse("governance:audit", args=[audit_id])


def references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Audit.objects.filter(pk__in=ids).values_list("pk", "reference"))


def readable(viewer: Any, _on: date) -> Any:
    return Audit.objects.governed_by(viewer).values("pk")


def register() -> None:
    register_source(Source(AUDIT_KIND, "Audit", page, references, readable))
