"""What happened to a record, in words, newest first; made of its own rows and of the trail, never of what was written."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.audit.queries import history_of as history_of_subject
from workforce_assurance.common.dates import in_words

from .asked import AskedVersion
from .enums import SectionState
from .models import Response
from .parties import Parties

Event = tuple[datetime, str]
TURNS = {
    "record.finished": "finished it. From then on its answers stay.",
    "record.reopened": "took it back to writing, before anybody had signed.",
}


def history_of(
    response: Response, version: AskedVersion, parties: Parties, here: ZoneInfo, *, is_group: bool = False
) -> list[dict[str, str]]:
    events = [(response.opened_at, f"The record was opened, under version {version.number} of “{version.name}”.")]
    events += _saved_for_all(response, version, parties) if is_group else _saved(response, version)
    events += _finished(response, parties)
    events += [(s.at, f"{s.person.full_name} signed it.") for s in response.signatures.select_related("person")]
    events += [(s.at, f"{s.by.full_name} added a statement.") for s in response.statements.select_related("by")]
    events += [(a.at, _amended(a)) for a in response.amendments.select_related("by", "section")]
    if response.signed_at:
        events.append(
            (
                response.signed_at,
                f"{'It is' if is_group else 'Both have'} signed: from then on it changes by amendment only.",
            )
        )
    return [{"when": in_words(at, here), "text": text} for at, text in sorted(events, reverse=True)]


def _finished(response: Response, parties: Parties) -> list[Event]:
    """How often it was finished and taken back to writing: the record's own rows keep the last time only."""
    turns = history_of_subject("response", response.pk).filter(kind="write", action__in=TURNS)
    found = [(turn.at, f"{turn.actor.full_name} {TURNS[turn.action]}") for turn in turns if turn.actor]
    if response.finished_at and not any(at == response.finished_at for at, _ in found):
        found.append((response.finished_at, f"{parties.author.full_name} {TURNS['record.finished']}"))
    return found


def _amended(amendment: Any) -> str:
    where = f" on “{amendment.section.title}”" if amendment.section else ""
    return f"{amendment.by.full_name} amended it{where}. What was signed stays as it was."


def _saved(response: Response, version: AskedVersion) -> list[Event]:
    """When each section was last saved, and by whom."""
    titles = {section.id: section.title for section in version.sections}
    rows = response.sections.filter(state=SectionState.DONE).select_related("author").defer("sealed_draft")
    return [(row.updated_at, f"{row.author.full_name} saved “{titles[row.section_id]}”.") for row in rows]


def _saved_for_all(response: Response, version: AskedVersion, parties: Parties) -> list[Event]:
    """What its author saved for the group to read; whether somebody writes for themselves is nobody's to know."""
    shared = [section.id for section in version.sections if any(not asked.is_private for asked in section.answered)]
    rows = response.sections.filter(state=SectionState.DONE, author=parties.author.pk, section__in=shared)
    titles = {section.id: section.title for section in version.sections}
    who = parties.author.full_name
    return [(row.updated_at, f"{who} saved “{titles[row.section_id]}”.") for row in rows.defer("sealed_draft")]
