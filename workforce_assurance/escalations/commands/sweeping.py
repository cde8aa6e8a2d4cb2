"""The sweep: what ran out becomes an episode, episodes climb, and everybody a rung finds gets a notice and a mail.

Set-based from end to end: a batch is one statement for the episodes and one for the notices, whatever its size,
committed together; the rows come back grouped by who has to be told, never one by one.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from workforce_assurance.people.reach import Found

from .. import sql
from ..ladders import Ladder
from ..models import Sweep
from ..queries import ladders_in_use
from ..registry import OBLIGATIONS, Obligation
from ..sql import Moved
from .starting import begin_if_small
from .storms import Storm
from .telling import Ask, find_all, tell

logger = logging.getLogger(__name__)


def sweep(*, now: datetime) -> Sweep:
    """Open an episode for what ran out, move episodes up their ladders, and queue one mail for each person told.

    Each batch is committed on its own and rings the sender. It may run twice, late, or beside itself. A kind whose
    first sweep waits for somebody's word is left alone; of a storm the mails are kept back.
    """
    begun = time.monotonic()
    run = _Run(now, ladders_in_use(now=now))
    run.open_all()
    run.climb_all()
    finished_at = now + timedelta(seconds=time.monotonic() - begun)
    return Sweep.objects.create(
        started_at=now, finished_at=finished_at, mails=len(run.mailed), hold=run.storm.found(), **run.counts
    )


@dataclass
class _Run:
    now: datetime
    ladders: dict[uuid.UUID, Ladder]
    key: str = field(default_factory=lambda: uuid.uuid4().hex[:16])
    batches: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    # Everybody whom a mail of this sweep goes to; a second one waits for the next sweep.
    mailed: set[uuid.UUID | None] = field(default_factory=set)
    found: dict[Ask, Found] = field(default_factory=dict)
    storm: Storm = field(init=False)

    def __post_init__(self) -> None:
        self.storm = Storm(key=self.key, now=self.now)

    def open_all(self) -> None:
        published = {ladder.kind: ladder for ladder in self.ladders.values() if ladder.published}
        swept = {kind: one for kind, one in sorted(OBLIGATIONS.items()) if kind in published}
        due = self._kinds_due(swept)
        for kind, obligation in swept.items():
            if kind in due or not published[kind].started:
                self._open_kind(obligation, published[kind])

    def _kinds_due(self, swept: dict[str, Obligation]) -> set[str]:
        """Asked in one statement, so that a tick with nothing new costs the same for any number of kinds."""
        try:
            with transaction.atomic():
                return sql.kinds_due(swept.values(), now=self.now)
        except Exception:
            # Each is then looked at by itself, and whichever is in trouble is counted there.
            logger.exception("What is due could not be asked in one statement.")
            return set(swept)

    def _begins(self, obligation: Obligation, ladder: Ladder) -> bool:
        return ladder.started or begin_if_small(obligation=obligation, ladder=ladder, now=self.now)

    def _open_kind(self, obligation: Obligation, ladder: Ladder) -> None:
        try:
            if not self._begins(obligation, ladder):
                return
            while self._open_batch(obligation, ladder) >= settings.ESCALATIONS_BATCH:
                pass
        except Exception:
            # One practice in trouble stops no other; the sweep is then no heartbeat.
            logger.exception("What is due of the kind %s could not be swept.", obligation.kind)
            self.counts["troubled"] += 1

    @transaction.atomic
    def _open_batch(self, obligation: Obligation, ladder: Ladder) -> int:
        claimed, moved = sql.open_episodes(obligation, ladder, now=self.now, limit=settings.ESCALATIONS_BATCH)
        for group in moved:
            self.counts["opened" if group.position else "reminded"] += group.number
        self._tell(moved)
        return claimed

    def climb_all(self) -> None:
        while self._climb_batch() >= settings.ESCALATIONS_BATCH:
            pass

    @transaction.atomic
    def _climb_batch(self) -> int:
        moved = sql.climb(self.ladders.values(), limit=settings.ESCALATIONS_BATCH)
        for group in moved:
            self.counts["climbed" if group.position > 1 else "opened"] += group.number
        self._tell(moved)
        return sum(group.number for group in moved)

    def _tell(self, moved: list[Moved]) -> None:
        """Write the notices of these groups, and see to it that a mail takes each along."""
        if not moved:
            return
        self.batches += 1
        asks = [Ask(group.kind, self._wanted(group), (group.about_id, group.responsible_id)) for group in moved]
        find_all(asks, self.found, now=self.now)
        hold = self.storm.hold_for(sum(group.number for group in moved))
        self.counts["noticed"] += tell(
            [(group, self.found[ask]) for group, ask in zip(moved, asks, strict=True)],
            key=f"{self.key}-{self.batches}",
            told_before=self.mailed,
            now=self.now,
            hold_id=hold.pk if hold else None,
        )

    def _wanted(self, group: Moved) -> str:
        return self.ladders[group.ladder_id].steps[group.position].recipient
