"""How far a record is: which sections are begun or done, which needed answers are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .asked import Asked, AskedVersion, asked_by
from .conditions import is_required
from .contents import Values, typed_of, values_of
from .enums import SectionState
from .kinds import KINDS
from .models import Answer, Response, ResponseSection


@dataclass(frozen=True)
class SectionProgress:
    """One section in the task list: a status in words, and the tone that goes with it."""

    key: str
    title: str
    status: str
    tone: str


WORDS = {
    SectionState.DONE: ("Done", "done"),
    SectionState.STARTED: ("Started", "info"),
    None: ("Not started", ""),
}


def progress(response: Response, viewer: Any, version: AskedVersion | None = None) -> list[SectionProgress]:
    """Every section as the viewer sees it: their own work on it, and what was saved by either."""
    rows = list(ResponseSection.objects.filter(response=response).defer("sealed_draft"))
    return progress_of(version or asked_by(response.version_id), rows, viewer)


def progress_of(version: AskedVersion, rows: list[ResponseSection], viewer: Any) -> list[SectionProgress]:
    own = {row.section_id: row.state for row in rows if row.author_id == viewer.pk}
    others = {row.section_id for row in rows if row.author_id != viewer.pk and row.state == SectionState.DONE}
    found = []
    for section in version.sections:
        shared = any(not asked.is_private for asked in section.answered)
        state = own.get(section.id) or (SectionState.DONE if shared and section.id in others else None)
        status, tone = WORDS[SectionState(state) if state else None]
        found.append(SectionProgress(section.key, section.title, status, tone))
    return found


def unfinished_sections(response: Response, person: Any) -> list[str]:
    """The keys of the sections that lack a needed answer, or hold something of this person that is not saved."""
    drafts = ResponseSection.objects.filter(response=response, author=person.pk, sealed_draft__isnull=False)
    unsaved = set(drafts.values_list("section_id", flat=True))
    version = asked_by(response.version_id)
    missing = missing_in(version, values_of(Answer.objects.readable_by(person).filter(response=response)))
    return [section.key for section in version.sections if section.id in unsaved or section.key in missing]


def missing_in(version: AskedVersion, values: Values) -> dict[str, list[Asked]]:
    """By section, the questions that need an answer and have none."""
    found: dict[str, list[Asked]] = {}
    for section in version.sections:
        given = typed_of(section, values)
        for asked in section.answered:
            needed = (
                KINDS[asked.kind].can_be_required
                and not asked.is_private
                and is_required(asked, section.questions, given)
            )
            if needed and asked.id not in values:
                found.setdefault(section.key, []).append(asked)
    return found
