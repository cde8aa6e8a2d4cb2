"""Changing the questions of a draft."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from ..enums import Function, Layer, QuestionKind
from ..models import Question, Section, TemplateVersion
from .conditions import contradictions_of, quoted, wanted
from .draft import Direction, claim_draft, moved, new_key, place, record_change
from .licences import licence_of, reasons_against_words
from .outline import (
    COUNTED,
    WITH_OPTIONS,
    Condition,
    QuestionOutline,
    SectionOutline,
    is_never_required,
    outline_of,
    outline_of_section,
)
from .reasons import MOST_ITEMS, MOST_OPTIONS, MOST_ROWS, WRITTEN
from .refusals import ContradictoryConditions, NotForThisKind, NotOursToKeep, StillNeeded, TooMany
from .scoring import reasons_against_total, totals_with


@dataclass(frozen=True)
class Wording:
    """What an editor decides about a question after choosing its kind."""

    text: str
    help: str = ""
    required: bool = False
    required_if: Condition = None
    shown_if: Condition = None
    layer: str = Layer.SHARED
    functions: list[str] = field(default_factory=list)
    computed: dict[str, Any] | None = None


@transaction.atomic
def add_question(
    *,
    section: Section,
    seen: int,
    kind: str,
    wording: Wording,
    labels: list[str],
    by: Any,
    now: datetime,
    group: Question | None = None,
    items: list[str] | None = None,
) -> Question:
    """Add a question at the end of the section (or of the group), with these options and items when its kind has any.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises TooMany: when the section or the list of options is full
    :raises NotForThisKind: when what is asked for does not go with the kind
    :raises ContradictoryConditions: when its conditions can never be met
    :raises NotOursToKeep: when the version may hold scores only, and this is more
    """
    version = claim_draft(version_id=section.version_id, seen=seen)
    _refuse_too_many(section, labels, items or [])
    _refuse_what_does_not_fit(kind, wording, in_group=group is not None)
    key = new_key(wording.text, taken=taken_keys(version.template_id), otherwise="question")
    last = section.questions.filter(group=group).order_by("-position").values_list("position", flat=True).first()
    question = Question.objects.create(
        section=section,
        group=group,
        key=key,
        kind=kind,
        options=labelled(labels, counted=kind in COUNTED) if kind in WITH_OPTIONS else [],
        items=[_item(each) for each in labelled(items or [])] if kind == QuestionKind.MATRIX else [],
        position=(last or 0) + 1,
        **asdict(wording),
    )
    _refuse_contradictions(key, outline_of_section(section))
    refuse_what_cannot_be_kept(question, version)
    record_change("question_added", version, by=by, now=now, question=key, section=section.key, kind=str(kind))
    return question


def taken_keys(template_id: uuid.UUID) -> frozenset[str]:
    """Every key that any version of the template has used: a key always means the same question."""
    keys = Question.objects.filter(section__version__template_id=template_id).values_list("key", flat=True)
    return frozenset(keys) | {"add"}


def labelled(labels: list[str], *, counted: bool = False) -> list[dict[str, Any]]:
    """Options with a code made from each label; counted ones have 1 point, 2 points and so on."""
    options: dict[str, dict[str, Any]] = {}
    for number, label in enumerate(labels, start=1):
        code = new_key(label, taken=options.keys() | {"add"}, otherwise="option")
        options[code] = {"code": code, "label": label, "help": ""} | ({"points": number} if counted else {})
    return list(options.values())


def _item(labelled_one: dict[str, Any]) -> dict[str, str]:
    return {"code": labelled_one["code"], "label": labelled_one["label"]}


def refuse_what_cannot_be_kept(question: Question, version: TemplateVersion) -> None:
    """:raises NotOursToKeep, NotForThisKind: for words that are not ours, and for a total that cannot stand"""
    sections = outline_of(version)
    row = next(row for section in sections for row in section.questions if _is(row, section, question))
    if sentences := list(reasons_against_words(row, licence_of(version))):
        raise NotOursToKeep(" ".join(sentences))
    if row.kind == QuestionKind.TOTAL and (sentences := list(reasons_against_total(row, sections))):
        raise NotForThisKind(" ".join(sentences))


def _is(row: QuestionOutline, section: SectionOutline, question: Question) -> bool:
    return (section.key, row.key) == (question.section.key, question.key)


def _refuse_too_many(section: Section, labels: list[str], items: list[str]) -> None:
    if len(items) > MOST_ITEMS:
        raise TooMany(f"A matrix holds at most {MOST_ITEMS} items; there are {len(items)} lines. Remove some.")
    if section.questions.count() >= MOST_ROWS:
        raise TooMany(f"A section holds at most {MOST_ROWS} questions and texts. Remove one first.")
    if len(labels) > MOST_OPTIONS:
        raise TooMany(f"A question offers at most {MOST_OPTIONS} options; there are {len(labels)} lines. Remove some.")


def _refuse_what_does_not_fit(kind: str, wording: Wording, *, in_group: bool) -> None:
    if is_never_required(kind) and (wording.required or wording.required_if):
        raise NotForThisKind("Nobody can be required to answer this kind of question: giving nothing is an answer too.")
    if kind in WRITTEN and wording.layer == Layer.ASSURANCE:
        raise NotForThisKind("This is answered in words, and governance counts never hold words. Choose other readers.")
    if kind == QuestionKind.GROUP and in_group:
        raise NotForThisKind("A repeating group cannot stand inside another one.")
    if kind != QuestionKind.TOTAL and wording.computed:
        raise NotForThisKind("Only a total is worked out from other answers.")
    if not set(wording.functions) <= set(Function.values):
        raise NotForThisKind("A question serves restorative, formative or normative functions, and no other.")


def _refuse_contradictions(key: str, section: SectionOutline) -> None:
    question = section.question(key)
    sentences = list(contradictions_of(question, section)) if question else []
    if sentences:
        raise ContradictoryConditions(" ".join(sentences))


@transaction.atomic
def edit_question(*, question: Question, seen: int, wording: Wording, by: Any, now: datetime) -> Question:
    """Change a question's words, when it is required or shown, and who reads it; never its key or kind.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises NotForThisKind: when what is asked for does not go with the kind
    :raises ContradictoryConditions: when its conditions can never be met
    :raises NotOursToKeep: when the version may hold scores only, and this is more
    """
    version = claim_draft(version_id=question.section.version_id, seen=seen)
    _refuse_what_does_not_fit(question.kind, wording, in_group=question.group_id is not None)
    decided = asdict(wording)
    _refuse_contradictions(question.key, _with(question, decided))
    changed = [name for name, value in decided.items() if getattr(question, name) != value]
    for name in changed:
        setattr(question, name, decided[name])
    question.save(update_fields=list(decided))
    refuse_what_cannot_be_kept(question, version)
    record_change("question_edited", version, by=by, now=now, question=question.key, changed=changed)
    return question


def _with(question: Question, decided: dict[str, Any]) -> SectionOutline:
    """The section as it would be."""
    section = outline_of_section(question.section)
    rows = [replace(row, **decided) if row.key == question.key else row for row in section.questions]
    return replace(section, questions=tuple(rows))


@transaction.atomic
def move_question(*, question: Question, seen: int, direction: Direction, by: Any, now: datetime) -> None:
    """Move a question one place up or down among its neighbours.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    """
    version = claim_draft(version_id=question.section.version_id, seen=seen)
    rows = list(question.section.questions.filter(group=question.group_id).order_by("position", "id"))
    place(rows, moved([row.key for row in rows], question.key, direction))
    record_change("question_moved", version, by=by, now=now, question=question.key, direction=direction)


@transaction.atomic
def remove_question(*, question: Question, seen: int, by: Any, now: datetime) -> None:
    """Remove a question (of a group: with the questions inside) from the draft.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises StillNeeded: when another question is shown or required because of it, or adds it up
    """
    version = claim_draft(version_id=question.section.version_id, seen=seen)
    dependants = depending_on(question.key, outline_of_section(question.section))
    if dependants:
        raise StillNeeded(f"{dependants[0]} is shown or required because of this question. Change that first.")
    if totals := totals_with(question.section.key, {question.key}, outline_of(version)):
        raise StillNeeded(f"{totals[0]} adds up this question. Change that first.")
    record_change("question_removed", version, by=by, now=now, question=question.key)
    question.delete()


def depending_on(key: str, section: SectionOutline, value: str | None = None) -> list[str]:
    """The questions whose conditions ask for an answer to this one (for one value of it, when given), quoted."""
    return [quoted(other) for other in section.questions if _asks_for(other, key, value)]


def _asks_for(other: QuestionOutline, key: str, value: str | None) -> bool:
    found = (wanted(condition) for condition in (other.shown_if, other.required_if) if condition)
    return any(question == key and value in (None, answer) for question, _, answer in found)
