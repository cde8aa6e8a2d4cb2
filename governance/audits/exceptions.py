"""Why a command of audits refused."""

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class NothingToAudit(Refused):
    """Nothing of these days and teams can be drawn."""


class NotTheirTeams(Refused):
    """A team lies in a service whose governance they do not lead."""


class NobodyToRead(Refused):
    """None of those chosen may read one of the records that were drawn."""


class NotTheirReading(Refused):
    """Whoever was asked reads and gives it."""


class IsParty(Refused):
    """Whoever reads has no part in what is read."""


class ReadingGiven(Refused):
    """It was given and changes no more."""


class ReadBySomebodyElse(Refused):
    """Whoever it would be handed on to may not read it."""


class DayOutOfReach(Refused):
    """The day by which it is read is over, or more than a year away."""


class ReadingIncomplete(Refused):
    """A check has no answer, or words are typed and not saved."""


class CodeUnknown(Refused):
    """A check does not offer that answer."""
