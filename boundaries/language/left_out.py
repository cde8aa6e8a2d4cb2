"""Where a wording is no judgement: denied, spoken about as a word, or somebody else's speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .tokens import Token, clauses, phrase, stands_at, words
from .whom import NOT_STAFF, Whom, speaker
from .words import WordList

# How many words before a wording still deny it, or speak of it as a word.
REACH = 5
# They are no step further from a denial ("nobody felt that he was being hostile").
LIGHT = words("a an the that this any he she they it is was were are be been being to of at on")
FIRST_PERSON = re.compile(r"\b(?:I|me|my|myself)\b")
DENIES = words(
    "not no never nobody none without isn't wasn't aren't weren't don't doesn't didn't hasn't haven't hadn't can't cannot "
    "won't wouldn't hardly neither nor"
)
DENIES_NOTHING = tuple(phrase(one) for one in ("not only", "not just", "no doubt", "nothing but"))
INSTEAD = tuple(phrase(one) for one in ("rather than", "instead of", "far from"))
# A denial ends where another verb or another subject begins.
BEGINS_ANEW = words("was is are were became becomes got he she they then i we it has had")
SPEAKS_OF_WORDS = words(
    "word words term terms label labels labelled labeled labelling labeling wording phrase phrases so-called"
)
CALLS = words("call calls called calling describe describes described describing say saying write writing")
DISCUSSES = words(
    "why whether stop avoid discussed discussing talked reflected questioned challenged wondered unhelpful"
)
QUOTATION = re.compile(r"[\"“]([^\"”“\n]{1,600})[\"”]|(?<![^\W_])[‘']([^’'\n]*(?:[’'][^\W_][^’'\n]*)*)[’'](?![^\W_])")
SENTENCE_ENDS = re.compile(r"[.!?\n]")
NEAR = 90


def is_denied(clause: Sequence[Token], place: int) -> bool:
    """Negated by one of the five words of weight before it."""
    for back in _within_reach(clause, place):
        denies = clause[back].word in DENIES and not any(stands_at(one, clause, back) for one in DENIES_NOTHING)
        if denies or any(stands_at(one, clause, back) for one in INSTEAD):
            return not _begins_anew(clause, back + 1, place)
    return False


def _within_reach(clause: Sequence[Token], place: int) -> list[int]:
    found: list[int] = []
    weight = 0
    for back in range(place - 1, -1, -1):
        weight += clause[back].word not in LIGHT
        if weight > REACH:
            break
        found.append(back)
    return found[::-1]


def _begins_anew(clause: Sequence[Token], start: int, place: int) -> bool:
    between = range(start, place)
    return any(
        clause[n].word == "but"
        or (clause[n].word in BEGINS_ANEW and (clause[n].after_comma or clause[n - 1].word == "and"))
        for n in between
    )


def is_discussed(clause: Sequence[Token], place: int, length: int) -> bool:
    """Spoken of as a word: "the word …", "why do we call it …"."""
    before = {token.word for token in clause[max(0, place - REACH) : place]}
    after = {token.word for token in clause[place + length : place + length + 1]}
    if (before | after) & SPEAKS_OF_WORDS:
        return True
    if any(clause[n].word in SPEAKS_OF_WORDS and clause[n + 1].word in ("such", "like") for n in range(place - 1)):
        return True
    earlier = {token.word for token in clause[:place]}
    return bool(before & CALLS and earlier & DISCUSSES)


def speech_of_others(text: str, listed: WordList) -> list[tuple[int, int]]:
    """Where somebody who is not staff speaks, between quotation marks."""
    return [match.span() for match in QUOTATION.finditer(text) if _spoken_by(text, match, listed) in NOT_STAFF]


def _spoken_by(text: str, quotation: re.Match[str], listed: WordList) -> Whom | None:
    before = SENTENCE_ENDS.split(text[max(0, quotation.start() - NEAR) : quotation.start()])[-1]
    after = SENTENCE_ENDS.split(text[quotation.end() : quotation.end() + NEAR])[0]
    for stretch in (before, after):
        tokens = [token for clause in clauses(stretch) for token in clause]
        if found := speaker(tokens, listed):
            return found
    return Whom.SERVED if FIRST_PERSON.search(quotation[0]) else None
