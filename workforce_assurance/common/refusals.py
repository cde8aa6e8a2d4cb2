"""Why a command did not do what it was asked."""

from __future__ import annotations


class Refusal(Exception):
    """Its text says what happened and what to do; `words` is that text when it is always the same."""

    words = ""

    def __init__(self, words: str = "") -> None:
        super().__init__(words or self.words)
