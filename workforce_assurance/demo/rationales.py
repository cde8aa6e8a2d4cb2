"""The rationales of two years of invented decisions, sealed like any other; some hold a word that the label monitor points out."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator

from boundaries.models import Decision
from workforce_assurance.structured_templates.asked import Asked, asked_by
from workforce_assurance.structured_templates.enums import Part
from workforce_assurance.structured_templates.models import Answer, Response, ResponseParty, TemplateVersion
from workforce_assurance.structured_templates.places import place_of
from workforce_assurance.structured_templates.vault import seal

from .decision_words import CODES, LABELLED, LABELLED_ONCE_IN, WORDS
from .staff import SEED


def write_rationales(decisions: list[Decision]) -> None:
    """A rationale for each, with words from a small stock; what is in effect is read like any other."""
    version = TemplateVersion.objects.get(template__key="decision_rationale", state="published")
    questions = [asked for section in asked_by(version.pk).sections for asked in section.answered]
    rng = random.Random(f"{SEED} rationales")  # noqa: S311
    responses = [_response(decision, version, rng) for decision in decisions]
    Response.objects.bulk_create(responses, batch_size=2000)
    ResponseParty.objects.bulk_create(
        [
            ResponseParty(response=response, person=decision.requester, part=Part.AUTHOR)
            for response, decision in zip(responses, decisions, strict=True)
        ],
        batch_size=2000,
    )
    answers = [
        row
        for response, decision in zip(responses, decisions, strict=True)
        for row in _answers(response, decision, questions, rng)
    ]
    Answer.objects.bulk_create(answers, batch_size=2000)


def _key(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def _response(decision: Decision, version: TemplateVersion, rng: random.Random) -> Response:
    return Response(
        id=_key(rng), version=version, purpose="boundaries.rationale", subject_id=decision.pk, opened_at=decision.drafted_at
    )  # fmt: skip


def _answers(response: Response, decision: Decision, questions: list[Asked], rng: random.Random) -> Iterator[Answer]:
    for asked in questions:
        answer = Answer(
            id=_key(rng),
            response=response,
            question_id=asked.id,
            author=decision.requester,
            answered_at=decision.drafted_at,
        )
        if asked.key in CODES:
            answer.coded = rng.choice(CODES[asked.key])
        else:
            labels = asked.key in LABELLED and rng.randrange(LABELLED_ONCE_IN) == 0
            said = rng.choice((LABELLED if labels else WORDS)[asked.key])
            answer.sealed = seal(said, place_of(answer, "sealed"))
        yield answer
