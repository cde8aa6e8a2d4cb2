"""What stands beside the answers of a record: signatures, statements of each side, amendments; and what the reader had not saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import in_words

from .asked import AskedVersion
from .contents import draft_of
from .forms import meaning
from .models import Response, ResponseSection
from .parties import Parties
from .places import place_of
from .vault import unseal


@dataclass(frozen=True)
class Note:
    """Words that somebody added at some time, with the reason when there has to be one.

    `where` is the section that an amendment is about, and of a statement what its writer is in the record.
    """

    who: str
    when: str
    text: str = ""
    reason: str = ""
    where: str = ""


def supplements_of(response: Response, parties: Parties, here: ZoneInfo) -> dict[str, list[Any]]:
    """:raises VaultError: when one of them cannot be opened"""
    amendments = list(response.amendments.select_related("by", "section"))
    parts = {person.pk: part.label for part, person in parties.rows}
    return {
        "signatures": [
            Note(s.person.full_name, in_words(s.at, here))
            for s in response.signatures.select_related("person").order_by("at")
        ],
        "statements": [
            Note(
                s.by.full_name,
                in_words(s.at, here),
                unseal(s.sealed, place_of(s, "sealed")),
                where=parts.get(s.by_id, ""),
            )
            for s in response.statements.select_related("by")
        ],
        "amendments": [_amendment(a, here) for a in amendments],
        "amended": [a.section.key for a in amendments if a.section],
    }


def _amendment(row: Any, here: ZoneInfo) -> Note:
    return Note(
        who=row.by.full_name,
        when=in_words(row.at, here),
        text=unseal(row.sealed_text, place_of(row, "sealed_text")),
        reason=unseal(row.sealed_reason, place_of(row, "sealed_reason")),
        where=row.section.title if row.section else "",
    )


def unsaved_words(response: Response, version: AskedVersion, person: Any) -> list[tuple[str, str, list[str]]]:
    """(key, title, what they typed) of every section that holds something of this person alone that was not saved."""
    rows = {
        row.section_id: row
        for row in ResponseSection.objects.filter(response=response, author=person.pk, sealed_draft__isnull=False)
    }
    found = []
    for section in version.sections:
        if draft := draft_of(rows.get(section.id)):
            words = [value for values in meaning(draft.typed).values() for value in values]
            found.append((section.key, section.title, words))
    return found
