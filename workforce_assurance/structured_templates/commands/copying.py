"""Beginning a record with what an earlier one of the same two people says."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from ..asked import Asked, asked_by
from ..contents import values_of
from ..enums import QuestionKind
from ..models import Answer, Response, ResponseParty
from ..places import place_of
from ..refusals import MayNotWrite
from ..vault import seal
from .parties import claim_to_write, note

# What belongs to its own record: adjustments that it agreed, totals, and groups that were filled in for it.
NOT_TAKEN = frozenset({QuestionKind.ADJUSTMENTS, QuestionKind.TOTAL, QuestionKind.GROUP})


@transaction.atomic
def begin_with_answers_of(*, response: Response, before: Response, by: Any, now: datetime) -> int:
    """Take over the shared answers of an earlier record, each where its question is still the same; gives how many.

    Private answers stay where they are. A record that somebody has written in already is left as it is.

    :raises MayNotWrite: when they may not write in it, or the two records are not of the same two people
    """
    response = claim_to_write(response, by=by, now=now)
    if _people(response) != _people(before):
        raise MayNotWrite
    if Answer.objects.filter(response=response).exists():
        return 0
    values = values_of(Answer.objects.filter(response=before, private_to=None))
    known = {key: values[asked.id] for key, asked in _questions(before).items() if asked.id in values}
    taken = [(asked, known[key]) for key, asked in _questions(response).items() if key in known]
    answers = []
    for asked, value in taken:
        answer = Answer(
            id=uuid.uuid4(), response=response, question_id=asked.id, coded=value.coded, author=by, answered_at=now
        )
        answer.sealed = None if value.words is None else seal(value.words, place_of(answer, "sealed"))
        answers.append(answer)
    Answer.objects.bulk_create(answers)
    note("begun_from", response, by=by, now=now, before=str(before.pk), answers=len(answers))
    return len(answers)


def _people(response: Response) -> set[tuple[str, uuid.UUID]]:
    return set(ResponseParty.objects.filter(response=response).values_list("part", "person_id"))


def _questions(response: Response) -> dict[Any, Asked]:
    """The shared questions, by what makes one the same in another version."""
    return {
        (section.key, asked.key, asked.kind, asked.options, asked.items): asked
        for section in asked_by(response.version_id).sections
        for asked in section.answered
        if asked.kind not in NOT_TAKEN and not asked.is_private
    }
