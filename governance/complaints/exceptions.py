"""Why a command refused, each named for what happened and said in a sentence that a person can act on."""

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class NotInThisState(Refused):
    """The complaint stands where this cannot be done."""


class NoClock(Refused):
    """Nobody has said yet within how many days complaints are answered."""


class ReceivedAtAnotherTime(Refused):
    """A complaint comes today or before, and not years ago."""


class NotOnThatDay(Refused):
    """What is noted happened between the day on which the complaint came and today."""


class ThemeNotInUse(Refused):
    """The theme is none of the list that is in use."""


class NobodyToHandleIt(Refused):
    """Nobody can be asked to answer it who is not complained about."""


class CannotHandleIt(Refused):
    """They are complained about, gone, or answer for nothing in that service."""


class NotTheHandler(Refused):
    """Whoever handles a complaint answers it."""


class AnswerIncomplete(Refused):
    """Something of the answer that is needed is missing, or typed and not saved."""


class HandlerIsComplainedAbout(Refused):
    """Whoever handles it hands it on before it is said to be about them."""


class NobodyWorksThere(Refused):
    """Somebody of those named is not among the people of the team."""


class SaysNothingOfChange(Refused):
    """A complaint that was upheld is closed with an action, or with the reason why there is none."""


class NoSuchRecord(Refused):
    """No decision and no incident with that reference may be read by whoever links it."""


class NoClockLikeThis(Refused):
    """An answer takes no fewer days than saying that the complaint came."""
