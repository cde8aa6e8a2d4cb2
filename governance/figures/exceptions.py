"""Why a command of imported figures refused."""

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class FileIsUnreadable(Refused):
    """The file is no table; the text says what to do."""


class LinesAreWrong(Refused):
    """Some lines cannot be taken, and it was not said that they are left out."""

    words = "Some lines cannot be taken. Put them right, or leave them out. Nothing was changed."


class ColumnsAreMissing(Refused):
    """No column holds what a file of this kind cannot do without."""


class FiguresChangedSince(Refused):
    """It would bring something else than what was shown."""

    words = "Something has changed since this was shown. Look again, then bring it in. Nothing was changed."


class AlreadyBroughtIn(Refused):
    """The file was brought in before."""

    words = "This file was brought in already."


class NotBroughtIn(Refused):
    """What was not brought in, or was taken back before, cannot be taken back."""

    words = "This file does not stand: it was taken back already, or never brought in."


class WrittenOverSince(Refused):
    """A later file replaced figures that this one brought."""

    words = "A later file replaced some of these figures. Take that one back first."
