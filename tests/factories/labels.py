"""The word list in force, for the tests."""

import uuid
from datetime import timedelta
from typing import Any

from boundaries.labels import commands
from boundaries.labels.shipped import ship
from boundaries.models import LabelHit, LabelListVersion, LabelReading, LabelSample, LabelScan, LabelTerm

from . import reviews
from .supervision import NOON

WEEK = timedelta(days=8)
LABELS = "He was manipulative again."


def ship_labels(now: Any = NOON) -> None:
    if not LabelListVersion.objects.published().exists():
        ship(now)


def in_force(code: str) -> LabelTerm:
    return LabelTerm.objects.get(code=code, version__state="published")


def found(*, by: Any, words: str = LABELS, now: Any = NOON) -> None:
    """A text with these words, looked through a week later."""
    reviews.flag(by, word=words, now=now)
    commands.look_for_labels(now=now + WEEK)


def draw(*, by: Any, size: int = 20, now: Any = NOON + WEEK, seed: str = "one seed") -> LabelSample:
    return commands.draw_label_sample(size=size, once=uuid.uuid4(), by=by, now=now, seed=seed)


def hits(number: int, code: str = "manipulative", *, team: Any = None, month: Any = None, list_number: int = 1) -> None:
    """Found in texts that are gone."""
    month = month or NOON.date().replace(day=1)
    scans = LabelScan.objects.bulk_create(
        LabelScan(
            answer_id=uuid.uuid4(), saved_at=NOON, read_at=NOON, month=month, team=team, source="review",
            number=list_number,
        )
        for _ in range(number)
    )  # fmt: skip
    LabelHit.objects.bulk_create(LabelHit(scan=scan, code=code, occurrence=0) for scan in scans)


def judged(sample: LabelSample, right: int, *, by: Any, of: int, code: str = "manipulative") -> None:
    """Verdicts as they would stand, of texts that are gone."""
    rows = list(LabelReading.objects.filter(sample=sample, verdict="", hit__code=code)[:of])
    for number, row in enumerate(rows):
        row.verdict, row.because = ("confirmed", "") if number < right else ("dismissed", "denied")
        row.judged_at, row.judged_by = NOON, by
        row.save()
