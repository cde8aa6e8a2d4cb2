"""Taking names, references and addresses out of text that somebody reads who is not to know whom it is about. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"\S+@\S+")
# "HB-2207", "AB123456": letters and a number that stand for somebody, or a telephone number.
REFERENCE = re.compile(r"(?<!\w)[^\W\d_]{1,6}[-/]?\d{3,}|(?<!\w)\+?\d[\d ()/-]{6,}\d")
# What stands for them until the names are gone: characters that nobody types, and that are no part of a word.
HOLDS = {"\ue000": "[address]", "\ue001": "[reference]"}
SHORTEST = 2
COLLEAGUE = "colleague"
# Words that are names too: in small letters they mean what they say. What is missing here goes, which is the safe side.
ORDINARY = """
    angel art ash autumn baker bay bell best bill bird black brook brown burn carter chance chase
    cook cross dawn day dean drew earnest english faith field fields fisher flower ford fox frank
    free gene gill glad gold good grace grant gray green guy hall hand harmony hart heath hill hope
    house hunter ivy jack joy june justice king knight lake lane law lily little long love mark
    marsh mason may mercy miles moody moon moss noble page park parks pat patience peace penny
    pepper porter post power price rain ray read rice rich river rivers rob robin rose ruby short
    sky small smith snow spring star stone storm street strong sue summer sunny temple tony turner
    walker wall ward waters way weaver wells west white will wills winter wise wood woods young
"""
ORDINARY_WORDS = frozenset(ORDINARY.split())


def plain(word: str) -> str:
    """A word as it is compared: without accents, and in small letters."""
    apart = unicodedata.normalize("NFKD", word)
    return "".join(one for one in apart if not unicodedata.combining(one)).casefold()


def parts_of(name: str) -> list[str]:
    """The words of a name that can stand for somebody by themselves."""
    found = (plain(word) for word in WORD.findall(unicodedata.normalize("NFC", name)))
    return [word for word in found if len(word) >= SHORTEST]


class Redactor:
    """Puts a role in the place of every word that is a name.

    `roles` are the names of those whom a record is about, with what stands for each: gone wherever they stand, however they
    are written. `others` are all other names: gone too, unless the word is an ordinary one in small letters.
    Too much goes rather than too little.
    """

    def __init__(self, roles: Mapping[str, str], others: Iterable[str] = ()) -> None:
        self.roles: dict[str, str] = {}
        for name, role in roles.items():
            for part in parts_of(name):
                # What two of them are called stands for neither.
                self.roles[part] = role if self.roles.get(part, role) == role else COLLEAGUE
        self.others = {part for name in others for part in parts_of(name)} - set(self.roles)

    def redact(self, text: str) -> str:
        found = unicodedata.normalize("NFC", text).translate({ord(one): None for one in HOLDS})
        address, reference = HOLDS
        found = WORD.sub(self._of, REFERENCE.sub(reference, ADDRESS.sub(address, found)))
        for one, words in HOLDS.items():
            found = found.replace(one, words)
        return _joined(found)

    def _of(self, match: re.Match[str]) -> str:
        word = match.group()
        key = plain(word)
        if role := self.roles.get(key):
            return f"[{role}]"
        is_ordinary = key in ORDINARY_WORDS and word[0].islower()
        return f"[{COLLEAGUE}]" if key in self.others and not is_ordinary else word


def _joined(text: str) -> str:
    """ "[worker] [worker]" was one name, and is one role."""
    return re.sub(r"(\[[a-z ]+\])(?:[\s-]+\1)+", r"\1", text)
