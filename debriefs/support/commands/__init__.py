"""Everything that changes what is held of support."""

from .caseload import (
    Lightened,
    answer_adjustment,
    end_adjustment,
    lapse_adjustments,
    pass_adjustment,
    prolong_adjustment,
    propose_adjustment,
    review_adjustment,
)
from .check_ins import answer_check_in, forget_unsent, prefer_check_ins, send_check_ins
from .kinds import KindSaid, pass_kind, set_support, ship_kinds
from .offers import answer_offer, offer_support
from .requests import answer_request, ask_for_support, pass_request, withdraw_request

__all__ = [
    "KindSaid",
    "Lightened",
    "answer_adjustment",
    "answer_check_in",
    "answer_offer",
    "answer_request",
    "ask_for_support",
    "end_adjustment",
    "forget_unsent",
    "lapse_adjustments",
    "offer_support",
    "pass_adjustment",
    "pass_kind",
    "pass_request",
    "prefer_check_ins",
    "prolong_adjustment",
    "propose_adjustment",
    "review_adjustment",
    "send_check_ins",
    "set_support",
    "ship_kinds",
    "withdraw_request",
]
