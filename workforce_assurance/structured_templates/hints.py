"""Hints at wordings while somebody writes: for its writer alone, never stored, never in the way of saving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workforce_assurance.common.forms import CaseReferenceField, TextField

from .forms import SectionForm
from .models import DismissedHint, Response


@dataclass(frozen=True)
class Hint:
    """A wording of a text, where it stands (character offsets), and what could be said instead."""

    code: str
    start: int
    end: int
    words: str
    alternative: str


# What is looked for in the records of a purpose.
Find = Callable[[str], tuple[Hint, ...]]
# Called once for a page or an autosave: what has to be asked first is asked once for all of its boxes.
Begin = Callable[[], Find]
HINTS: dict[str, Begin] = {}


def register_hints(purpose: str, begin: Begin) -> None:
    """:raises ValueError: when the purpose has hints already"""
    if purpose in HINTS:
        raise ValueError(f"The purpose {purpose} has hints already.")
    HINTS[purpose] = begin


def hints_in(form: SectionForm, *, response: Response, writer: Any) -> dict[str, list[Hint]]:
    """By the name of each box for words, each wording once; of no box where the purpose has no hints at all.

    What this writer has dismissed in this record is left out.
    """
    begin = HINTS.get(response.purpose)
    if begin is None:
        return {}
    find = begin()
    dismissed = set(DismissedHint.objects.filter(response=response, person=writer.pk).values_list("code", flat=True))
    return {name: _once(find(text), dismissed) for name, text in _words(form)}


def _words(form: SectionForm) -> list[tuple[str, str]]:
    boxes = [n for n, f in form.fields.items() if isinstance(f, TextField) and not isinstance(f, CaseReferenceField)]
    return [(name, (form.typed.get(name) or [""])[-1]) for name in boxes]


def _once(hints: tuple[Hint, ...], dismissed: set[str]) -> list[Hint]:
    return list({hint.code: hint for hint in reversed(hints) if hint.code not in dismissed}.values())[::-1]
