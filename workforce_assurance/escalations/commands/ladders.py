"""Ladders are drafted, published and retired; what climbs one version stays on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.common.refusals import Refusal
from workforce_assurance.common.versions import VersionState

from ..enums import Recipient
from ..models import LadderVersion, Rung
from ..queries import reminder_working_days
from ..registry import OBLIGATIONS


class LadderPublished(Refusal):
    words = "This version is published or retired already. Copy it to change it."


class LadderNotReady(Refusal):
    """The ladder cannot be published; the message says what to change."""


class Step(NamedTuple):
    """One rung: position 0 counts working days before the due date, the others after the run-out."""

    position: int
    recipient: str
    working_days: int


# Reminder to the supervisor; supervisor at the end of grace; manager 3 working days later; governance lead after
# 5 more; safety-net mailbox after 5 more.
SHIPPED = (
    Step(0, Recipient.SUPERVISOR, 2),
    Step(1, Recipient.SUPERVISOR, 0),
    Step(2, Recipient.MANAGER, 3),
    Step(3, Recipient.GOVERNANCE_LEAD, 8),
    Step(4, Recipient.SAFETY_NET, 13),
)
SHIPPED_HOLD = 3
LONGEST = 250


def ship_ladders(*, now: datetime) -> None:
    """Publish the shipped ladder for every kind of obligation that has none yet."""
    for kind in sorted(OBLIGATIONS):
        ship_ladder(kind=kind, steps=SHIPPED, acknowledgement_holds=SHIPPED_HOLD, now=now)


@transaction.atomic
def ship_ladder(*, kind: str, steps: Sequence[Step], acknowledgement_holds: int, now: datetime) -> LadderVersion | None:
    """Publish these rungs for a kind that has no ladder; nothing when it has one, whatever became of it."""
    if LadderVersion.objects.filter(obligation_kind=kind).exists():
        return None
    ladder = LadderVersion.objects.create(obligation_kind=kind, number=1, acknowledgement_holds=acknowledgement_holds)
    _write(ladder, steps)
    return publish_ladder(ladder=ladder, by=None, now=now)


@transaction.atomic
def copy_ladder(*, ladder: LadderVersion, by: Any, now: datetime) -> LadderVersion:
    """A draft with the same rungs; the draft that is there already when there is one."""
    versions = LadderVersion.objects.select_for_update().filter(obligation_kind=ladder.obligation_kind)
    if draft := versions.drafts().first():
        return draft
    draft = versions.create(
        obligation_kind=ladder.obligation_kind, number=versions.next_number(),
        acknowledgement_holds=ladder.acknowledgement_holds,
    )  # fmt: skip
    _write(draft, [Step(rung.position, rung.recipient, rung.working_days) for rung in ladder.rungs.all()])
    _record("ladder_copied", draft, by, now)
    return draft


@transaction.atomic
def edit_ladder(
    *, ladder: LadderVersion, steps: Sequence[Step], acknowledgement_holds: int, by: Any, now: datetime
) -> LadderVersion:
    """Put these rungs in the place of the draft's.

    :raises LadderPublished: when it is no draft
    :raises LadderNotReady: when the rungs make no ladder
    """
    ladder = _draft(ladder)
    _check(steps)
    ladder.rungs.all().delete()
    _write(ladder, steps)
    ladder.acknowledgement_holds = acknowledgement_holds
    ladder.save(update_fields=["acknowledgement_holds"])
    _record("ladder_edited", ladder, by, now, rungs=[list(step) for step in steps], holds=acknowledgement_holds)
    return ladder


@transaction.atomic
def publish_ladder(*, ladder: LadderVersion, by: Any, now: datetime) -> LadderVersion:
    """From now on episodes open on this version; those on the way stay on theirs.

    :raises LadderPublished: when it is no draft
    :raises LadderNotReady: when the rungs make no ladder
    """
    ladder = _draft(ladder)
    _check([Step(rung.position, rung.recipient, rung.working_days) for rung in ladder.rungs.all()])
    kind = ladder.obligation_kind
    reminded = reminder_working_days(kind)
    LadderVersion.objects.filter(obligation_kind=kind).put_in_force(ladder, by=by, now=now)
    _record("ladder_published", ladder, by, now)
    _move_reminders(kind, reminded, now)
    return ladder


def _move_reminders(kind: str, before: int | None, now: datetime) -> None:
    reminds, obligation = reminder_working_days(kind), OBLIGATIONS.get(kind)
    if obligation and obligation.remind and reminds != before:
        obligation.remind(working_days=reminds, now=now)


def _draft(ladder: LadderVersion) -> LadderVersion:
    ladder = LadderVersion.objects.select_for_update().get(pk=ladder.pk)
    if ladder.state != VersionState.DRAFT:
        raise LadderPublished
    return ladder


def _check(steps: Sequence[Step]) -> None:
    climbing = [step for step in steps if step.position]
    if [step.position for step in climbing] != list(range(1, len(climbing) + 1)) or not climbing:
        raise LadderNotReady("Give the ladder at least one rung after the date has passed.")
    if climbing[0].working_days:
        raise LadderNotReady("The first rung after the date comes at once: set its working days to 0.")
    if any(later.working_days <= earlier.working_days for earlier, later in pairwise(climbing)):
        raise LadderNotReady("Give each rung more working days than the rung below it.")
    if any(step.working_days > LONGEST for step in steps):
        raise LadderNotReady(f"Set the working days of each rung to {LONGEST} or fewer.")


def _write(ladder: LadderVersion, steps: Sequence[Step]) -> None:
    Rung.objects.bulk_create(
        Rung(ladder=ladder, position=step.position, recipient=step.recipient, working_days=step.working_days)
        for step in sorted(steps)
    )


def _record(action: str, ladder: LadderVersion, by: Any, now: datetime, **facts: Any) -> None:
    record(
        action=f"escalations.{action}",
        subject_type="ladder",
        subject_id=ladder.pk,
        by=by,
        now=now,
        facts={"kind": ladder.obligation_kind, "number": ladder.number, **facts},
    )
