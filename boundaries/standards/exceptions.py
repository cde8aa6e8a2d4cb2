"""Why a command of boundary standards refused."""

from ..exceptions import Refused


class StandardIncomplete(Refused):
    """A card says what we can do, what we cannot, how to say it, and the same in plain words."""


class NoDraft(Refused):
    """No next version is drafted, or this one is published."""


class CodeTaken(Refused):
    """Another standard has that title."""


class NotInForce(Refused):
    """No version of it is in force."""


class NotAsked(Refused):
    """It was attested, or is not asked any more."""


class ScenarioUnanswered(Refused):
    """Every scenario has an answer; that one is not sure is one."""


class WrongDays(Refused):
    """An exception begins today or later and lasts so many days at most."""


class AnsweredAlready(Refused):
    """Somebody has approved or refused it."""


class NotTheirOwn(Refused):
    """Whoever asked for an exception does not approve it."""


class TalkedOverAlready(Refused):
    """It was ticked before."""
