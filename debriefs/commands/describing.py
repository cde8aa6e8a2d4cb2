"""Adding the rest of an incident: what it was more closely, harm, what contributed, who was there, what was done."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit

from ..enums import IncidentState, Involvement
from ..harm import SHORT
from ..models import Factor, Incident, IncidentFactor, IncidentType, InvolvedColleague, PersonServed, SubCategory
from .debriefs import ask_for_debriefs
from .notices import tell_recipients
from .notifications import ask_for_notifications
from .themes import follow_factors


@dataclass(frozen=True)
class Description:
    """All of it in codes and keys; the words are the account's."""

    type: IncidentType
    sub_category: SubCategory | None = None
    harm: Mapping[str, str] = field(default_factory=dict)
    immediate_actions: Sequence[str] = ()
    factors: Sequence[Factor] = ()
    colleagues: Mapping[uuid.UUID, Involvement] = field(default_factory=dict)
    case_references: Sequence[str] = ()


@transaction.atomic
def describe_incident(*, incident: Incident, said: Description, by: Any, now: datetime) -> Incident:
    """Say what is known by now, over what was said before; every part of it may stay empty."""
    locked = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    another_type = locked.type_id != said.type.pk
    locked.type, locked.sub_category = said.type, said.sub_category
    for name in SHORT:
        setattr(locked, name, said.harm.get(name, ""))
    locked.immediate_actions = list(said.immediate_actions)
    locked.state, locked.described_at = IncidentState.DESCRIBED, locked.described_at or now
    locked.save()
    _put_rows(locked, said, by, now)
    if another_type:
        ask_for_notifications(locked, said.type)
        ask_for_debriefs(locked, said.type, now=now)
        tell_recipients(locked, said.type.recipients, now=now)
    audit.record(
        action="incident described", subject_type="debriefs.incident", subject_id=locked.pk, by=by, now=now,
        facts={"reference": locked.reference, "type": said.type.code, "factors": len(said.factors),
               "colleagues": len(said.colleagues), "people_served": len(said.case_references)},
    )  # fmt: skip
    return locked


def _put_rows(incident: Incident, said: Description, by: Any, now: datetime) -> None:
    themes = _themes_of(row.factor for row in incident.coded.select_related("factor"))
    incident.coded.all().delete()
    IncidentFactor.objects.bulk_create(IncidentFactor(incident=incident, factor=factor) for factor in said.factors)
    follow_factors(incident, themes, _themes_of(said.factors), by=by, now=now)
    incident.colleagues.all().delete()
    InvolvedColleague.objects.bulk_create(
        InvolvedColleague(incident=incident, person_id=key, how=how) for key, how in said.colleagues.items()
    )
    incident.people_served.all().delete()
    PersonServed.objects.bulk_create(
        PersonServed(incident=incident, case_reference=reference) for reference in dict.fromkeys(said.case_references)
    )


def _themes_of(factors: Iterable[Factor]) -> set[str]:
    return {factor.theme for factor in factors if factor.theme}
