"""What governance may count of finished records: codes of the assurance layer, never what anybody wrote, nor who."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from .enums import Layer, QuestionKind, ResponseState
from .models import Answer, Question, Response


def finished_between(purpose: str, *, since: datetime, until: datetime) -> QuerySet[Response, Any]:
    """(what it is about, when it was finished) of every record of that purpose that was finished in that time."""
    found = Response.objects.filter(purpose=purpose, finished_at__gte=since, finished_at__lt=until)
    return found.exclude(state=ResponseState.OPEN).values_list("subject_id", "finished_at")


def signs_between(purpose: str, *, since: datetime, until: datetime) -> QuerySet[Answer, Any]:
    """(what the record is about, when it was finished, the codes of both views) of every answer about drift signs.

    A question that its template keeps for the two people of the record is counted by nobody.
    """
    found = Answer.objects.filter(
        response__purpose=purpose, response__finished_at__gte=since, response__finished_at__lt=until,
        question__kind=QuestionKind.DRIFT_SIGNS, question__layer=Layer.ASSURANCE, private_to=None,
    ).exclude(response__state=ResponseState.OPEN)  # fmt: skip
    return found.values_list("response__subject_id", "response__finished_at", "coded")


def sign_labels(purpose: str) -> dict[str, str]:
    """Every sign that a template of that purpose offers or offered for counting, as the latest version calls it."""
    questions = Question.objects.filter(
        section__version__template__purpose=purpose, section__version__published_at__isnull=False,
        kind=QuestionKind.DRIFT_SIGNS, layer=Layer.ASSURANCE,
    )  # fmt: skip
    labels: dict[str, str] = {}
    for options in questions.order_by("-section__version__published_at", "pk").values_list("options", flat=True):
        labels = labels | {
            str(option["code"]): str(option["label"]) for option in options or [] if option["code"] not in labels
        }
    return labels


def codes_about(purpose: str, subject_ids: Iterable[uuid.UUID]) -> QuerySet[Answer, Any]:
    """(what the record is about, the question, the code) of what was chosen in these records for counting."""
    found = Answer.objects.filter(
        response__purpose=purpose, response__subject_id__in=list(subject_ids), private_to=None,
        question__kind=QuestionKind.ONE_OF, question__layer=Layer.ASSURANCE,
    )  # fmt: skip
    return found.values_list("response__subject_id", "question_id", "coded")
