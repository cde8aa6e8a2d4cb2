"""What views and other apps may ask about records; `answers_readable_by` is the one way to an answer."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from workforce_assurance.audit.queries import shown_to
from workforce_assurance.people.queries import people_by_id, today
from workforce_assurance.people.reach import people_visible_to

from .asked import Asked
from .contents import Values, value_of
from .enums import Part, QuestionKind, ResponseState
from .kinds import KINDS, World
from .models import Answer, Response, ResponseParty, ResponseSection, Signature
from .parties import READ_SHARED, SIGN, Parties
from .progress import SectionProgress, progress
from .querysets import AnswerQuerySet

__all__ = [
    "SectionProgress",
    "answers_about",
    "answers_readable_by",
    "first_words",
    "has_unsaved",
    "parties_of",
    "people_of_records",
    "progress",
    "read_by",
    "record_about",
    "record_of_each",
    "record_seen_by",
    "response_for",
    "responses_for",
    "signatures_missing",
    "subjects_to_sign",
    "subjects_with_answers",
    "words_about",
    "words_in_area",
    "world_for",
]

# Written out, because Today asks it of everybody, for each practice.
TO_SIGN = """
SELECT response.subject_id FROM structured_templates_responseparty party
JOIN structured_templates_response response ON response.id = party.response_id
WHERE party.person_id = %s AND party.part = ANY(%s) AND response.purpose = ANY(%s) AND response.state = 'to_sign'
    AND NOT EXISTS (
        SELECT FROM structured_templates_signature signature
        WHERE signature.response_id = response.id AND signature.person_id = %s
    )
"""
NAMES_PEOPLE = frozenset({QuestionKind.PERSON, QuestionKind.ADJUSTMENTS})


def record_seen_by(viewer: Any, response_id: uuid.UUID) -> tuple[Response, Parties] | None:
    """A record and its parties in one query, when the viewer may see it."""
    rows = ResponseParty.objects.filter(response=response_id, response__in=Response.objects.visible_to(viewer))
    rows = rows.select_related("response", "person").only("part", "response", "person__full_name", "person__is_active")
    found = list(rows.order_by("pk"))
    return (found[0].response, _parties(found)) if found else None


def record_about(purpose: str, subject_id: uuid.UUID) -> tuple[Response, Parties] | None:
    """The record of this subject and its parties, in one query."""
    rows = ResponseParty.objects.filter(response__purpose=purpose, response__subject_id=subject_id)
    found = list(rows.select_related("response", "person").order_by("pk"))
    return (found[0].response, _parties(found)) if found else None


def response_for(purpose: str, subject_id: uuid.UUID) -> Response | None:
    return Response.objects.filter(purpose=purpose, subject_id=subject_id).first()


def responses_for(purpose: str, subject_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Response]:
    """The records of these subjects, by the key of their subject; a subject without one is left out."""
    found = Response.objects.filter(purpose=purpose, subject_id__in=list(subject_ids))
    return {response.subject_id: response for response in found}


def answers_readable_by(response: Response, viewer: Any) -> AnswerQuerySet:
    """The answers that the viewer may read: the shared ones for a party, and their own private ones."""
    return Answer.objects.readable_by(viewer).filter(response=response)


def answers_about(purpose: str, subject_ids: Any, viewer: Any) -> AnswerQuerySet:
    """The answers that the viewer may read in the records of these subjects."""
    theirs = {"response__purpose": purpose, "response__subject_id__in": subject_ids}
    return Answer.objects.readable_by(viewer).filter(**theirs)


def subjects_with_answers(purpose: str, subject_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Of these subjects those about which something is written and saved; what it says is not asked."""
    rows = Answer.objects.filter(response__purpose=purpose, response__subject_id__in=list(subject_ids))
    return set(rows.values_list("response__subject_id", flat=True))


def parties_of(response: Response) -> Parties:
    """Everybody in the record, each with their part."""
    return _parties(ResponseParty.objects.filter(response=response).select_related("person").order_by("pk"))


def _parties(rows: Iterable[ResponseParty]) -> Parties:
    return Parties(tuple((Part(row.part), row.person) for row in rows))


