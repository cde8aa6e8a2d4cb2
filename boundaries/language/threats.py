"""Threats: a conditional proposal to take support away ("if you miss again, we will close your case")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

CONDITION = re.compile(
    r"\b(?:if|unless|otherwise|or else|until|either|the next|one more|any (?:further|more)|should (?:you|he|she|they))\b"
    r"|\b(?:keep|carry) (?:this|that|it|on)\b.* and\b|\bor (?:we|i|he|she|they|you|his|her|their|your)\b"
)
WILL = (
    r"(?:'ll| will| would|'d| shall| may| might| could| can| must| have to| will have to| would have to| are going to| am going to"
    r"|(?: will|'ll| would|'d) have no choice but to)"
)
WILL_NOT = r"(?: will not| won't| cannot| can't| would not| wouldn't| will no longer| can no longer)"
WE = r"\b(?:we|i|staff|(?:the|my|our) (?:team|service|project|manager|management))"
FEW = r"(?: [\w'-]+){0,3}? "


@dataclass(frozen=True)
class Takings:
    """What can be taken away, in four forms of speech. A space in a phrase stands for up to three words more."""

    # After "we will": "close case".
    active: tuple[str, ...]
    # After "we will not": "see".
    refused: tuple[str, ...]
    # After "will be", said of `what`: "closed".
    passive: tuple[str, ...]
    what: tuple[str, ...]
    # Said of the person: "lose your room".
    losing: tuple[str, ...]


@cache
def _pattern(takings: Takings) -> re.Pattern[str]:
    doing = _any([_doing(one) for one in takings.active])
    active = rf"{WE}{WILL}(?: [a-z]+ly| just| simply| then)? (?:{_any(takings.active)})\b"
    ongoing = rf"{WE}(?:{WILL} be|'m| am|'re| are) (?:{doing})\b"
    refused = rf"{WE}{WILL_NOT}(?: be able to)? (?:{_any(takings.refused)})\b"
    passive = rf"\b(?:{_any(takings.what)})(?: [\w'-]+){{0,2}}?{WILL}(?: be| get) (?:{_any(takings.passive)})\b"
    losing = rf"\b(?:{_any(takings.losing)})\b"
    return re.compile(f"{active}|{ongoing}|{refused}|{passive}|{losing}")


def _doing(spaced: str) -> str:
    """The same begun: "close case" is "closing case", "stop visits" is "stopping visits"."""
    verb, _, rest = spaced.partition(" ")
    doubled = verb + verb[-1] if verb in ("stop", "ban", "bar", "drop", "cancel") else verb.removesuffix("e")
    return f"{doubled}ing {rest}".strip()


def _any(phrases: Sequence[str]) -> str:
    return "|".join(FEW.join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True))


def find_threats(sentence: str, takings: Takings) -> list[tuple[int, int]]:
    """The places of threats in a sentence, which is in lower case with plain apostrophes."""
    if not CONDITION.search(sentence):
        return []
    return [match.span() for match in _pattern(takings).finditer(sentence)]
