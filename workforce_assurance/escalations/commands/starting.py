"""The first sweep of a kind: it begins by itself when it is small, and waits for somebody's word when it is not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.common.refusals import Refusal

from ..foreseen import FirstSweep, first_sweep, first_sweep_of
from ..ladders import Ladder
from ..models import Start
from ..registry import Obligation


class AlreadyStarted(Refusal):
    words = "This was started before. Nothing was changed."


class NothingToStart(Exception):
    """No ladder is published for this kind."""


@transaction.atomic
def begin_if_small(*, obligation: Obligation, ladder: Ladder, now: datetime) -> bool:
    """Begin a kind whose first sweep is small; put off one that is not. Whether it is swept from now on."""
    start = Start.objects.select_for_update().filter(obligation_kind=obligation.kind).first()
    if start:
        return start.started_at is not None
    foreseen = first_sweep(obligation, ladder, now=now)
    small = foreseen.notices <= settings.ESCALATIONS_FIRST_AT_MOST
    start, new = Start.objects.get_or_create(
        obligation_kind=obligation.kind, defaults=_counted(foreseen, now) | {"started_at": now if small else None}
    )
    if new:
        _record("kind_started" if small else "kind_waits", start, None, now)
    return start.started_at is not None


@transaction.atomic
def start_kind(*, kind: str, by: Any, now: datetime) -> Start:
    """Let the sweep begin with this kind, whatever it finds; what is counted now counts as usual for a fortnight.

    :raises AlreadyStarted: when it began before
    :raises NothingToStart: when it has no published ladder
    """
    foreseen = first_sweep_of(kind, now=now)
    if foreseen is None:
        raise NothingToStart
    start, new = Start.objects.select_for_update().get_or_create(
        obligation_kind=kind, defaults=_counted(foreseen, now) | {"started_at": now, "started_by": by}
    )
    if not new:
        if start.started_at:
            raise AlreadyStarted
        for name, value in _counted(foreseen, now).items():
            setattr(start, name, value)
        start.started_at, start.started_by = now, by
        start.save()
    _record("kind_started", start, by, now)
    return start


def _counted(foreseen: FirstSweep, now: datetime) -> dict[str, Any]:
    return {
        "counted_at": now,
        "reminders": foreseen.reminders,
        "episodes": foreseen.episodes,
        "people": foreseen.people,
    }


def _record(action: str, start: Start, by: Any, now: datetime) -> None:
    record(
        action=f"escalations.{action}",
        subject_type="start",
        subject_id=start.obligation_kind,
        by=by,
        now=now,
        facts={"reminders": start.reminders, "episodes": start.episodes, "people": start.people},
    )
