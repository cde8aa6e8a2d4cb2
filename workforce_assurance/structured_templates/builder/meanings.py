"""A key keeps its meaning for ever: why a description that names its own keys cannot become a version of a template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..enums import QuestionKind, VersionState
from ..models import Question, Template


def meanings_broken(template: Template, sections: list[dict[str, Any]]) -> Iterator[str]:
    """A sentence for every key that stood for something else in a version that was published.

    The words of a question that is still asked may change; its kind may not. A question that is no longer asked comes back
    as it was, or under another key.
    """
    rows = (
        Question.objects.filter(section__version__template=template)
        .exclude(section__version__state=VersionState.DRAFT)
        .order_by("section__version__number")
        .values_list("section__key", "key", "kind", "text", "section__version__number")
    )
    last, latest = {(section, key): (kind, text, number) for section, key, kind, text, number in rows}, 0
    latest = max((number for _, _, number in last.values()), default=0)
    for section in sections:
        for question in (each for outer in section["questions"] for each in (outer, *outer["questions"])):
            kind, text, number = last.get((section["key"], question["key"]), ("", "", latest))
            if kind and kind != question["kind"]:
                label = str(QuestionKind(kind).label).lower()
                yield f"The key “{question['key']}” is that of a question answered in another way ({label}). {ANOTHER}"
            elif kind and number < latest and text != question["text"]:
                yield f"The key “{question['key']}” stood for another question until version {number}. {ANOTHER}"


ANOTHER = "A key is never given another meaning: choose another key."
