"""Tells a case reference from what would name a person. Pure: no clock, no database; the sentences say what to do."""

from __future__ import annotations

import re
import unicodedata

_INSTEAD = "Use your organisation's own case reference, so that nobody outside can tell who it is."
_LETTER = "If it is your own reference, put a letter directly before the first digit."
NHS_NUMBER = f"This looks like an NHS number. {_INSTEAD} {_LETTER}"
SOCIAL_SECURITY_NUMBER = f"This looks like a social security number. {_INSTEAD} {_LETTER}"
NAME_AND_BIRTH = (
    f"This looks like a name with a date of birth. {_INSTEAD} If it is your own reference, leave the date out."
)

_TEN_DIGITS = re.compile(r"(?<!\w)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\w)")
_NHS_WEIGHTS = range(10, 1, -1)
# Area, group and serial, apart; without separators only when nothing else is there.
_SOCIAL_SECURITY = re.compile(r"(?<!\w)(\d{3})([ -])(\d{2})\2(\d{4})(?!\w)|^()(\d{3})(\d{2})(\d{4})$")

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?:{_DAY}([-/. ]){_MONTH}\1(?:{_YEAR}|\d\d)|{_MONTH}([-/. ]){_DAY}\2(?:{_YEAR}|\d\d)"
    rf"|{_DAY}(?:st|nd|rd|th)?[-/. ]*(?:{_MONTHS})[-/., ]*(?:{_YEAR}|\d\d))(?!\d)"
    rf"|(?<![a-z])(?:{_MONTHS})[-/. ]*{_DAY}(?:st|nd|rd|th)?[-/., ]+(?:{_YEAR}|\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(rf"(?<!\d){_YEAR}([-/. ]){_MONTH}\1{_DAY}(?!\d)")
_RUN_TOGETHER = re.compile(
    rf"(?<!\d)(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
# Words that stand before numbers in case references, and are nobody's name.
_CODE_WORDS = frozenset(
    [
        "case",
        "ref",
        "reference",
        "file",
        "id",
        "no",
        "num",
        "number",
        "client",
        "record",
        "episode",
        "referral",
        "dob",
        "born",
        "opened",
    ]
)


def why_not_a_case_reference(text: str) -> str:
    """The sentence that says what is wrong, or the empty string when the text may stand as a case reference."""
    plain = _plain(text)
    if _holds_nhs_number(plain):
        return NHS_NUMBER
    if _holds_social_security_number(plain):
        return SOCIAL_SECURITY_NUMBER
    if _holds_name_and_birth(plain):
        return NAME_AND_BIRTH
    return ""


def _plain(text: str) -> str:
    """The text with every kind of digit, dash and space written the plain way."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(_plain_character(character) for character in folded).strip()


def _plain_character(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.digit(character))
    if kind == "Pd" or character == "\u2212":
        return "-"
    if kind == "Cf":
        return ""
    return " " if character.isspace() else character


def _holds_nhs_number(text: str) -> bool:
    return any(_passes_modulus_11("".join(found)) for found in _TEN_DIGITS.findall(text))


def _passes_modulus_11(digits: str) -> bool:
    """NHS Data Dictionary, "NHS number": weights 10 to 2, 11 less the remainder; 11 counts as 0, 10 is never issued."""
    if len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _NHS_WEIGHTS, strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9])


def _holds_social_security_number(text: str) -> bool:
    for found in _SOCIAL_SECURITY.finditer(text):
        area, group, serial = [part for part in found.groups() if part and part.strip(" -")]
        if area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000":
            return True
    return False


def _holds_name_and_birth(text: str) -> bool:
    for pattern, shortest in ((_DAY_FIRST, 2), (_YEAR_FIRST, 3), (_RUN_TOGETHER, 3)):
        rest, dates = pattern.subn(" ", text)
        if dates and _holds_name(rest, shortest):
            return True
    return False


def _holds_name(text: str, shortest: int) -> bool:
    return any(len(word) >= shortest and word.lower() not in _CODE_WORDS for word in _WORD.findall(text))
