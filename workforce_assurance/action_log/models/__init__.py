"""Actions, the dates they answer to, their evidence and whether they worked, and the list of themes."""

from .actions import Action, HandOver, LogSetting
from .board import BoardLine
from .clocks import Deadline, Evidence, Look
from .themes import Theme, ThemeList
from .waiting import Waiting

__all__ = [
    "Action",
    "BoardLine",
    "Deadline",
    "Evidence",
    "HandOver",
    "LogSetting",
    "Look",
    "Theme",
    "ThemeList",
    "Waiting",
]
