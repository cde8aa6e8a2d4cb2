"""Whether the trail is as it was written: the chain of hashes, worked out again inside the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from .models import TrailEntry, TrailLink

FIRST_BREAK = """
WITH chain AS (
    SELECT link.number, link.entry_id, link.previous_hash, link.hash, entry.id IS NULL AS gone,
           lag(link.hash, 1, repeat('0', 64)) OVER (ORDER BY link.number) AS expected_previous,
           audit_entry_hash(link.previous_hash, entry) AS expected_hash
    FROM audit_traillink link LEFT JOIN audit_trailentry entry ON entry.id = link.entry_id
)
SELECT number, entry_id, gone, previous_hash <> expected_previous AS unchained
FROM chain
WHERE gone OR previous_hash <> expected_previous OR hash <> expected_hash
ORDER BY number LIMIT 1
"""


@dataclass(frozen=True)
class Head:
    """The last link. Noted outside the database, it shows later that nothing was cut off the end."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True)
class Verdict:
    """What was found; `problem` is a sentence, empty when the trail is whole."""

    links: int
    head: Head | None
    problem: str = ""


def verify(*, expected: Head | None = None) -> Verdict:
    """Work out every hash again and say where the trail first differs from what was written.

    `expected` is a head noted earlier: the chain must still hold it.
    """
    last = TrailLink.objects.order_by("-number").first()
    head = Head(last.number, last.hash) if last else None
    return Verdict(TrailLink.objects.count(), head, _broken_link() or _unlinked() or _cut_off(expected))


def _broken_link() -> str:
    with connection.cursor() as cursor:
        cursor.execute(FIRST_BREAK)
        row = cursor.fetchone()
    if row is None:
        return ""
    number, entry_id, gone, unchained = row
    if gone:
        return f"Entry {entry_id}, which link {number} holds, is gone."
    if unchained:
        return f"Link {number} (entry {entry_id}) does not follow the link before it: a link was removed or changed."
    return f"Entry {entry_id} is not what link {number} was made from: one of them was changed."


def _unlinked() -> str:
    loose = TrailEntry.objects.unlinked()
    first = loose.order_by("id").first()
    return f"{loose.count()} entries are in no link of the chain; the first is entry {first.pk}." if first else ""


def _cut_off(expected: Head | None) -> str:
    if expected is None or TrailLink.objects.filter(number=expected.number, hash=expected.hash).exists():
        return ""
    return f"The chain no longer holds link {expected.number} as it was noted: its end was cut off or written anew."
