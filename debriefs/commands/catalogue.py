"""Publishing a version of the catalogue of incident types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.versions import checksum

from ..models import CatalogueVersion, Factor, GuidancePolicy, IncidentType, NotificationRule, StrandRule, SubCategory

Described = Mapping[str, Any]


@transaction.atomic
def publish_catalogue(*, description: Described, by: Any, now: datetime, shipped_sha256: str = "") -> CatalogueVersion:
    """Make the described types, strands, notifications and factors the ones in force; what was logged keeps its own."""
    return put_in_force(draft_of(description, shipped_sha256), by=by, now=now)


def draft_of(description: Described, shipped_sha256: str = "") -> CatalogueVersion:
    """The next version, as a draft with these rows."""
    versions = CatalogueVersion.objects.all()
    version = versions.create(number=versions.next_number(), shipped_sha256=shipped_sha256)
    write_rows(version, description)
    return version


def put_in_force(version: CatalogueVersion, *, by: Any, now: datetime) -> CatalogueVersion:
    """Publish a draft and retire the one before it."""
    CatalogueVersion.objects.all().put_in_force(version, by=by, now=now)
    audit.record(
        action="incident catalogue published", subject_type="debriefs.catalogue", subject_id=version.pk, by=by, now=now,
        facts={"number": version.number, "types": version.types.count(), "factors": version.factors.count()},
    )  # fmt: skip
    return version


def write_rows(version: CatalogueVersion, description: Described) -> None:
    """Everything that a draft holds."""
    for position, described in enumerate(description["types"], start=1):
        _write_type(version, position, described)
    Factor.objects.bulk_create(
        Factor(version=version, position=position, **described)
        for position, described in enumerate(description["factors"], start=1)
    )


@transaction.atomic
def ship_catalogue(*, description: Described, now: datetime) -> None:
    """Publish the shipped catalogue where it is newer; one that an administrator published, or is drafting, is left alone."""
    sha256 = checksum(description)
    if CatalogueVersion.objects.gives_way_to(sha256):
        publish_catalogue(description=description, by=None, now=now, shipped_sha256=sha256)


@transaction.atomic
def ship_policies(*, names: Sequence[str], now: datetime) -> None:
    """Put the shipped policies on the list that debriefs speak of, where there is no list yet."""
    if not GuidancePolicy.objects.exists():
        GuidancePolicy.objects.bulk_create(GuidancePolicy(name=name) for name in names)
        audit.record(
            action="policy list shipped", subject_type="debriefs.policies", subject_id=1, by=None, now=now,
            facts={"policies": len(names)},
        )  # fmt: skip


def _write_type(version: CatalogueVersion, position: int, described: Described) -> None:
    own = {name: described[name] for name in ("code", "label")}
    own |= {name: described.get(name, default) for name, default in TYPE_DEFAULTS.items()}
    incident_type = IncidentType.objects.create(version=version, position=position, **own)
    SubCategory.objects.bulk_create(
        SubCategory(type=incident_type, position=number, **{"mapped_to": {}, **sub})
        for number, sub in enumerate(described.get("sub_categories", ()), start=1)
    )
    StrandRule.objects.bulk_create(StrandRule(type=incident_type, **strand) for strand in described.get("strands", ()))
    NotificationRule.objects.bulk_create(
        NotificationRule(type=incident_type, **rule) for rule in described.get("notifications", ())
    )


TYPE_DEFAULTS: dict[str, Any] = {"hint": "", "is_critical": False, "recipients": [], "mapped_to": {}}
