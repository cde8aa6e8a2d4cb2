"""What lies under an access: its packs and the records of its sample, those that were given on asking among them. One place says it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..audits.enums import AuditOf
from ..audits.frame import SUPERVISION
from ..models import AuditUnit, EvidencePack, Inspection, InspectionItem


def packs_under(inspection: Inspection) -> QuerySet[EvidencePack]:
    """Its own pack first, then those that were given."""
    given = inspection.items.given().filter(given_pack__isnull=False).values("given_pack")
    rows = EvidencePack.objects.filter(Q(pk=inspection.pack_id) | Q(pk__in=given))
    return rows.select_related("service", "team__service", "asked_by").order_by("asked_at", "pk")


def units_under(inspection: Inspection) -> QuerySet[AuditUnit]:
    """What was drawn for its audit, and what was given beside it."""
    given = inspection.items.given().filter(given_unit__isnull=False).values("given_unit")
    rows = AuditUnit.objects.filter(Q(audit=inspection.audit_id, is_drawn=True) | Q(pk__in=given))
    return rows.select_related("audit", "team").order_by("number", "pk")


def pack_under(inspection: Inspection, pack_id: uuid.UUID) -> EvidencePack | None:
    return packs_under(inspection).filter(pk=pack_id).first()


def unit_under(inspection: Inspection, unit_id: uuid.UUID) -> AuditUnit | None:
    return units_under(inspection).filter(pk=unit_id).first()


def units_to_give(inspection: Inspection) -> QuerySet[AuditUnit]:
    """The rest of the frozen list of its audit: what could be drawn and was not."""
    rows = AuditUnit.objects.filter(audit=inspection.audit_id, is_drawn=False, left_out_because="")
    given = InspectionItem.objects.filter(inspection=inspection, given_unit=OuterRef("pk"))
    return rows.exclude(Exists(given)).select_related("team").order_by("team__name", "pk")


def lets_inspect(response: Any, person: Any, now: datetime) -> bool:
    """Whether this record lies under an access that is open to this person at this moment."""
    if response.purpose != SUPERVISION:
        return False
    return any(
        units_under(one).filter(subject_id=response.subject_id, audit__of=AuditOf.SUPERVISION).exists()
        for one in Inspection.objects.open_to(person, now=now)
    )
