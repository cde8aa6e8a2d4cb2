"""Reading for an audit: what is read stands in the access log, codes are kept as often as one likes, and given once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from workforce_assurance.action_log import redacted as actions
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates import queries as written
from workforce_assurance.structured_templates.asked import Asked, AskedSection, asked_by
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.stand import stand_of_section

from ...models import AuditReading
from ..enums import PURPOSES, AuditOf, ReadingState
from ..exceptions import CodeUnknown, IsParty, NotTheirReading, ReadingGiven, ReadingIncomplete
from ..frame import SUPERVISION
from ..readers import is_party_now
from ..scoring import is_check
from .asking import end_reminders
from .trail import note


@dataclass(frozen=True)
class Read:
    """What is read, without names: sections of a record, or facts of an action."""

    sections: tuple[Any, ...] = ()
    facts: list[dict[str, str]] = field(default_factory=list)


def read(*, reading: AuditReading, by: Any, now: datetime, zone: ZoneInfo) -> Read:
    """What was drawn, without names; leaves a row in the trail that its people see.

    :raises NotTheirReading: when somebody else was asked
    :raises ReadingGiven: when it is given
    :raises IsParty: when they have a part in it now
    """
    _check(reading, by)
    unit = reading.unit
    if is_party_now(by, unit, on=people.today(now=now)):
        raise IsParty("You have a part in this one now, so you do not read it. Hand it on to somebody else.")
    if unit.audit.of == AuditOf.ACTIONS:
        return Read(facts=actions.read_redacted(action_id=unit.subject_id, by=by, now=now, zone=zone))
    response = written.responses_for(SUPERVISION, [unit.subject_id])[unit.subject_id]
    parties = written.parties_of(response)
    roles = {person.pk: "supervisor" for person in [parties.author] if person}
    roles |= {person.pk: "worker" for person in [parties.subject] if person}
    return Read(sections=records.read_redacted(response=response, roles=roles, by=by, now=now))


def _check(reading: AuditReading, by: Any) -> None:
    if reading.reader_id != by.pk:
        raise NotTheirReading("Whoever was asked reads it. Nothing was changed.")
    if reading.state != ReadingState.WAITS:
        raise ReadingGiven("This reading was given or handed on, and changes no more.")


@transaction.atomic
def keep_codes(*, reading: AuditReading, codes: Mapping[str, str], by: Any, now: datetime) -> AuditReading:
    """Keep answers to checks, by the key of their question as text; an empty one is taken out.

    :raises NotTheirReading, ReadingGiven: when it is not theirs, or given
    :raises CodeUnknown: when a check does not offer that answer
    """
    locked = _locked(reading, by)
    _keep(locked, codes, by, now)
    return locked


@transaction.atomic
def give_reading(*, reading: AuditReading, codes: Mapping[str, str] | None = None, by: Any, now: datetime) -> None:
    """Give it, with these answers beside those that are kept; it changes no more.

    :raises NotTheirReading, ReadingGiven, CodeUnknown: as when codes are kept
    :raises IsParty: when they have a part in it now
    :raises ReadingIncomplete: when a check has no answer, or words are typed and not saved
    """
    locked = _locked(reading, by)
    if is_party_now(by, locked.unit, on=people.today(now=now)):
        raise IsParty("You have a part in this one now, so you give no reading of it. Hand it on to somebody else.")
    response = _keep(locked, codes or {}, by, now)
    kept = set(written.answers_readable_by(response, by).values_list("question_id", flat=True))
    missing = [asked.text for _section, asked in _checks(response) if asked.id not in kept]
    if missing:
        raise ReadingIncomplete(f"Something is missing before it can be given: {'; '.join(missing)}")
    if written.has_unsaved(response, by):
        raise ReadingIncomplete("You typed words that are not saved yet. Save them, or take them out.")
    locked.state, locked.given_at, locked.next_check = ReadingState.GIVEN, now, None
    locked.save(update_fields=["state", "given_at", "next_check"])
    end_reminders(locked, "done", by, now)
    note("audit reading given", locked, by, now, part=locked.part)


def _locked(reading: AuditReading, by: Any) -> AuditReading:
    rows = AuditReading.objects.select_for_update(of=("self",)).select_related("unit__audit", "unit__team")
    locked = rows.get(pk=reading.pk)
    _check(locked, by)
    return locked


def _checks(response: Any) -> list[tuple[AskedSection, Asked]]:
    sections = asked_by(response.version_id).sections
    return [(section, asked) for section in sections for asked in section.answered if is_check(asked)]


def _keep(reading: AuditReading, codes: Mapping[str, str], by: Any, now: datetime) -> Any:
    response = written.responses_for(PURPOSES[AuditOf(reading.unit.audit.of)], [reading.pk])[reading.pk]
    found: dict[str, tuple[AskedSection, dict[str, Value | None]]] = {}
    for section, asked in _checks(response):
        if str(asked.id) not in codes:
            continue
        code = codes[str(asked.id)]
        if code and code not in {option.code for option in asked.options}:
            raise CodeUnknown("Choose one of the answers of each check.")
        found.setdefault(section.key, (section, {}))[1][asked.key] = Value(coded=code) if code else None
    for section, values in found.values():
        stand = stand_of_section(response, section, by, path="")
        records.save_section(
            response=response,
            section=section,
            values=values,
            revision=stand.revision,
            seen=stand.shared_now,
            by=by,
            now=now,
        )
    return response
