"""What the finished records of one person say in codes, one after the other, to whoever is a party of each. Nothing is opened."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, When

from .asked import Asked, asked_by
from .enums import Part, QuestionKind, ResponseState
from .models import Answer, Response, ResponseParty


@dataclass(frozen=True)
class Answered:
    """A question of a record that has an answer; its codes are given for drift signs alone."""

    asked: Asked
    coded: Any


@dataclass(frozen=True)
class Finished:
    """One finished record: what it is about, and which of its questions were answered."""

    response_id: uuid.UUID
    subject_id: uuid.UUID
    finished_at: datetime
    answered: tuple[Answered, ...]


def finished_records_of(person: Any, *, purpose: str, viewer: Any, most: int) -> list[Finished]:
    """The latest finished records about this person's work whose party the viewer is, the oldest first.

    What somebody prepared for themselves alone is left out, the viewer's own too. Two queries, whatever there is, and
    what each version asks.
    """
    about = ResponseParty.objects.filter(person=person.pk, part=Part.SUBJECT).values("response")
    found = Response.objects.visible_to(viewer).filter(purpose=purpose, pk__in=about)
    rows = list(found.exclude(state=ResponseState.OPEN).order_by("-finished_at", "pk")[:most])
    answers = _answers(rows, viewer)
    return [
        Finished(row.pk, row.subject_id, row.finished_at, _answered(row, answers[row.pk]))
        for row in reversed(rows)
        if row.finished_at
    ]


def has_written_about(author: Any, person: Any, *, purpose: str) -> bool:
    """Whether somebody wrote a record of that purpose about this person's work."""
    written = ResponseParty.objects.filter(person=author.pk, part=Part.AUTHOR, response__purpose=purpose)
    about = ResponseParty.objects.filter(person=person.pk, part=Part.SUBJECT).values("response")
    return written.filter(response__in=about).exists()


def _answers(rows: list[Response], viewer: Any) -> dict[uuid.UUID, dict[int, Any]]:
    signs = Case(When(question__kind=QuestionKind.DRIFT_SIGNS, then=F("coded")), default=None)
    answers = Answer.objects.readable_by(viewer).filter(response__in=rows, private_to=None)
    found: dict[uuid.UUID, dict[int, Any]] = defaultdict(dict)
    for response_id, question_id, coded in answers.values_list("response", "question", signs):
        found[response_id][question_id] = coded
    return found


def _answered(row: Response, answers: dict[int, Any]) -> tuple[Answered, ...]:
    questions = asked_by(row.version_id).questions()
    return tuple(Answered(asked, answers[asked.id]) for asked in questions if asked.id in answers)
