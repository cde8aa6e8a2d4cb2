"""Whom a wording is about, by the words around it: no grammar, a few rules over lists of words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from .tokens import Token, words
from .words import Kind, Term, WordList


class Whom(StrEnum):
    """The person served, somebody else in their life, a professional elsewhere, staff, or a thing. A trait is its owner's."""

    SERVED = "served"
    OTHER = "other"
    PROFESSIONAL = "professional"
    STAFF = "staff"
    THING = "thing"
    TRAIT = "trait"


NOT_STAFF = (Whom.SERVED, Whom.OTHER)
IS = words(
    "is was are were be been being became becomes becoming seemed seems seem got gets getting felt feels sounded sounds looked "
    "looks appeared appears remained remains stayed can could may might has had he's she's they're it's that's"
)
TO = words("with of to about from for by in at on after before towards against near over between")
ARTICLES = words("the a an this that these those some any every each our my your his her their its")
POINTS = {"his", "her", "their", "its"}
JOINS = words(
    "and or but because when while so if as than who which that then after before until since although though"
)
REPORTS = words(
    "said says saying told tells telling asked wrote texted answered described describes explained thinks thought reports "
    "reported stated states calls called calling feels recalled recalls remembers complained"
)
SAYS = REPORTS | words("shouted shouting shouts replied words screamed")
DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december christmas"
)
CONTRACTED = words("i we he she they you it who")
PASSIVE = words("is was are were be been being got")
AHEAD = 3


def whom_about(clause: Sequence[Token], place: int, length: int, term: Term, listed: WordList) -> Whom | None:
    """Whom the wording at this place is about; None when nothing says so, as in notes without a subject."""
    if term.kind is Kind.ADJECTIVE and (noun := _noun_after(clause, place + length, listed)):
        return noun
    return _subject_before(clause, place, listed)


def speaker(tokens: Sequence[Token], listed: WordList) -> Whom | None:
    """Who is said to speak by the last verb of saying among these words, if any is."""
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].word in SAYS:
            return (
                _of_themselves(tokens, place)
                or _subject_before(tokens, place, listed)
                or first_named(tokens[place + 1 :], listed)
            )
    return None


def reported_from(clause: Sequence[Token], place: int, listed: WordList) -> Whom | None:
    """Who reports what stands at this place without quotation marks ("he says he is an addict"), if anybody does."""
    for back in range(place - 1, -1, -1):
        if clause[back].word == "but":
            return None
        if clause[back].word in REPORTS and not _is_passive(clause, back):
            return _of_themselves(clause, back) or _subject_before(clause, back, listed)
    return None


def _of_themselves(clause: Sequence[Token], place: int) -> Whom | None:
    """ "Kim called herself lazy": whoever speaks so is the person served, whatever their name."""
    is_own = place + 1 < len(clause) and clause[place + 1].word in ("herself", "himself", "themselves", "themself")
    return Whom.SERVED if is_own else None


def _is_passive(clause: Sequence[Token], place: int) -> bool:
    """ "She was told": somebody else says it."""
    return place > 0 and clause[place - 1].word in PASSIVE


def _noun_after(clause: Sequence[Token], start: int, listed: WordList) -> Whom | None:
    """The noun that an adjective stands before; None when it stands alone."""
    run = []
    for token in clause[start : start + AHEAD]:
        if token.after_comma or token.word in JOINS | TO | IS | ARTICLES or token.word.endswith("ly"):
            break
        run.append(token)
    # "Demanding all evening": nothing that it is said of.
    if run and _is_time(run[0]):
        return None
    known = [found for token in run if (found := _named(token, listed))]
    if known:
        return _owner(known[0])
    return Whom.THING if run else None


def _is_time(token: Token) -> bool:
    return token.word in words("today again yesterday throughout now tonight most all yet") | DAYS


def _subject_before(clause: Sequence[Token], place: int, listed: WordList) -> Whom | None:
    """The nearest word before that names somebody or something and hangs on no preposition."""
    for back in range(place - 1, -1, -1):
        found = _named(clause[back], listed) or _unknown_noun(clause, back)
        if clause[back].word == "who" and back and (whose := _named(clause[back - 1], listed)):
            found = whose
        if found is None or _hangs_on_a_preposition(clause, back):
            continue
        if clause[back].word in POINTS and back + 1 < place and clause[back + 1].word not in IS:
            continue
        return _trait_of(clause, back, listed) if found is Whom.TRAIT else found
    return None


def _named(token: Token, listed: WordList) -> Whom | None:
    name = listed.people.get(token.word) or listed.people.get(token.stem)
    # "He's", "they're": not "the landlord's", which is somebody else's something.
    if name is None and (start := token.word.partition("'")[0]) in CONTRACTED:
        name = listed.people.get(start)
    return Whom(name) if name else None


def _unknown_noun(clause: Sequence[Token], place: int) -> Whom | None:
    """A word that no list has and that a verb of being follows: a name when it is capital, else a thing."""
    if place + 1 >= len(clause) or clause[place + 1].word not in IS or not clause[place].word.isalpha():
        return None
    if clause[place].word in IS | JOINS | TO | ARTICLES:
        return None
    token = clause[place]
    alone = place == 0 or clause[place - 1].word not in ARTICLES
    return (
        Whom.SERVED
        if token.is_capital and alone and token.word not in DAYS and not token.word.endswith("ing")
        else Whom.THING
    )


def _hangs_on_a_preposition(clause: Sequence[Token], place: int) -> bool:
    back = place - 1
    while back >= 0 and (clause[back].word in ARTICLES or clause[back].word.endswith("ing")):
        back -= 1
    return back >= 0 and clause[back].word in TO


def _trait_of(clause: Sequence[Token], place: int, listed: WordList) -> Whom:
    """Behaviour is whose it is: the landlord's, the behaviour of the landlord, or else the person's."""
    before = [found for token in clause[max(0, place - 2) : place] if (found := _named(token, listed))]
    if place + 1 < len(clause) and clause[place + 1].word == "of":
        before = [found for token in clause[place + 2 : place + 5] if (found := _named(token, listed))]
    return _owner(before[-1]) if before else Whom.SERVED


def _owner(found: Whom) -> Whom:
    return Whom.SERVED if found is Whom.TRAIT else found


def first_named(tokens: Sequence[Token], listed: WordList) -> Whom | None:
    """Whom the first word names that names anybody; "her" and the like say whose, not who."""
    return next((found for token in tokens if token.word not in POINTS and (found := _named(token, listed))), None)
