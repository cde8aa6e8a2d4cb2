"""Everything that changes interactions, samples, reviews and the rubric."""

from .frame import Told, flag_interaction, import_interactions, leave_out
from .ratings import give_rating, keep_scores, pass_rating
from .reviews import close_past_reviews, close_review
from .rubric import change_criterion, hold_calibration, publish_rubric, ship_rubric
from .samples import Wanted, draw_sample

__all__ = [
    "Told",
    "Wanted",
    "change_criterion",
    "close_past_reviews",
    "close_review",
    "draw_sample",
    "flag_interaction",
    "give_rating",
    "hold_calibration",
    "import_interactions",
    "keep_scores",
    "leave_out",
    "pass_rating",
    "publish_rubric",
    "ship_rubric",
]
