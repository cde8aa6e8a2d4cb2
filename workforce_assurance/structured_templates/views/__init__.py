"""The pages of records."""

from .conflict import Conflict
from .draft import Autosave
from .ending import AddStatement, Amend, Finish, Reopen, Sign
from .record import Check, History, Hub, LastTime, Read
from .section import SectionPage

__all__ = [
    "AddStatement",
    "Amend",
    "Autosave",
    "Check",
    "Conflict",
    "Finish",
    "History",
    "Hub",
    "LastTime",
    "Read",
    "Reopen",
    "SectionPage",
    "Sign",
]
