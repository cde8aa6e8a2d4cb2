"""Everything that changes what the practice of boundaries holds."""

from .catalogue import publish_catalogue, ship_catalogue
from .course import keep_time, lift_decision
from .decisions import Wanted, change_draft, draft_decision, renew_decision, withdraw_decision
from .gate import approve_decision, decide_in_emergency, refuse_decision, return_decision, send_to_gate

__all__ = [
    "Wanted",
    "approve_decision",
    "change_draft",
    "decide_in_emergency",
    "draft_decision",
    "keep_time",
    "lift_decision",
    "publish_catalogue",
    "refuse_decision",
    "renew_decision",
    "return_decision",
    "send_to_gate",
    "ship_catalogue",
    "withdraw_decision",
]
