"""Why a command of inspector access refused."""

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class TooLong(Refused):
    """An access lasts so many days and no more."""

    words = "Choose a day within the next 30. When more time is needed, give another access."


class PackNotReady(Refused):
    """Only what is made and sealed is shown to somebody from outside."""

    words = "This pack is not made yet, or was not made. Choose one that is ready."


class HasEnded(Refused):
    """The access is over."""

    words = "This access is over, so nothing more is done with it."


class OneIsAsked(Refused):
    """One item is asked for at a time."""

    words = "One item is asked for already. Ask for another once it is answered."


class IsAnswered(Refused):
    """What was answered stays."""

    words = "This item is answered already."


class NothingChosen(Refused):
    """What is given has to be named."""

    words = "Choose what is given."
