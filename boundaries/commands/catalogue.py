"""Publishing a version of the catalogue of restrictive decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.versions import checksum

from ..models import CatalogueVersion, DecisionKind, Ground, RulePack

Described = Mapping[str, Any]


@transaction.atomic
def publish_catalogue(*, description: Described, by: Any, now: datetime, shipped_sha256: str = "") -> CatalogueVersion:
    """Make the described kinds, grounds and rule packs the ones in force; what was drafted keeps its own."""
    versions = CatalogueVersion.objects.all()
    version = versions.create(number=versions.next_number(), shipped_sha256=shipped_sha256)
    write_rows(version, description)
    return put_in_force(version, by=by, now=now)


def write_rows(version: CatalogueVersion, description: Described) -> None:
    """The kinds, grounds and rule packs of a draft, in their order."""
    DecisionKind.objects.bulk_create(
        DecisionKind(version=version, position=at, **one) for at, one in enumerate(description["kinds"], start=1)
    )
    Ground.objects.bulk_create(
        Ground(version=version, position=at, **one) for at, one in enumerate(description["grounds"], start=1)
    )
    RulePack.objects.bulk_create(
        RulePack(version=version, position=at, **one) for at, one in enumerate(description["packs"], start=1)
    )


def put_in_force(version: CatalogueVersion, *, by: Any, now: datetime) -> CatalogueVersion:
    """Retire the one before it; the caller checked it."""
    CatalogueVersion.objects.all().put_in_force(version, by=by, now=now)
    audit.record(
        action="decision catalogue published", subject_type="boundaries.catalogue", subject_id=version.pk, by=by, now=now,
        facts={"number": version.number, "kinds": version.kinds.count(), "grounds": version.grounds.count()},
    )  # fmt: skip
    return version


@transaction.atomic
def ship_catalogue(*, description: Described, now: datetime) -> None:
    """Publish the shipped catalogue where it is newer; one that an administrator published, or is drafting, is left alone."""
    sha256 = checksum(description)
    if CatalogueVersion.objects.gives_way_to(sha256):
        publish_catalogue(description=description, by=None, now=now, shipped_sha256=sha256)
