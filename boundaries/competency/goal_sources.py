"""What a coaching goal may come from: records of its person that whoever opens it may read."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.http import Http404

from ..models import CoachingPrompt, CompetencyEvidence, Review
from .enums import GoalCause


def source_of(named: str, viewer: Any, person: Any, *, on: date) -> tuple[GoalCause, Any]:
    """The cause and the record that an address names as `prompt:key`; a talk when it names none.

    :raises Http404: when it is no such record of this person, or none that the viewer may read
    """
    cause, _, key = named.partition(":")
    if not cause:
        return GoalCause.TALK, None
    try:
        rows, found = _rows(GoalCause(cause), viewer, person, on), uuid.UUID(key)
    except (KeyError, ValueError):
        raise Http404 from None
    record = rows.filter(pk=found).first()
    if record is None:
        raise Http404
    return GoalCause(cause), record


def _rows(cause: GoalCause, viewer: Any, person: Any, on: date) -> Any:
    """:raises KeyError: when there is nothing to name"""
    return {
        GoalCause.PROMPT: CoachingPrompt.objects.of(person.pk),
        GoalCause.UNCHECKED: CompetencyEvidence.objects.of_person(person).unchecked_refreshes(),
        GoalCause.REVIEW: Review.objects.of_people_supervised_by(viewer, on=on)
        .filter(interaction__worker=person)
        .select_related("interaction"),
    }[cause]
