"""Why a command of interaction reviews refused."""

from ..exceptions import Refused


class NotTheirInteraction(Refused):
    """A worker flags their own, of a day on which they worked in a team."""


class HappenedAtAnotherTime(Refused):
    """It happened after today, or too long ago to be told well."""


class LeftOutAlready(Refused):
    """It stands as left out, or it was drawn."""


class NothingToDraw(Refused):
    """Nothing of these days can be drawn."""


class NobodyToReview(Refused):
    """None of those chosen may rate one of the interactions that were drawn."""


class RatingAlreadyGiven(Refused):
    """It was given, or passed on."""


class NotTheirRating(Refused):
    """Whoever was asked gives it."""


class RatingIncomplete(Refused):
    """A criterion has no score, or the words are missing or not saved."""


class ScoreUnknown(Refused):
    """A criterion does not have that score."""


class IsConcerned(Refused):
    """Whoever rates is neither the worker nor somebody who supervises them, and gave no other view of it."""


class NotWithTheWorker(Refused):
    """The worker does not have it yet, or it is closed."""


class ReplyUnsaved(Refused):
    """Something of the reply was typed and not saved."""


class NoRubricDraft(Refused):
    """No next version is drafted."""


class RubricIncomplete(Refused):
    """A criterion lacks its words, or the description of a score."""


class LinesAreWrong(Refused):
    """A line of the file cannot be taken as it is; nothing of it is."""
