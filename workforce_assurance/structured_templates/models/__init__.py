"""Templates with their versions, responses with their answers, what is added to them, and what is kept apart."""

from .additions import Amendment, Signature, Statement
from .kept import DismissedHint, KeptText, KeyCheck
from .releases import Release
from .responses import Answer, Response, ResponseParty, ResponseSection
from .templates import Question, Section, Template, TemplateVersion

__all__ = [
    "Amendment",
    "Answer",
    "DismissedHint",
    "KeptText",
    "KeyCheck",
    "Question",
    "Release",
    "Response",
    "ResponseParty",
    "ResponseSection",
    "Section",
    "Signature",
    "Statement",
    "Template",
    "TemplateVersion",
]
