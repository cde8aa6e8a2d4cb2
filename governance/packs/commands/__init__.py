"""What changes evidence packs."""

from .asking import SUBJECT, Wanted, ask_for_pack, cancel_pack
from .making import make_waiting
from .standards import Said, add_clause, add_standard, change_clause, change_standard, take_clause_out

__all__ = [
    "SUBJECT",
    "Said",
    "Wanted",
    "add_clause",
    "add_standard",
    "ask_for_pack",
    "cancel_pack",
    "change_clause",
    "change_standard",
    "make_waiting",
    "take_clause_out",
]
