"""Changing the options that a question of a draft offers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from ..enums import VersionState
from ..models import Question, TemplateVersion
from .draft import Direction, claim_draft, is_code, moved, new_key, record_change
from .outline import WITH_OPTIONS, outline_of_section
from .question_commands import depending_on
from .reasons import MOST_OPTIONS
from .refusals import NotForThisKind, OptionCodeIsPublished, OptionCodeTaken, StillNeeded, TooMany

# The word that stands in the place of a code in an address.
RESERVED = {"add"}


def published_codes(question: Question) -> frozenset[str]:
    """The codes that this question has offered in any version that was ever published."""
    rows = (
        Question.objects.filter(
            section__version__template_id=question.section.version.template_id,
            section__key=question.section.key,
            key=question.key,
        )
        .exclude(section__version__state=VersionState.DRAFT)
        .values_list("options", flat=True)
    )
    return frozenset(str(option.get("code", "")) for options in rows for option in options or [])


@transaction.atomic
def add_options(*, question: Question, seen: int, labels: list[str], by: Any, now: datetime) -> list[str]:
    """Add an option for each label, with a code made from it that this question never used; returns the codes.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises NotForThisKind: when the question offers no options
    :raises TooMany: when there would be more than can be shown
    """
    version = _claim(question, seen)
    if len(question.options) + len(labels) > MOST_OPTIONS:
        raise TooMany(f"A question offers at most {MOST_OPTIONS} options. Remove some lines.")
    taken = {option["code"] for option in question.options} | published_codes(question) | RESERVED
    codes = []
    for label in labels:
        code = new_key(label, taken=taken, otherwise="option")
        taken.add(code)
        codes.append(code)
        question.options.append({"code": code, "label": label, "help": ""})
    _save(question, version, "options_added", by, now, options=codes)
    return codes


def _claim(question: Question, seen: int) -> TemplateVersion:
    if question.kind not in WITH_OPTIONS:
        raise NotForThisKind("This kind of question offers no options.")
    return claim_draft(version_id=question.section.version_id, seen=seen)


def _save(question: Question, version: TemplateVersion, action: str, by: Any, now: datetime, **facts: Any) -> None:
    question.save(update_fields=["options"])
    record_change(action, version, by=by, now=now, question=question.key, **facts)


@transaction.atomic
def edit_option(
    *, question: Question, code: str, seen: int, new: str, label: str, hint: str, by: Any, now: datetime
) -> None:
    """Change an option's words, and its code as long as no published version offered it.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises NotForThisKind: when the question offers no options, or the code holds other characters than it may
    :raises OptionCodeTaken: when another option has the code, or had it in a published version
    :raises OptionCodeIsPublished: when the code was published
    """
    version = _claim(question, seen)
    if new != code:
        _refuse_code(question, code, new)
    question.options = [
        {"code": new, "label": label, "help": hint} if option["code"] == code else option for option in question.options
    ]
    _save(question, version, "option_edited", by, now, option=new, was=code)


def _refuse_code(question: Question, code: str, new: str) -> None:
    published = published_codes(question)
    if code in published:
        raise OptionCodeIsPublished
    if not is_code(new):
        raise NotForThisKind("Write the code in small letters, digits, “_” or “-”, at most 40.")
    if new in RESERVED | published or any(option["code"] == new for option in question.options):
        raise OptionCodeTaken(f"The code “{new}” belongs to another option of this question. Choose another code.")
    if depending_on(question.key, outline_of_section(question.section), code):
        raise StillNeeded("A condition refers to this code. Change the condition first.")


@transaction.atomic
def move_option(*, question: Question, code: str, seen: int, direction: Direction, by: Any, now: datetime) -> None:
    """Move an option one place up or down.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises NotForThisKind: when the question offers no options
    """
    version = _claim(question, seen)
    by_code = {option["code"]: option for option in question.options}
    question.options = [by_code[each] for each in moved(list(by_code), code, direction)]
    _save(question, version, "option_moved", by, now, option=code, direction=direction)


@transaction.atomic
def remove_option(*, question: Question, code: str, seen: int, by: Any, now: datetime) -> None:
    """No longer offer an option; what was answered with it under earlier versions stays.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises NotForThisKind: when the question offers no options
    :raises StillNeeded: when a condition asks for this option
    """
    version = _claim(question, seen)
    dependants = depending_on(question.key, outline_of_section(question.section), code)
    if dependants:
        raise StillNeeded(f"{dependants[0]} is shown or required because of this option. Change that first.")
    question.options = [option for option in question.options if option["code"] != code]
    _save(question, version, "option_removed", by, now, option=code)
