"""What an inspector reads: tables of the pack as it was sealed, and records of the sample without names; on record before it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.action_log import redacted as actions
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates import queries as written

from ...audits.enums import AuditOf
from ...audits.frame import SUPERVISION
from ...models import AuditUnit, EvidencePack, Inspection
from ..contents import Sheet, sheet_of
from ..enums import Viewed
from .trail import log_view


@dataclass(frozen=True)
class Read:
    """What is read, without names: sections of a record, or facts of an action."""

    sections: tuple[Any, ...] = ()
    facts: list[dict[str, str]] = field(default_factory=list)


def open_access(*, inspection: Inspection, by: Any, now: datetime) -> None:
    """What there is to read under it is about to be shown."""
    log_view(inspection=inspection, what=Viewed.PACK, name=inspection.pack.reference, by=by, now=now)


def read_table(*, inspection: Inspection, pack: EvidencePack, name: str, by: Any, now: datetime) -> Sheet | None:
    """A table of the pack, as it was sealed; None when it has none of that name."""
    sheet = sheet_of(pack, name)
    if sheet is not None:
        log_view(inspection=inspection, what=Viewed.TABLE, name=f"{pack.reference} {name}", by=by, now=now)
    return sheet


def read_record(*, inspection: Inspection, unit: AuditUnit, by: Any, now: datetime, zone: ZoneInfo) -> Read:
    """A record of the sample; its people see that it was read, as of every audit."""
    log_view(
        inspection=inspection, what=Viewed.RECORD, name=f"{unit.audit.reference} {unit.number or '+'}", by=by, now=now
    )
    if unit.audit.of == AuditOf.ACTIONS:
        return Read(facts=actions.read_redacted(action_id=unit.subject_id, by=by, now=now, zone=zone))
    response = written.responses_for(SUPERVISION, [unit.subject_id])[unit.subject_id]
    parties = written.parties_of(response)
    roles = {person.pk: "supervisor" for person in [parties.author] if person}
    roles |= {person.pk: "worker" for person in [parties.subject] if person}
    return Read(sections=records.read_redacted(response=response, roles=roles, by=by, now=now))
