"""Everything that changes governance meetings."""

from .holding import (
    Decided,
    amend_minutes,
    approve_minutes,
    change_decision,
    close_meeting,
    decide,
    hold_meeting,
    is_complete,
    note_item,
    take_decision_back,
)
from .preparing import add_item, build_again, defer_item, merge_item, prepare_meeting, take_up_item
from .series import Wanted, begin_series, change_series, end_series, move_meeting

__all__ = [
    "Decided",
    "Wanted",
    "add_item",
    "amend_minutes",
    "approve_minutes",
    "begin_series",
    "build_again",
    "change_decision",
    "change_series",
    "close_meeting",
    "decide",
    "defer_item",
    "end_series",
    "hold_meeting",
    "is_complete",
    "merge_item",
    "move_meeting",
    "note_item",
    "prepare_meeting",
    "take_decision_back",
    "take_up_item",
]
