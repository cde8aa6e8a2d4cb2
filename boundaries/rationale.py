"""The rationale of a decision: its minimum set, how much of it is there, and who reads it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.structured_templates import queries as records
from workforce_assurance.structured_templates.asked import AskedSection, asked_by
from workforce_assurance.structured_templates.contents import values_of
from workforce_assurance.structured_templates.progress import missing_in

from .enums import RATIONALE_PURPOSE
from .models import Decision

# No version of the rationale is published without one of them.
AREAS = {
    "facts": "Facts",
    "risk": "Risk",
    "less_restrictive": "Less restrictive options tried",
    "proportionality": "Proportionality",
    "time_limit": "Time limit",
    "step_down": "Step-down criteria",
    "persons_view": "The person's view",
    "advocate": "Advocate",
}


UNSAVED = "what you typed and have not saved yet"


@dataclass(frozen=True)
class Part:
    """One part of the minimum set, and whether it is there."""

    area: str
    label: str
    section: str
    is_there: bool


def parts_of(decision: Decision) -> list[Part]:
    """The minimum set as it stands in this decision's rationale, in the order of its template; nothing without one."""
    response = records.response_for(RATIONALE_PURPOSE, decision.pk)
    if response is None:
        return []
    values = values_of(records.answers_readable_by(response, decision.requester))
    version = asked_by(response.version_id)
    missing = missing_in(version, values)

    def is_there(section: AskedSection) -> bool:
        return section.key not in missing and any(asked.id in values for asked in section.answered)

    sections = [section for section in version.sections if section.area in AREAS]
    return [Part(one.area, AREAS[one.area], one.key, is_there(one)) for one in sections]


def sections_missing(purpose: str, subject_id: uuid.UUID, author: Any) -> list[str]:
    """The sections of a record that lack a needed answer, by title, and what its author typed and has not saved."""
    response = records.response_for(purpose, subject_id)
    if response is None:
        return ["everything"]
    version = asked_by(response.version_id)
    missing = missing_in(version, values_of(records.answers_readable_by(response, author)))
    titles = [section.title for section in version.sections if section.key in missing]
    return [*titles, UNSAVED] if records.has_unsaved(response, author) else titles


def what_is_missing(decision: Decision) -> list[str]:
    """The parts of the minimum set that are not there, or that hold something typed and not saved."""
    parts = parts_of(decision)
    missing = [part.label for part in parts if not part.is_there]
    missing += [label for area, label in AREAS.items() if area not in {part.area for part in parts}]
    response = records.response_for(RATIONALE_PURPOSE, decision.pk)
    if response is not None and records.has_unsaved(response, decision.requester):
        missing.append(UNSAVED)
    return missing


def section_url(decision: Decision, section: str) -> str:
    response = records.response_for(RATIONALE_PURPOSE, decision.pk)
    return reverse("record_section", args=[response.pk, section]) if response else ""


def is_read_by(decision: Decision, person: Any, _now: datetime) -> bool:
    """Whoever may see the decision reads why, but for drafts, which are their writer's alone."""
    return bool(person.has_perm("boundaries.read_rationale", decision))
