"""What changes ladders, episodes and notices, one module for each thing."""

from .alerts import alerts_ended, prepare_alerts
from .ladders import (
    LadderNotReady,
    LadderPublished,
    Step,
    copy_ladder,
    edit_ladder,
    publish_ladder,
    ship_ladder,
    ship_ladders,
)
from .reactions import (
    AlreadyTold,
    CannotBeHandedTo,
    EpisodeClosed,
    PutOffTooLong,
    PutOffTooOften,
    acknowledge,
    acknowledge_mail,
    close_all_episodes,
    close_episodes,
    hand_over,
    snooze,
)
from .starting import AlreadyStarted, NothingToStart, start_kind
from .storms import HoldConfirmed, confirm_hold
from .sweeping import sweep
from .telling import MAIL_KIND

__all__ = [
    "MAIL_KIND",
    "AlreadyStarted",
    "AlreadyTold",
    "CannotBeHandedTo",
    "EpisodeClosed",
    "HoldConfirmed",
    "LadderNotReady",
    "LadderPublished",
    "NothingToStart",
    "PutOffTooLong",
    "PutOffTooOften",
    "Step",
    "acknowledge",
    "acknowledge_mail",
    "alerts_ended",
    "close_all_episodes",
    "close_episodes",
    "confirm_hold",
    "copy_ladder",
    "edit_ladder",
    "hand_over",
    "prepare_alerts",
    "publish_ladder",
    "ship_ladder",
    "ship_ladders",
    "snooze",
    "start_kind",
    "sweep",
]
