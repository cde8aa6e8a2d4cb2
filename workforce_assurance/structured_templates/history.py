"""What happened to a record, in words, newest first; made of the record's own rows and never of what was written."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import in_words

from .asked import AskedVersion
from .enums import Part, SectionState
from .models import Response

Event = tuple[datetime, str]


def history_of(
    response: Response, version: AskedVersion, parties: dict[Part, Any], here: ZoneInfo
) -> list[dict[str, str]]:
    events = [(response.opened_at, f"The record was opened, under version {version.number} of “{version.name}”.")]
    events += _saved(response, version)
    if response.finished_at:
        events.append(
            (response.finished_at, f"{parties[Part.AUTHOR].full_name} finished it. From then on its answers stay.")
        )
    events += [(s.at, f"{s.person.full_name} signed it.") for s in response.signatures.select_related("person")]
    events += [(s.at, f"{s.by.full_name} added a statement.") for s in response.statements.select_related("by")]
    events += [(a.at, f"{a.by.full_name} amended it.") for a in response.amendments.select_related("by")]
    if response.signed_at:
        events.append((response.signed_at, "Both have signed: from then on it changes by amendment only."))
    return [{"when": in_words(at, here), "text": text} for at, text in sorted(events, reverse=True)]


def _saved(response: Response, version: AskedVersion) -> list[Event]:
    """When each section was last saved, and by whom."""
    titles = {section.id: section.title for section in version.sections}
    rows = response.sections.filter(state=SectionState.DONE).select_related("author").defer("sealed_draft")
    return [(row.updated_at, f"{row.author.full_name} saved “{titles[row.section_id]}”.") for row in rows]
