"""Why a command of competency refused."""

from ..exceptions import Refused


class LiesAhead(Refused):
    """Evidence is of today or a day before."""


class NotOnThePolicy(Refused):
    """The policy in force knows no such skill."""


class OwnEvidence(Refused):
    """Nobody records, observes or withdraws their own."""

    words = "Nobody records, observes or withdraws their own evidence. Somebody else does. Nothing was changed."


class NobodyObserved(Refused):
    """What is no e-learning was seen by somebody, who is named."""

    words = "Say who observed it. Only e-learning has nobody who was there."


class WithdrawnAlready(Refused):
    words = "It is withdrawn already. Nothing was changed."


class NoPolicyDraft(Refused):
    words = "No next version is drafted. Draft one first."


class SkillAlreadyThere(Refused):
    """The draft has a skill of that name."""


class NeedAlreadyThere(Refused):
    """The draft needs that kind of these people already."""


class PolicyIncomplete(Refused):
    """A skill needs nothing, or there is no skill."""


class ELearningAlone(Refused):
    """For somebody, a skill would be reached by e-learning alone."""


class WholeComesTooOften(Refused):
    """The whole is due no later than a refresh would be."""


class OwnGoal(Refused):
    """Nobody opens their own coaching goal, or observes themselves."""

    words = "Nobody opens their own coaching goal. Whoever supervises you does. Nothing was changed."


class AnotherDay(Refused):
    """A day that cannot be: a re-observation behind or far ahead, or one that was before the goal was opened."""


class SeenAlready(Refused):
    words = "It was seen again already, and is closed. Nothing was changed."


class NothingLikeIt(Refused):
    """What it came from is no record of this person that the goal may name."""

    words = "What it came from is not there any more. Open the goal from the person's page."


class FileIsUnreadable(Refused):
    """The file is no table; the text says what to do."""


class LinesAreWrong(Refused):
    """Some lines cannot be taken, and it was not said that they are left out."""

    words = "Some lines cannot be taken. Put them right, or leave them out. Nothing was changed."


class ColumnsAreMissing(Refused):
    """No column holds what a file of evidence cannot do without."""


class ChangedSince(Refused):
    """It would bring something else than what was shown."""

    words = "Something has changed since this was shown. Look again, then bring it in. Nothing was changed."


class AlreadyBroughtIn(Refused):
    words = "This file was brought in already."


class NotBroughtIn(Refused):
    words = "This file does not stand: it was taken back already, or never brought in."


class OwnInTheFile(Refused):
    words = "Something in this file is evidence about you. Somebody else takes it back. Nothing was changed."
