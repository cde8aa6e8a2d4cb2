"""Copying a question of a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from ..description import QUESTION_DEFAULTS
from ..models import Question
from .draft import claim_draft, new_key, place, record_change
from .question_commands import taken_keys
from .reasons import MOST_ROWS
from .refusals import TooMany

COPIED = ("kind", "text", *QUESTION_DEFAULTS)


@transaction.atomic
def copy_question(*, question: Question, seen: int, by: Any, now: datetime) -> Question:
    """Put a copy after the question, with keys of its own; of a group with the questions inside. Codes of options stay.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises TooMany: when the section is full
    """
    section = question.section
    version = claim_draft(version_id=section.version_id, seen=seen)
    inner = list(question.questions.order_by("position", "id"))
    if section.questions.count() + 1 + len(inner) > MOST_ROWS:
        raise TooMany(f"A section holds at most {MOST_ROWS} questions and texts. Remove one first.")
    taken = set(taken_keys(version.template_id))
    copy = _copied(question, taken, group=question.group, keys={})
    keys: dict[str, str] = {}
    for each in inner:
        keys[each.key] = _copied(each, taken, group=copy, keys=keys).key
    rows = list(section.questions.filter(group=question.group_id).order_by("position", "id"))
    order = [row.key for row in rows if row.pk != copy.pk]
    order.insert(order.index(question.key) + 1, copy.key)
    place(rows, order)
    record_change("question_copied", version, by=by, now=now, question=copy.key, copied_from=question.key)
    return copy


def _copied(question: Question, taken: set[str], *, group: Question | None, keys: dict[str, str]) -> Question:
    """A row like this one; conditions inside a copied group ask the copied questions."""
    key = new_key(question.key.replace("_", " "), taken=taken, otherwise="question")
    taken.add(key)
    fields = {name: getattr(question, name) for name in COPIED}
    for name in ("required_if", "shown_if"):
        if fields[name] and fields[name]["question"] in keys:
            fields[name] = fields[name] | {"question": keys[fields[name]["question"]]}
    return Question.objects.create(section=question.section, group=group, key=key, position=question.position, **fields)
