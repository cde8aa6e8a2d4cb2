"""Contesting a term, and answering that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from ...models import LabelContest, LabelListVersion
from ..enums import KEEPS, Answer, AnsweredBecause, ContestedBecause
from ..exceptions import ContestedAlready, NoSuchTerm, NothingContested, ReasonDoesNotFit
from .trail import note


@transaction.atomic
def contest_term(*, code: str, because: ContestedBecause, by: Any, now: datetime) -> LabelContest:
    """Say that a term should not be pointed out as it is.

    :raises NoSuchTerm: when the list in force does not have it
    :raises ContestedAlready: when theirs waits for an answer
    """
    version = LabelListVersion.objects.published().filter(terms__code=code).first()
    if version is None:
        raise NoSuchTerm("The list in force does not have this term.")
    try:
        with transaction.atomic():
            contest = LabelContest.objects.create(
                code=code, number=version.number, because=because, contested_at=now, contested_by=by
            )
    except IntegrityError:
        raise ContestedAlready("You contested it already. Whoever leads governance answers.") from None
    note("label contested", contest, by, now, code=code, because=because.value, number=version.number)
    return contest


@transaction.atomic
def keep_term(*, code: str, because: AnsweredBecause, by: Any, now: datetime) -> int:
    """Answer everybody who contests a term that it stays as it is; gives how many they were.

    :raises ReasonDoesNotFit: for a reason of another answer
    :raises NothingContested: when nobody waits for an answer
    """
    if because not in KEEPS:
        raise ReasonDoesNotFit("Choose a reason for keeping it.")
    answered = answer_waiting(code, Answer.KEPT, because, by, now)
    if not answered:
        raise NothingContested("Nobody waits for an answer about this term.")
    return answered


def answer_waiting(code: str, answer: Answer, because: AnsweredBecause, by: Any, now: datetime) -> int:
    waiting = LabelContest.objects.waiting().filter(code=code).select_for_update(of=("self",))
    for contest in waiting:
        contest.answer, contest.answered_because = answer, because
        contest.answered_at, contest.answered_by = now, by
        contest.save(update_fields=["answer", "answered_because", "answered_at", "answered_by"])
        note("label contest answered", contest, by, now, code=code, answer=answer.value, because=because.value)
    return len(waiting)
