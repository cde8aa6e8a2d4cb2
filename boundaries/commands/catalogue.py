"""Publishing a version of the catalogue of restrictive decisions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from workforce_assurance.audit import commands as audit

from ..enums import CatalogueState
from ..models import CatalogueVersion, DecisionKind, Ground, RulePack

Described = Mapping[str, Any]


@transaction.atomic
def publish_catalogue(*, description: Described, by: Any, now: datetime, shipped_sha256: str = "") -> CatalogueVersion:
    """Make the described kinds, grounds and rule packs the ones in force; what was drafted keeps its own."""
    number = (CatalogueVersion.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    version = CatalogueVersion.objects.create(number=number, shipped_sha256=shipped_sha256)
    DecisionKind.objects.bulk_create(
        DecisionKind(version=version, position=at, **one) for at, one in enumerate(description["kinds"], start=1)
    )
    Ground.objects.bulk_create(
        Ground(version=version, position=at, **one) for at, one in enumerate(description["grounds"], start=1)
    )
    RulePack.objects.bulk_create(
        RulePack(version=version, position=at, **one) for at, one in enumerate(description["packs"], start=1)
    )
    CatalogueVersion.objects.published().update(state=CatalogueState.RETIRED)
    version.state, version.published_at, version.published_by = CatalogueState.PUBLISHED, now, by
    version.save()
    audit.record(
        action="decision catalogue published", subject_type="boundaries.catalogue", subject_id=version.pk, by=by,
        now=now, facts={"number": number, "kinds": len(description["kinds"]), "grounds": len(description["grounds"])},
    )  # fmt: skip
    return version


@transaction.atomic
def ship_catalogue(*, description: Described, now: datetime) -> CatalogueVersion:
    """Publish the shipped catalogue where it is newer; one that an administrator published is left alone."""
    sha256 = hashlib.sha256(json.dumps(description, sort_keys=True).encode()).hexdigest()
    current = CatalogueVersion.objects.published().first()
    if current is not None and current.shipped_sha256 in ("", sha256):
        return current
    return publish_catalogue(description=description, by=None, now=now, shipped_sha256=sha256)
