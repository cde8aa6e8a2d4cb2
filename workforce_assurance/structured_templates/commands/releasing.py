"""What somebody writes for themselves alone, and shows of it, answer by answer, to one other person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit.commands import record, record_read

from ..asked import asked_by
from ..builder.queries import opening_version
from ..contents import Values, values_of
from ..enums import Part
from ..models import Answer, Release, Response, ResponseParty
from ..parties import Parties
from ..queries import parties_of, world_for
from ..refusals import AnswerChanged, MayNotWrite, NoPublishedTemplate
from ..shown import ShownAnswer, shown_record
from .parties import claim_to_write, note


@dataclass(frozen=True)
class OwnAnswer:
    """One of one's own answers, and to whom it is released; `changed` when it was written again since."""

    id: uuid.UUID
    shown: ShownAnswer
    # How it stood when it was shown: what is released is what was read.
    seen: str
    released_to: Any = None
    changed: bool = False


@transaction.atomic
def open_own_response(*, purpose: str, subject_id: uuid.UUID, person: Any, now: datetime) -> Response:
    """Give what this person writes for themselves about that subject; they are its only party.

    :raises NoPublishedTemplate: when no template of the purpose is published
    """
    existing = Response.objects.filter(purpose=purpose, subject_id=subject_id).first()
    if existing:
        return existing
    version = opening_version(purpose)
    if version is None:
        raise NoPublishedTemplate
    response, created = Response.objects.get_or_create(
        purpose=purpose, subject_id=subject_id, defaults={"version": version, "opened_at": now}
    )
    if created:
        ResponseParty.objects.create(response=response, person=person, part=Part.SUBJECT)
        facts = {"purpose": purpose, "subject": str(subject_id), "version": version.number}
        record(
            action="record.opened", subject_type="response", subject_id=response.pk, by=person, now=now,
            about=person.pk, facts=facts,
        )  # fmt: skip
    return response


@transaction.atomic
def release_answer(*, response: Response, answer_id: uuid.UUID, seen: str, to: Any, by: Any, now: datetime) -> None:
    """Show one of one's own answers to that person, as it stands. Releasing it twice is releasing it once.

    :raises MayNotWrite: when the answer is not theirs
    :raises RecordNotOpen: when it is finished
    :raises AnswerChanged: when it does not stand there as they saw it
    """
    response = claim_to_write(response, by=by, now=now)
    answer = _own(response, answer_id, by)
    if seen_of(answer) != seen:
        raise AnswerChanged
    there = Release.objects.filter(answer=answer, to=to.pk, answered_at=answer.answered_at)
    if there.exists():
        return
    said = {"to": to, "answered_at": answer.answered_at, "released_at": now}
    Release.objects.update_or_create(answer=answer, defaults=said)
    note("answer_released", response, by=by, now=now, question=answer.question.key, to=str(to.pk))


@transaction.atomic
def take_back_answer(*, response: Response, answer_id: uuid.UUID, by: Any, now: datetime) -> None:
    """Make one's own answer one's own again; what was read by then was read.

    :raises MayNotWrite: when the answer is not theirs
    :raises RecordNotOpen: when it is finished
    """
    response = claim_to_write(response, by=by, now=now)
    answer = _own(response, answer_id, by)
    gone, _ = Release.objects.filter(answer=answer).delete()
    if gone:
        note("answer_taken_back", response, by=by, now=now, question=answer.question.key)


def read_own(*, response: Response, by: Any, now: datetime) -> list[OwnAnswer]:
    """What this person wrote for themselves, in the order in which it is asked; leaves its row in the trail."""
    rows = Answer.objects.readable_by(by).filter(response=response, author=by.pk).select_related("question")
    answers = {answer.question.key: answer for answer in rows.prefetch_related("releases__to")}
    if not answers:
        return []
    _note_read("preparation_read", response, by, by.pk, now)
    shown = _shown(response, parties_of(response), values_of(answers.values()), by, now)
    return [_own_answer(answers[one.key], one) for one in shown if one.key in answers]


def read_released(*, purpose: str, subject_id: uuid.UUID, by: Any, now: datetime) -> list[ShownAnswer]:
    """What was released to this person, in the order in which it is asked; leaves a row in the trail when there is any."""
    released = Answer.objects.released_to(by).filter(response__purpose=purpose, response__subject_id=subject_id)
    answers = list(released.select_related("response", "author"))
    if not answers:
        return []
    response, author = answers[0].response, answers[0].author
    _note_read("released_read", response, by, author.pk, now)
    alone = Parties(((Part.SUBJECT, author),))
    return [one for one in _shown(response, alone, values_of(answers), by, now) if one.shown]


def seen_of(answer: Answer) -> str:
    return answer.answered_at.isoformat()


def _own(response: Response, answer_id: uuid.UUID, by: Any) -> Answer:
    own = Answer.objects.filter(response=response, author=by.pk, pk=answer_id).select_related("question")
    answer = own.first()
    if answer is None:
        raise MayNotWrite
    return answer


def _own_answer(answer: Answer, shown: ShownAnswer) -> OwnAnswer:
    release = next(iter(answer.releases.all()), None)
    changed = release is not None and release.answered_at != answer.answered_at
    return OwnAnswer(answer.pk, shown, seen_of(answer), release.to if release else None, changed)


def _shown(response: Response, parties: Parties, values: Values, viewer: Any, now: datetime) -> list[ShownAnswer]:
    version = asked_by(response.version_id)
    questions = [question for question in version.questions() if question.id in values]
    world = world_for(parties, questions, values, viewer=viewer, offering=False, now=now)
    return [answer for section in shown_record(version, values, world) for answer in section.answers]


def _note_read(what: str, response: Response, by: Any, about: uuid.UUID, now: datetime) -> None:
    record_read(
        action=f"record.{what}", subject_type="response", subject_id=response.pk, by=by, now=now, about=about, facts={}
    )
