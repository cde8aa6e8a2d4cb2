"""What somebody who reads for an audit sees: what was drawn, without names, and their own answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.words import long_instant
from workforce_assurance.structured_templates import commands
from workforce_assurance.structured_templates import queries as records
from workforce_assurance.structured_templates.asked import Asked, asked_by
from workforce_assurance.structured_templates.counted import codes_about

from ..models import AuditReading
from .commands import read
from .enums import PURPOSES, AuditOf, ReadingState
from .exceptions import IsParty
from .scoring import is_check
from .words import by_day, past


def _response(reading: AuditReading) -> Any:
    return records.responses_for(PURPOSES[AuditOf(reading.unit.audit.of)], [reading.pk])[reading.pk]


def checks_and_codes(reading: AuditReading) -> tuple[list[Asked], dict[int, str]]:
    """The checks of the version that this reading began with, and what it says so far."""
    version = asked_by(_response(reading).version_id)
    rows = codes_about(PURPOSES[AuditOf(reading.unit.audit.of)], [reading.pk])
    return [one for one in version.questions() if is_check(one)], {question: code for _key, question, code in rows}


def page(reading: AuditReading, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the two panes show; that it was read leaves a row in the trail."""
    audit, waits = reading.unit.audit, reading.state == ReadingState.WAITS
    found, refused = None, ""
    if waits:
        try:
            found = read(reading=reading, by=viewer, now=now, zone=zone)
        except IsParty as refusal:
            refused = str(refusal)
    return {
        "title": f"Audit {audit.reference}, number {reading.unit.number}",
        "caption": f"{AuditOf(audit.of).label}, {reading.get_part_display().lower()}",
        "waits": waits and not refused,
        "refused": refused,
        "hand_on_url": reverse("governance:audit_hand_on", args=[reading.pk]) if waits else "",
        "by_day": by_day(reading, zone) if waits else "",
        "past": past(reading, now) if waits else "",
        "passed_on": _passed_on(reading, zone),
        "given": long_instant(reading.given_at, zone) if reading.given_at else "",
        "sections": found.sections if found else (),
        "facts": found.facts if found else [],
        "tasks": _tasks(reading, viewer) if waits else [],
        "own": _own(reading, viewer, now) if not waits else (),
    }


def _passed_on(reading: AuditReading, zone: ZoneInfo) -> str:
    if reading.passed_at is None:
        return ""
    return f"It was handed on to {reading.passed_to.full_name} on {long_instant(reading.passed_at, zone)}."  # type: ignore[union-attr]


def _tasks(reading: AuditReading, viewer: Any) -> list[dict[str, str]]:
    """The sections of the tool that are answered in words."""
    response = _response(reading)
    version = asked_by(response.version_id)
    in_words = {one.key for one in version.sections if not all(is_check(asked) for asked in one.answered)}
    return [
        {
            "label": task.title, "status": task.status, "tone": task.tone,
            "url": reverse("record_section", args=[response.pk, task.key]),
        }
        for task in records.progress(response, viewer)
        if task.key in in_words
    ]  # fmt: skip


def _own(reading: AuditReading, viewer: Any, now: datetime) -> Any:
    """What they answered, notes as well."""
    return commands.read_by_rule(response=_response(reading), by=viewer, now=now)
