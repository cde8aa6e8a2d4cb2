"""What is written about a debrief in words: the learning debrief's record, and why one waits. Both are sealed responses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.kinds import Value

from ..enums import LEARNING_PURPOSE, PAUSE_PURPOSE, StrandState
from ..exceptions import DebriefAlreadyEnded, DebriefNotPaused, NobodyLeadsIt, PauseNeedsAReason
from ..models import Debrief, DebriefPause
from .debriefs import CLIMB


@transaction.atomic
def open_learning_record(*, debrief: Debrief, by: Any, now: datetime) -> Any:
    """Open the record of a learning debrief for whoever leads it, or find it opened; gives the response.

    Those who stand by name among the attendees read it, from when they put their name there (`purposes`).

    :raises NobodyLeadsIt: when it is not theirs to lead
    :raises NoPublishedTemplate: when no template of the purpose is published
    """
    if debrief.facilitator_id != by.pk:
        raise NobodyLeadsIt("Whoever leads the debrief writes its record. Choose first who that is.")
    return records.open_response(purpose=LEARNING_PURPOSE, subject_id=debrief.pk, author=by, by=by, now=now)


@transaction.atomic
def pause_debrief(*, debrief: Debrief, why: str, by: Any, now: datetime) -> DebriefPause:
    """Let it wait. Why stands in the sealed record of the pause, which its writer and whoever leads the team read.

    :raises PauseNeedsAReason: when nothing is said
    :raises DebriefAlreadyEnded: when it does not wait to be held
    """
    if not why.strip():
        raise PauseNeedsAReason("Say in a sentence why it waits.")
    locked = _lock(debrief)
    if locked.state != StrandState.WAITS:
        raise DebriefAlreadyEnded(f"This is recorded as “{locked.get_state_display().lower()}”. Nothing was changed.")
    locked.state, locked.paused_at, locked.next_check = StrandState.PAUSED, now, None
    locked.save()
    pause = DebriefPause.objects.create(debrief=locked, paused_at=now, paused_by=by)
    _write_down(pause, why.strip(), by, now)
    _record("debrief paused", locked, by, now)
    return pause


def _write_down(pause: DebriefPause, why: str, by: Any, now: datetime) -> None:
    response = records.open_response(purpose=PAUSE_PURPOSE, subject_id=pause.pk, author=by, by=by, now=now)
    above = [person for person in (pause.debrief.responsible,) if person is not None and person.pk != by.pk]
    records.set_parties(response=response, author=by, attending=above, by=by, now=now)
    section = asked_by(response.version_id).sections[0]
    values = {section.answered[0].key: Value(words=why)}
    records.save_section(response=response, section=section, values=values, revision=0, seen="", by=by, now=now)


@transaction.atomic
def resume_debrief(*, debrief: Debrief, by: Any, now: datetime) -> Debrief:
    """End the pause: what was left of the clock runs on. What "in time" is measured by stays as it was.

    :raises DebriefNotPaused: when it is not paused
    """
    locked = _lock(debrief)
    if locked.state != StrandState.PAUSED or locked.paused_at is None:
        raise DebriefNotPaused("It is not paused. Nothing was changed.")
    locked.due_at += now - locked.paused_at
    locked.state, locked.paused_at = StrandState.WAITS, None
    flagged_already = locked.late_flagged_at is not None
    climbs = locked.strand in CLIMB and locked.asked_id is not None and not flagged_already
    locked.next_check = locked.due_at if climbs else None
    locked.save()
    locked.pauses.filter(resumed_at__isnull=True).update(resumed_at=now)
    _record("debrief resumed", locked, by, now)
    return locked


def _lock(debrief: Debrief) -> Debrief:
    rows = Debrief.objects.select_for_update(of=("self",), no_key=True).select_related("incident", "responsible")
    return rows.get(pk=debrief.pk)


def _record(action: str, debrief: Debrief, by: Any, now: datetime) -> None:
    audit.record(
        action=action, subject_type="debriefs.debrief", subject_id=debrief.pk, by=by, now=now,
        facts={"reference": debrief.reference, "strand": debrief.strand},
    )  # fmt: skip
