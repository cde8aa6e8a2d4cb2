"""What the label monitor says to whoever writes where people are described."""

from __future__ import annotations

from functools import partial

from workforce_assurance.structured_templates.hints import Find, Hint, register_hints

from .enums import RATIONALE_PURPOSE
from .labels.in_force import words_in_force
from .language import WordList, flag_text
from .reviews.enums import ACCOUNT_PURPOSE, WORDS_PURPOSE

PURPOSES = (RATIONALE_PURPOSE, ACCOUNT_PURPOSE, WORDS_PURPOSE, "debriefs.account", "debriefs.learning")


def wordings_in(listed: WordList, text: str) -> tuple[Hint, ...]:
    found = flag_text(text, listed)
    return tuple(Hint(flag.code, flag.start, flag.end, text[flag.start : flag.end], flag.alternative) for flag in found)


def by_the_list_in_force() -> Find:
    return partial(wordings_in, words_in_force())


def register() -> None:
    for purpose in PURPOSES:
        register_hints(purpose, by_the_list_in_force)
