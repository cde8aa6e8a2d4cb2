"""Why a command of evidence packs refused."""

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class TooManyPacksWait(Refused):
    """One person waits for as many packs as they may at once."""

    words = "Packs are being made for you already. Wait for one of them, or cancel it, then ask again."


class PackHasEnded(Refused):
    """A pack that was made, or was not, cannot be cancelled."""

    words = "This pack is not being made any more, so there is nothing to cancel."


class NameTaken(Refused):
    """A standard of that name is there."""

    words = "A standard of this name is there already. Change that one, or give this one another name."


class NumberTaken(Refused):
    """Another clause of the standard has that number."""

    words = "Another clause of this standard has this number already. Choose another, or change that one."


class NothingSaysAnything(Refused):
    """A clause that nothing answers and that no gap is known of says nothing."""

    words = "Choose what answers it, or say what does not: a clause without either says nothing."


class ClauseHasEnded(Refused):
    """Somebody else changed it, or took it out."""

    words = "Somebody else has changed this clause, or taken it out. Look at the standard again."


class Cancelled(Exception):
    """Somebody cancelled a pack while it was being made, or another maker took it over."""
