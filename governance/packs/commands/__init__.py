"""What changes evidence packs."""

from .asking import SUBJECT, Wanted, ask_for_pack, cancel_pack
from .making import make_waiting

__all__ = ["SUBJECT", "Wanted", "ask_for_pack", "cancel_pack", "make_waiting"]