def people_of_records(response_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """By record everybody who has a part in it, wrote an answer of it, or signed it."""
    keys = list(response_ids)
    found: dict[uuid.UUID, set[uuid.UUID]] = {key: set() for key in keys}
    known = ((ResponseParty.objects, "person_id"), (Answer.objects, "author_id"), (Signature.objects, "person_id"))
    for rows, whose in known:
        for key, person in rows.filter(response__in=keys).values_list("response_id", whose).distinct():
            found[key].add(person)
    return found


def world_for(
    parties: Parties, questions: Iterable[Asked], values: Values, *, viewer: Any, offering: bool, now: datetime
) -> World:
    """What the form or the page of these questions has to know; `offering` when somebody is about to choose people."""
    asked = list(questions)
    names = {str(key): name for key, name in parties.names.items()}
    people: list[tuple[str, str]] = []
    if any(names_people(question) for question in asked):
        if offering:
            reach = people_visible_to(viewer, on=today(now=now)).filter(is_active=True)
            people = [(str(key), name) for key, name in reach.values_list("pk", "full_name") if str(key) not in names]
        missing = {key for q in asked if q.id in values for key in KINDS[q.kind].people_in(q, values[q.id])} - set(
            names
        )
        names |= {str(key): person.full_name for key, person in people_by_id(missing).items()} if missing else {}
    worker, supervisor = parties.subject, parties.author
    return World(
        people=(*((str(key), name) for key, name in parties.names.items()), *people),
        names=names,
        worker=worker.full_name if worker else "The worker",
        supervisor=supervisor.full_name if supervisor else "The supervisor",
        totals={q.id: values[q.id] for q in asked if q.is_computed and q.id in values},
    )


def names_people(asked: Asked) -> bool:
    return asked.kind in NAMES_PEOPLE or any(names_people(inner) for inner in asked.inner)


def signatures_missing(purpose: str) -> QuerySet[ResponseParty]:
    """The parties of finished records of this purpose who are to sign and have not yet, by record."""
    unsigned = ~Exists(Signature.objects.filter(response=OuterRef("response"), person=OuterRef("person")))
    finished = {"response__purpose": purpose, "response__state": ResponseState.TO_SIGN, "part__in": SIGN}
    waiting = ResponseParty.objects.filter(unsigned, **finished)
    return waiting.select_related("response").order_by("pk")


def words_about(purpose: str, subject_ids: Any, viewer: Any) -> AnswerQuerySet:
    """The answers in words of these short records that the viewer may read, for `first_words`; the keys may be a queryset."""
    rows = answers_about(purpose, subject_ids, viewer).filter(sealed__isnull=False)
    return rows.select_related("response").order_by("question__position", "question_id")


def first_words(answers: Iterable[Answer]) -> dict[uuid.UUID, str]:
    """The first words of each record, by the key of its subject.

    :raises VaultError: when one of them cannot be opened
    """
    found: dict[uuid.UUID, str] = {}
    for answer in answers:
        found.setdefault(answer.response.subject_id, str(value_of(answer).words))
    return found


def read_by(viewer: Any, purpose: str, subject_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Of these subjects those whose record the viewer reads as one of its parties."""
    if not viewer.is_active:
        return set()
    mine = ResponseParty.objects.filter(person=viewer.pk, part__in=READ_SHARED)
    about = {"response__purpose": purpose, "response__subject_id__in": list(subject_ids)}
    return set(mine.filter(**about).values_list("response__subject_id", flat=True))


def words_in_area(response: Response, area: str, viewer: Any) -> list[str]:
    """What stands in words in the sections of one area of a record, as far as the viewer may read it.

    Whoever shows it notes the reading in the trail first.

    :raises VaultError: when one of them cannot be opened
    """
    rows = answers_readable_by(response, viewer).filter(question__section__area=area, sealed__isnull=False)
    found = (value_of(answer).words for answer in rows.order_by("question__section__position", "question__position"))
    return [words for words in found if isinstance(words, str)]


def has_unsaved(response: Response, person: Any) -> bool:
    """Whether this person typed something in it that is not saved yet."""
    return ResponseSection.objects.filter(response=response, author=person.pk, sealed_draft__isnull=False).exists()


def subjects_to_sign(person: Any, *, purposes: Collection[str]) -> RawSQL:
    """The keys of the subjects whose records of these purposes wait for this person's signature, as a subquery."""
    return RawSQL(TO_SIGN, [person.pk, list(SIGN), list(purposes), person.pk])  # noqa: S611 - a constant


def subjects_to_read(person: Any, *, purposes: Collection[str], since: datetime) -> QuerySet:
    """The keys of the subjects whose records were finished since then, that this person reads as one who was there, and has
    not read yet."""
    shown = shown_to(person.pk, "response", subject=Cast(OuterRef("pk"), TextField())).filter(action="record.read")
    there = {"parties__person": person, "parties__part": Part.ATTENDEE}
    finished = Response.objects.filter(purpose__in=purposes, finished_at__gte=since, **there)
    return finished.filter(~Exists(shown)).values("subject_id")


def record_of_each(purposes: Collection[str]) -> Subquery:
    """For a query of subjects: the key of the record of each."""
    return Subquery(Response.objects.filter(purpose__in=purposes, subject_id=OuterRef("pk")).values("pk")[:1])
