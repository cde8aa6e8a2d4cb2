"""What the label monitor says to whoever writes where people are described."""

from __future__ import annotations

from workforce_assurance.structured_templates.hints import Hint, register_hints

from .enums import RATIONALE_PURPOSE
from .language import flag_text, shipped_words
from .reviews.enums import ACCOUNT_PURPOSE, WORDS_PURPOSE

PURPOSES = (RATIONALE_PURPOSE, ACCOUNT_PURPOSE, WORDS_PURPOSE, "debriefs.account", "debriefs.learning")


def wordings_in(text: str) -> tuple[Hint, ...]:
    found = flag_text(text, shipped_words())
    return tuple(Hint(flag.code, flag.start, flag.end, text[flag.start : flag.end], flag.alternative) for flag in found)


def register() -> None:
    for purpose in PURPOSES:
        register_hints(purpose, wordings_in)
