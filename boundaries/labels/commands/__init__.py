"""Everything that changes the word list, what is contested of it, and what is found by it and judged."""

from .contests import contest_term, keep_term
from .judging import judge, read_sentence
from .sampling import draw_label_sample
from .scanning import look_for_labels
from .versions import Wording, change_term, ship_list, switch_off, switch_on

__all__ = [
    "Wording",
    "change_term",
    "contest_term",
    "draw_label_sample",
    "judge",
    "keep_term",
    "look_for_labels",
    "read_sentence",
    "ship_list",
    "switch_off",
    "switch_on",
]
