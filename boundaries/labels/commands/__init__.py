"""Everything that changes the word list, and what is contested of it."""

from .contests import contest_term, keep_term
from .versions import Wording, change_term, ship_list, switch_off, switch_on

__all__ = ["Wording", "change_term", "contest_term", "keep_term", "ship_list", "switch_off", "switch_on"]
