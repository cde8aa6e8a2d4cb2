"""Why a command of the word list refused."""

from ..exceptions import Refused


class NoSuchTerm(Refused):
    """The list in force does not have it."""


class ContestedAlready(Refused):
    """They contested it, and nobody has answered yet."""


class NothingContested(Refused):
    """Nobody contests it, or it was answered."""


class ReasonDoesNotFit(Refused):
    """The reason is none for this answer."""


class NothingChanged(Refused):
    """The term is so already."""


class WordingIncomplete(Refused):
    """A term has a wording, and says something instead."""


class NothingToJudge(Refused):
    """Nothing was found that is in no sample yet."""


class JudgedAlready(Refused):
    """Somebody judged it."""


class VerdictIncomplete(Refused):
    """What is dismissed says why; nothing else does."""


class HasAPartInIt(Refused):
    """They wrote it, or are one of the people of its record; or it is gone."""
