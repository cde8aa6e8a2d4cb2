"""Why a command of safe contact refused."""

from ..exceptions import Refused


class WrongEnd(Refused):
    """A protocol ends in the days to come, and within its longest time."""


class OverAlready(Refused):
    """It is over."""


class ReviewedAlready(Refused):
    """Somebody has looked at it."""


class SetByThem(Refused):
    """Whoever set a protocol does not look at it for the team."""


class NotInUse(Refused):
    """The route is not in use any more."""
