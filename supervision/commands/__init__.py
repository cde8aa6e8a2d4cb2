"""Everything that changes supervision's data."""

from ..policy_terms import Terms
from .adjustments import agree_adjustments, carry_adjustment, check_adjustment, set_check_date
from .agreements import (
    Figures,
    change_figures,
    draft_agreement,
    follow_the_signatures,
    withdraw_agreement,
)
from .attendance import Was, correct_attendance, hold_group
from .coverage import Watched, watch_coverage
from .feeds import make_calendar_link, revoke_calendar_link
from .groups import GroupPlan, cancel_group, change_group_members, move_group, plan_group, start_group
from .places import Whereabouts, set_place
from .planning import plan_ahead, plan_for
from .policies import (
    check_terms,
    copy_policy,
    discard_draft,
    draft_policy,
    publish_policy,
    redraft_policy,
    retire_policy,
    ship_policy,
)
from .preparation import prefer_reminders, remind_to_prepare, set_preparation_times
from .prepared import prepare_session, release_prepared, take_back_prepared
from .reminders import move_agreement_reminders, move_gap_reminders, move_reminders, move_signature_reminders
from .series import SeriesSet, end_series, set_series
from .sessions import (
    cancel_session,
    hold_session,
    miss_session,
    move_session,
    session_not_needed,
    start_session,
)
from .signatures import (
    follow_up_signatures,
    set_signing_time,
    wait_for_group_signatures,
    wait_for_signatures,
)
from .times import Chosen, choose_times
from .topics import add_topic, leave_topic_for_next_time, move_topic_up, take_topic_back, tick_topic
from .uplifts import add_uplift, withdraw_uplift

__all__ = [
    "Chosen",
    "Figures",
    "GroupPlan",
    "SeriesSet",
    "Terms",
    "Was",
    "Watched",
    "Whereabouts",
    "add_topic",
    "add_uplift",
    "agree_adjustments",
    "cancel_group",
    "cancel_session",
    "carry_adjustment",
    "change_figures",
    "change_group_members",
    "check_adjustment",
    "check_terms",
    "choose_times",
    "copy_policy",
    "correct_attendance",
    "discard_draft",
    "draft_agreement",
    "draft_policy",
    "end_series",
    "follow_the_signatures",
    "follow_up_signatures",
    "hold_group",
    "hold_session",
    "leave_topic_for_next_time",
    "make_calendar_link",
    "miss_session",
    "move_agreement_reminders",
    "move_gap_reminders",
    "move_group",
    "move_reminders",
    "move_session",
    "move_signature_reminders",
    "move_topic_up",
    "plan_ahead",
    "plan_for",
    "plan_group",
    "prefer_reminders",
    "prepare_session",
    "publish_policy",
    "redraft_policy",
    "release_prepared",
    "remind_to_prepare",
    "retire_policy",
    "revoke_calendar_link",
    "session_not_needed",
    "set_check_date",
    "set_place",
    "set_preparation_times",
    "set_series",
    "set_signing_time",
    "ship_policy",
    "start_group",
    "start_session",
    "take_back_prepared",
    "take_topic_back",
    "tick_topic",
    "wait_for_group_signatures",
    "wait_for_signatures",
    "watch_coverage",
    "withdraw_agreement",
    "withdraw_uplift",
]
