"""A text as words with their stems and places, cut into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer import stemmer

WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*")
# What ends a clause for the purposes here: one never says who the next is about. A comma does not, for lists.
ENDS = re.compile(r"[.!?;:\n]")
# Nobody's sentence: without an end to it, reading a long text without a full stop would take its square.
LONGEST = 200
_ENGLISH = stemmer("english")


@dataclass(frozen=True)
class Token:
    """One word: its place in the text, in lower case with plain apostrophes and hyphens, and its stem."""

    start: int
    end: int
    word: str
    stem: str
    is_capital: bool
    # A comma stands before it.
    after_comma: bool


@lru_cache(maxsize=4096)
def stem_of(word: str) -> str:
    return str(_ENGLISH.stemWord(word))


def clauses(text: str) -> Iterator[list[Token]]:
    """The words of each stretch between full stops, colons, semicolons and ends of lines."""
    found: list[Token] = []
    before = 0
    for match in WORD.finditer(text):
        between = text[before : match.start()]
        if found and (len(found) == LONGEST or ENDS.search(between)):
            yield found
            found = []
        found.append(_token(match, after_comma="," in between))
        before = match.end()
    if found:
        yield found


def _token(match: re.Match[str], *, after_comma: bool) -> Token:
    plain = match[0].lower().replace("’", "'").replace("‑", "-")
    return Token(match.start(), match.end(), plain, stem_of(plain), match[0][0].isupper(), after_comma)


def words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


def phrase(spaced: str) -> tuple[str, ...]:
    """The stems of a phrase as it would stand in a text."""
    return tuple(token.stem for clause in clauses(spaced) for token in clause)


def stands_at(stems: Sequence[str], tokens: Sequence[Token], place: int) -> bool:
    """Whether a phrase begins at this place of a clause."""
    return len(tokens) - place >= len(stems) and all(tokens[place + n].stem == stem for n, stem in enumerate(stems))
