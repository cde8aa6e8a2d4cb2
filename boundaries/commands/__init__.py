"""Everything that changes what the practice of boundaries holds."""

from .appeals import answer_appeal, record_appeal
from .catalogue import publish_catalogue, ship_catalogue
from .course import keep_time, lift_decision
from .decisions import Wanted, change_draft, draft_decision, renew_decision, withdraw_decision
from .equality import note_equality
from .gate import approve_decision, decide_in_emergency, refuse_decision, return_decision, send_to_gate
from .looks import look_again
from .packs import hold_to_packs, step_done
from .passing import pass_appeal, pass_deadline, pass_visit

__all__ = [
    "Wanted",
    "answer_appeal",
    "approve_decision",
    "change_draft",
    "decide_in_emergency",
    "draft_decision",
    "hold_to_packs",
    "keep_time",
    "lift_decision",
    "look_again",
    "note_equality",
    "pass_appeal",
    "pass_deadline",
    "pass_visit",
    "publish_catalogue",
    "record_appeal",
    "refuse_decision",
    "renew_decision",
    "return_decision",
    "send_to_gate",
    "ship_catalogue",
    "step_done",
    "withdraw_decision",
]
