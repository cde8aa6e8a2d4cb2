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


class Cancelled(Exception):
    """Somebody cancelled a pack while it was being made, or another maker took it over."""
