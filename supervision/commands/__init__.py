"""Everything that changes supervision's data."""

from .adjustments import agree_adjustments, check_adjustment
from .places import Whereabouts, set_place
from .planning import plan_ahead, plan_for
from .policies import (
    Terms,
    copy_policy,
    discard_draft,
    draft_policy,
    publish_policy,
    redraft_policy,
    retire_policy,
    ship_policy,
)
from .series import SeriesSet, end_series, set_series
from .sessions import (
    cancel_session,
    hold_session,
    miss_session,
    move_session,
    session_not_needed,
    start_session,
)

__all__ = [
    "SeriesSet",
    "Terms",
    "Whereabouts",
    "agree_adjustments",
    "cancel_session",
    "check_adjustment",
    "copy_policy",
    "discard_draft",
    "draft_policy",
    "end_series",
    "hold_session",
    "miss_session",
    "move_session",
    "plan_ahead",
    "plan_for",
    "publish_policy",
    "redraft_policy",
    "retire_policy",
    "session_not_needed",
    "set_place",
    "set_series",
    "ship_policy",
    "start_session",
]
