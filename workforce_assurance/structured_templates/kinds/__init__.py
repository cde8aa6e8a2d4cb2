"""The seventeen kinds of question, by their code."""

from __future__ import annotations

from ..enums import QuestionKind
from .base import Asking, Kind, Shown, Typed, Value, World, joined
from .choices import DriftSigns, OneOf, SeveralOf, YesNo
from .facts import Date, Number, Person
from .rows import Adjustments, Group
from .scored import Matrix, Total
from .words import CaseReference, LongText, ShortText, Unanswered

__all__ = ["KINDS", "Asking", "Kind", "Shown", "Typed", "Value", "World", "joined"]

KINDS: dict[str, Kind] = {
    QuestionKind.SCRIPT: Unanswered(),
    QuestionKind.SPOKEN: Unanswered(),
    QuestionKind.SHORT_TEXT: ShortText(),
    QuestionKind.LONG_TEXT: LongText(),
    QuestionKind.YES_NO: YesNo(),
    QuestionKind.ONE_OF: OneOf(),
    QuestionKind.SEVERAL_OF: SeveralOf(),
    QuestionKind.SCALE: OneOf(),
    QuestionKind.NUMBER: Number(),
    QuestionKind.DATE: Date(),
    QuestionKind.PERSON: Person(),
    QuestionKind.CASE_REFERENCE: CaseReference(),
    QuestionKind.DRIFT_SIGNS: DriftSigns(),
    QuestionKind.ADJUSTMENTS: Adjustments(),
    QuestionKind.MATRIX: Matrix(),
    QuestionKind.TOTAL: Total(),
}
KINDS[QuestionKind.GROUP] = Group(KINDS)
