"""Everything that changes evidence of competency and the policy."""

from .coaching import Observed, Wanted, observe_again, open_goal
from .evidence import Seen, record_evidence, withdraw_evidence
from .importing import bring_evidence_in, read_evidence_as, receive_evidence, take_evidence_back
from .observing import watch_goals
from .policy import (
    Asked,
    add_need,
    add_skill,
    discard_policy,
    draft_policy,
    publish_policy,
    ship_policy,
    take_out_need,
    take_out_skill,
)
from .watching import watch_competency, watch_people

__all__ = [
    "Asked",
    "Observed",
    "Seen",
    "Wanted",
    "add_need",
    "add_skill",
    "bring_evidence_in",
    "discard_policy",
    "draft_policy",
    "observe_again",
    "open_goal",
    "publish_policy",
    "read_evidence_as",
    "receive_evidence",
    "record_evidence",
    "ship_policy",
    "take_evidence_back",
    "take_out_need",
    "take_out_skill",
    "watch_competency",
    "watch_goals",
    "watch_people",
    "withdraw_evidence",
]
