"""Within how many working days complaints are acknowledged and answered, and from which month on the register counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import month_start
from workforce_assurance.people import queries as people

from ...models import ComplaintPolicy
from ..exceptions import NoClock, NoClockLikeThis


@dataclass(frozen=True)
class Days:
    """What holds for complaints that are put on record from now on."""

    acknowledge: int
    answer: int
    counted_from: date


# As many regulators of care and health in England ask, and as many councils answer.
SHIPPED = (3, 20)


def policy_in_force() -> ComplaintPolicy:
    """:raises NoClock: when nobody has said anything yet"""
    found = ComplaintPolicy.objects.first()
    if found is None:
        raise NoClock("An administrator says first within how many days complaints are answered.")
    return found


@transaction.atomic
def set_policy(*, days: Days, by: Any, now: datetime) -> ComplaintPolicy:
    """From now on; complaints that are on record keep their days.

    :raises NoClockLikeThis: when an answer would take fewer days than saying that the complaint came
    """
    if days.answer < days.acknowledge:
        raise NoClockLikeThis("Give an answer at least as many days as saying that the complaint came.")
    row = ComplaintPolicy.objects.create(
        acknowledge_working_days=days.acknowledge, answer_working_days=days.answer,
        counted_from=month_start(days.counted_from), set_at=now, set_by=by,
    )  # fmt: skip
    audit.record(
        action="complaint days set", subject_type="governance.complaintpolicy", subject_id=row.pk, by=by, now=now,
        facts={"acknowledge": days.acknowledge, "answer": days.answer, "counted_from": str(row.counted_from)},
    )  # fmt: skip
    return row


def ship_policy(*, now: datetime) -> None:
    """The first one, where there is none."""
    if not ComplaintPolicy.objects.exists():
        set_policy(days=Days(*SHIPPED, people.today(now=now)), by=None, now=now)
