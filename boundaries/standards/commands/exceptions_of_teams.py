"""Exceptions: a team does something else for a while. Asked by one, approved by another, over by itself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.people import queries as people

from ...models import Standard, StandardException
from ...reviews.commands.trail import note
from ..enums import ExceptionAnswer, ExceptionBecause
from ..exceptions import AnsweredAlready, NotTheirOwn, WrongDays

LONGEST = timedelta(days=92)


@dataclass(frozen=True)
class Asked:
    """Of which standard, for which team, why, what is done instead, and on which days (both included)."""

    standard: Standard
    team: Any
    because: ExceptionBecause
    instead: str
    starts_on: date
    ends_on: date


@transaction.atomic
def ask_for_exception(*, asked: Asked, once: uuid.UUID, by: Any, now: datetime) -> StandardException:
    """Ask for it; it holds for nobody before somebody else has approved it.

    :raises WrongDays: when it began before today, or lasts longer than three months
    """
    if known := StandardException.objects.filter(once=once).first():
        return known
    if asked.starts_on < people.today(now=now) or not asked.starts_on <= asked.ends_on <= asked.starts_on + LONGEST:
        raise WrongDays("It begins today or later, and lasts three months at most. Then it is looked at anew.")
    exception = StandardException.objects.create(
        once=once, standard=asked.standard, team=asked.team, because=asked.because, instead=asked.instead.strip(),
        starts_on=asked.starts_on, ends_on=asked.ends_on, asked_at=now, asked_by=by,
    )  # fmt: skip
    note("standard exception asked", exception, by, now, because=asked.because, ends_on=asked.ends_on.isoformat())
    return exception


@transaction.atomic
def answer_exception(*, exception: StandardException, answer: ExceptionAnswer, by: Any, now: datetime) -> None:
    """Approve or refuse it.

    :raises NotTheirOwn: when they asked for it themselves
    :raises AnsweredAlready: when somebody did
    """
    found = StandardException.objects.select_for_update(of=("self",)).get(pk=exception.pk)
    if found.asked_by_id == by.pk:
        raise NotTheirOwn("Somebody else answers what you asked for.")
    if found.answer:
        raise AnsweredAlready("It was answered already.")
    found.answer, found.answered_at, found.answered_by = answer, now, by
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    note("standard exception answered", found, by, now, answer=answer)
