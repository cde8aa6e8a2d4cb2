"""Why a command about lighter work refused, each named for what happened and said in a sentence that a person can act on."""

from ..exceptions import Refused


class CannotBeLightened(Refused):
    """They do not work here, are oneself, or have the same already."""


class DaysDoNotFit(Refused):
    """The first day, the review and the last day do not follow each other, or lie too far apart."""


class AdjustmentNotThatFar(Refused):
    """It waits for an answer no more, is over, or was looked at before."""
