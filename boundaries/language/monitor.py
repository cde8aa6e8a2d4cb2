"""The pipeline: find by stem, leave out what is no judgement, and name what is left with its alternative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .left_out import is_denied, is_discussed, speech_of_others
from .threats import find_threats
from .tokens import Token, clauses, stands_at
from .whom import NOT_STAFF, Whom, first_named, reported_from, whom_about
from .words import Category, Term, WordList

SENTENCE = re.compile(r"[^.!?\n]+")
Span = tuple[int, int]


@dataclass(frozen=True)
class Flag:
    """Where a wording stands in the text (character offsets), what it is, and what could be said instead."""

    start: int
    end: int
    code: str
    category: Category
    alternative: str


def flag_text(text: str, listed: WordList) -> tuple[Flag, ...]:
    """The wordings in a text that may judge a person served or threaten them, in their order.

    :param text: plain text, as typed
    :param listed: the version of the word list to look for
    """
    spoken = speech_of_others(text, listed)
    flags = [*_labels(text, listed), *_threats(text, listed)]
    return tuple(sorted((flag for flag in flags if not _inside(flag, spoken)), key=lambda flag: flag.start))


def _labels(text: str, listed: WordList) -> Iterator[Flag]:
    for clause in clauses(text):
        place = 0
        while place < len(clause):
            length, term = _term_at(clause, place, listed)
            if term and _judges(clause, place, length, term, listed):
                end = clause[place + length - 1].end
                yield Flag(clause[place].start, end, term.code, term.category, term.alternative)
            place += length


def _term_at(clause: Sequence[Token], place: int, listed: WordList) -> tuple[int, Term | None]:
    """The longest wording that begins here, and how many words it has."""
    for form, term in listed.by_first.get(clause[place].stem, ()):
        if form.is_at(clause, place):
            return len(form.stems), term
    return 1, None


def _judges(clause: Sequence[Token], place: int, length: int, term: Term, listed: WordList) -> bool:
    if _means_otherwise(clause, place, length, term) or is_denied(clause, place) or is_discussed(clause, place, length):
        return False
    if reported_from(clause, place, listed) in NOT_STAFF:
        return False
    return whom_about(clause, place, length, term, listed) in (None, Whom.SERVED)


def _means_otherwise(clause: Sequence[Token], place: int, length: int, term: Term) -> bool:
    # Several words that are all capital are a name: of a test, a clinic, a law.
    if length > 1 and all(token.is_capital for token in clause[place : place + length]):
        return True
    return any(
        stands_at(other, clause, start)
        for other in term.means_otherwise
        for start in range(max(0, place - len(other) + 1), place + 1)
    )


def _threats(text: str, listed: WordList) -> Iterator[Flag]:
    if not listed.finds_threats:
        return
    plain = text.lower().replace("’", "'")
    if len(plain) != len(text):
        # A letter whose small form is longer would move every place after it.
        plain = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text).replace("’", "'")
    for sentence in SENTENCE.finditer(plain):
        for start, end in find_threats(sentence[0], listed.takings):
            place = sentence.start() + start
            if _proposed_by_us(text, place, listed):
                yield Flag(place, sentence.start() + end, "threat", Category.THREAT, listed.threat_alternative)


def _proposed_by_us(text: str, start: int, listed: WordList) -> bool:
    """Not denied, not spoken about, not on a condition about somebody else, and not what somebody outside the staff is reported to say."""
    for clause in clauses(text):
        for place, token in enumerate(clause):
            if token.start >= start:
                start = _condition_before(clause, place)
                if first_named(clause[start + 1 : start + 4], listed) is Whom.OTHER:
                    return False
                reported = reported_from(clause, place, listed)
                return not (is_denied(clause, start) or is_discussed(clause, place, 1) or reported in NOT_STAFF)
    return True


def _condition_before(clause: Sequence[Token], place: int) -> int:
    """Where the condition of a threat begins, as far as it stands before: what it denies is no denial of the threat."""
    return next((back for back in range(place - 1, -1, -1) if clause[back].word in ("if", "unless", "until")), place)


def _inside(flag: Flag, spans: Sequence[Span]) -> bool:
    return any(start <= flag.start and flag.end <= end for start, end in spans)
