"""What changes actions, their evidence and looks, and the list of themes."""

from .board import put_on_board, take_off_board
from .dates import extend_action, reopen_action
from .ending import cancel_action, look_at_action, recurrences_of, theme_came_back
from .hand_over import hand_over_action, hand_over_actions, hand_over_check
from .opening import Agreed, open_action
from .progress import check_evidence, refuse_evidence, start_action, submit_evidence
from .settings import set_times
from .themes import Worded, copy_themes, edit_themes, publish_themes, ship_themes
from .waiting import move_reminders

__all__ = [
    "Agreed",
    "Worded",
    "cancel_action",
    "check_evidence",
    "copy_themes",
    "edit_themes",
    "extend_action",
    "hand_over_action",
    "hand_over_actions",
    "hand_over_check",
    "look_at_action",
    "move_reminders",
    "open_action",
    "publish_themes",
    "put_on_board",
    "recurrences_of",
    "refuse_evidence",
    "reopen_action",
    "set_times",
    "ship_themes",
    "start_action",
    "submit_evidence",
    "take_off_board",
    "theme_came_back",
]
