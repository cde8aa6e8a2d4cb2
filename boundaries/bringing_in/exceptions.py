"""Why a command of imported decisions refused."""

from ..exceptions import Refused


class FileIsUnreadable(Refused):
    """The file is no table; the text says what to do."""


class LinesAreWrong(Refused):
    """Some lines cannot be taken, and it was not said that they are left out."""

    words = "Some lines cannot be taken. Put them right, or leave them out. Nothing was changed."


class ColumnsAreMissing(Refused):
    """No column holds what a file of decisions cannot do without."""


class ChangedSince(Refused):
    """It would bring something else than what was shown."""

    words = "Something has changed since this was shown. Look again, then bring it in. Nothing was changed."


class AlreadyBroughtIn(Refused):
    """The file was brought in before."""

    words = "This file was brought in already."


class NotBroughtIn(Refused):
    """What was not brought in, or was taken back before, cannot be taken back."""

    words = "This file does not stand: it was taken back already, or never brought in."


class UsedSince(Refused):
    """Something here belongs to one of its decisions."""

    words = "An appeal, an action or something else belongs to one of these decisions since. They stay."
