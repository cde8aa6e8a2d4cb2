"""The one sentence that a wording stands in, without names. Pure but for what it is given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workforce_assurance.common.redaction import Redactor

from ..language import WordList, flag_text

ENDS = re.compile(r"[.!?\n]")
MOST = 400


@dataclass(frozen=True)
class Sentence:
    """The sentence and the wording in it, both without names."""

    words: str
    wording: str


def sentence_with(text: str, code: str, occurrence: int, listed: WordList, redactor: Redactor) -> Sentence | None:
    """The sentence of this place; None when the text was changed since, and the wording is gone."""
    flags = [flag for flag in flag_text(text, listed) if flag.code == code]
    if occurrence >= len(flags):
        return None
    flag = flags[occurrence]
    start = max((match.end() for match in ENDS.finditer(text, 0, flag.start)), default=0)
    after = ENDS.search(text, flag.end)
    end = after.end() if after else len(text)
    start, end = max(start, flag.start - MOST), min(end, flag.end + MOST)
    return Sentence(redactor.redact(text[start:end].strip()), redactor.redact(text[flag.start : flag.end]))
