"""Everything that changes what is held of complaints."""

from .course import acknowledge_complaint, answer_complaint, close_complaint, withdraw_complaint
from .links import link_complaint, unlink_complaint
from .passing import name_people, note_told, pass_complaint
from .policy import Days, set_policy, ship_policy
from .recording import Facts, Received, change_facts, record_complaint

__all__ = [
    "Days",
    "Facts",
    "Received",
    "acknowledge_complaint",
    "answer_complaint",
    "change_facts",
    "close_complaint",
    "link_complaint",
    "name_people",
    "note_told",
    "pass_complaint",
    "record_complaint",
    "set_policy",
    "ship_policy",
    "unlink_complaint",
    "withdraw_complaint",
]
