"""What rendering refuses, named for what happened."""

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """Says in a sentence why nothing was done."""


class NotPrintable(Refused):
    """There is no such printable, or this person may not have it."""


class TooManyWaiting(Refused):
    """One person waits for as many files as they may at once."""


class NotMade(Exception):
    """A file could not be made; `why` is one of File.Why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
