"""Why a command of governance meetings refused."""

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class NotInThisState(Refused):
    """The meeting, or its item, stands where this cannot be done."""


class SeriesHasAName(Refused):
    """Another series of meetings that goes on has that name."""


class WordsMissing(Refused):
    """Nothing was said, or too much."""


class CannotMergeThere(Refused):
    """An item is taken with another one of the same agenda that is not itself taken with one."""


class NobodyPresent(Refused):
    """A meeting is held by at least two people, one of whom chairs it."""


class ItemsLeft(Refused):
    """An item has no outcome yet."""


class DecisionIncomplete(Refused):
    """A decision lacks its reasons, its owner or its date."""


class MayNotAmend(Refused):
    """Minutes are amended by those who were there, within the days that are kept open for it."""
