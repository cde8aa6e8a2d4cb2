"""Changing what a question of a draft offers to choose, and the items of a matrix."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from ..enums import QuestionKind, VersionState
from ..models import Question, TemplateVersion
from .draft import Direction, claim_draft, is_code, moved, new_key, record_change
from .outline import COUNTED, WITH_OPTIONS, WITH_POINTS, OptionOutline, outline_of_section
from .question_commands import depending_on
from .reasons import MOST_ITEMS, MOST_OPTIONS
from .refusals import NotForThisKind, OptionCodeIsPublished, OptionCodeTaken, StillNeeded, TooMany

Part = Literal["options", "items"]
# The word that stands in the place of a code in an address.
RESERVED = {"add"}
MOST: dict[Part, int] = {"options": MOST_OPTIONS, "items": MOST_ITEMS}


def published_codes(question: Question, part: Part = "options") -> frozenset[str]:
    """The codes that this question has offered (or asked, as items) in any version that was ever published."""
    rows = (
        Question.objects.filter(
            section__version__template_id=question.section.version.template_id,
            section__key=question.section.key,
            key=question.key,
        )
        .exclude(section__version__state=VersionState.DRAFT)
        .values_list(part, flat=True)
    )
    return frozenset(str(option.get("code", "")) for options in rows for option in options or [])


@transaction.atomic
def add_options(
    *, question: Question, seen: int, labels: list[str], by: Any, now: datetime, part: Part = "options"
) -> list[str]:
    """Add an option (or an item) for each label, with a code made from it that this question never used; returns the codes.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises NotForThisKind: when the question offers none
    :raises TooMany: when there would be more than can be shown
    """
    version = _claim(question, seen, part)
    there = getattr(question, part)
    if len(there) + len(labels) > MOST[part]:
        raise TooMany(f"A question has at most {MOST[part]} {part}. Remove some lines.")
    taken = {option["code"] for option in there} | published_codes(question, part) | RESERVED
    codes = []
    for label in labels:
        code = new_key(label, taken=taken, otherwise=part[:-1])
        taken.add(code)
        codes.append(code)
        there.append(_new(question, part, code, label))
    _save(question, version, f"{part}_added", by, now, part, options=codes)
    return codes


def _new(question: Question, part: Part, code: str, label: str) -> dict[str, Any]:
    if part == "items":
        return {"code": code, "label": label}
    option: dict[str, Any] = {"code": code, "label": label, "help": ""}
    if question.kind in COUNTED:
        option["points"] = max((each.get("points") or 0 for each in question.options), default=0) + 1
    return option


def _claim(question: Question, seen: int, part: Part) -> TemplateVersion:
    if question.kind not in WITH_OPTIONS:
        raise NotForThisKind("This kind of question offers no options.")
    if part == "items" and question.kind != QuestionKind.MATRIX:
        raise NotForThisKind("Only a matrix has items.")
    return claim_draft(version_id=question.section.version_id, seen=seen)


def _save(
    question: Question, version: TemplateVersion, action: str, by: Any, now: datetime, part: Part, **facts: Any
) -> None:
    question.save(update_fields=[part])
    record_change(action, version, by=by, now=now, question=question.key, **facts)


@transaction.atomic
def edit_option(
    *,
    question: Question,
    code: str,
    seen: int,
    wanted: OptionOutline,
    by: Any,
    now: datetime,
    part: Part = "options",
) -> None:
    """Change the words of an option (or item), its points, and its code as long as no published version offered it.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises NotForThisKind: when the question offers none, its options have no points, or the code holds other
        characters than it may
    :raises OptionCodeTaken: when another option has the code, or had it in a published version
    :raises OptionCodeIsPublished: when the code was published
    """
    version = _claim(question, seen, part)
    if wanted.code != code:
        _refuse_code(question, code, wanted.code, part)
    if wanted.points is not None and (question.kind not in WITH_POINTS or part == "items"):
        raise NotForThisKind("Only the steps of a scale or matrix, and one of several, have points.")
    changed: dict[str, Any] = {"code": wanted.code, "label": wanted.label}
    if part == "options":
        changed |= {"help": wanted.help} | ({} if wanted.points is None else {"points": wanted.points})
    setattr(question, part, [changed if each["code"] == code else each for each in getattr(question, part)])
    _save(question, version, f"{part[:-1]}_edited", by, now, part, option=wanted.code, was=code)


def _refuse_code(question: Question, code: str, new: str, part: Part) -> None:
    published = published_codes(question, part)
    if code in published:
        raise OptionCodeIsPublished
    if not is_code(new):
        raise NotForThisKind("Write the code in small letters, digits, “_” or “-”, at most 40.")
    if new in RESERVED | published or any(option["code"] == new for option in getattr(question, part)):
        raise OptionCodeTaken(f"The code “{new}” belongs to another {part[:-1]} of this question. Choose another code.")
    if part == "options" and depending_on(question.key, outline_of_section(question.section), code):
        raise StillNeeded("A condition refers to this code. Change the condition first.")


@transaction.atomic
def move_option(
    *, question: Question, code: str, seen: int, direction: Direction, by: Any, now: datetime, part: Part = "options"
) -> None:
    """Move an option (or item) one place up or down.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises NotForThisKind: when the question offers none
    """
    version = _claim(question, seen, part)
    by_code = {option["code"]: option for option in getattr(question, part)}
    setattr(question, part, [by_code[each] for each in moved(list(by_code), code, direction)])
    _save(question, version, f"{part[:-1]}_moved", by, now, part, option=code, direction=direction)


@transaction.atomic
def remove_option(*, question: Question, code: str, seen: int, by: Any, now: datetime, part: Part = "options") -> None:
    """No longer offer an option (or ask an item); what was answered with it under earlier versions stays.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises NotForThisKind: when the question offers none
    :raises StillNeeded: when a condition asks for this option
    """
    version = _claim(question, seen, part)
    dependants = depending_on(question.key, outline_of_section(question.section), code) if part == "options" else []
    if dependants:
        raise StillNeeded(f"{dependants[0]} is shown or required because of this option. Change that first.")
    setattr(question, part, [option for option in getattr(question, part) if option["code"] != code])
    _save(question, version, f"{part[:-1]}_removed", by, now, part, option=code)
