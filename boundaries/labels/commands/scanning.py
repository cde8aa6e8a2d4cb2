"""Looking for wordings in texts that have stood for a week. Keeps where and which, never a word and never a writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import local_day, month_start
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates.purposes import PURPOSES
from workforce_assurance.structured_templates.settled import SettledText, settled_texts

from ...enums import RATIONALE_PURPOSE
from ...language import WordList, flag_text
from ...models import LabelHit, LabelListVersion, LabelScan
from ...reviews.enums import ACCOUNT_PURPOSE, WORDS_PURPOSE
from ..enums import Source
from ..in_force import words_of

# Until then whoever wrote it may still heed a hint.
STANDS_FOR = timedelta(days=7)
# Texts whose day is this far behind the last that was read are still looked for: what is brought in may be of a day before.
LOOKS_BACK = timedelta(days=31)
BATCH = 200
SOURCES = {
    RATIONALE_PURPOSE: Source.RATIONALE,
    "debriefs.account": Source.INCIDENT,
    "debriefs.learning": Source.INCIDENT,
    ACCOUNT_PURPOSE: Source.REVIEW,
    WORDS_PURPOSE: Source.REVIEW,
}


def look_for_labels(*, now: datetime) -> int:
    """Look through every text that has stood for a week and was not looked through; gives how many. In batches, each committed."""
    latest = LabelScan.objects.aggregate(last=Max("saved_at"))["last"]
    since = latest - LOOKS_BACK if latest else None
    read = 0
    while texts := _read_batch(since, now):
        # They come in the order in which they were saved, so that the next begin where these end.
        read, since = read + len(texts), texts[-1].answered_at
    return read


@transaction.atomic
def _read_batch(since: datetime | None, now: datetime) -> list[SettledText]:
    # One looks at a time, and by one version; before a list is loaded nobody does.
    version = LabelListVersion.objects.select_for_update(of=("self",)).published().first()
    if version is None:
        return []
    texts = settled_texts(
        purposes=list(SOURCES), since=since, before=now - STANDS_FOR, read=LabelScan.objects.all(), most=BATCH
    )
    if not texts:
        return []
    listed, zone = words_of(version.pk), people.zone()
    scans = [_scan(one, listed, zone, now) for one in texts]
    LabelScan.objects.bulk_create(scans)
    found = [hit for one in texts for hit in _hits(one, listed)]
    LabelHit.objects.bulk_create(found)
    audit.record(
        action="texts looked through", subject_type="boundaries.labellistversion", subject_id=version.pk, by=None, now=now,
        facts={"texts": len(scans), "found": len(found), "number": listed.version},
    )  # fmt: skip
    return texts


def _scan(text: SettledText, listed: WordList, zone: Any, now: datetime) -> LabelScan:
    purpose = PURPOSES[text.purpose]
    return LabelScan(
        answer_id=text.answer_id, saved_at=text.answered_at, read_at=now,
        month=month_start(local_day(text.answered_at, zone)),
        team_id=purpose.team_of(purpose.subject(text.subject_id)), source=SOURCES[text.purpose],
        number=listed.version, is_unreadable=text.words is None,
    )  # fmt: skip


def _hits(text: SettledText, listed: WordList) -> Iterator[LabelHit]:
    seen: Counter[str] = Counter()
    for flag in flag_text(text.words or "", listed):
        yield LabelHit(scan_id=text.answer_id, code=flag.code, occurrence=seen[flag.code])
        seen[flag.code] += 1
