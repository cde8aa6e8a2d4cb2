"""Everything that changes audits and their readings."""

from .asking import WITHIN, give_days, move_reminders
from .drawing import Wanted, draw_audit
from .passing import pass_reading
from .reading import give_reading, keep_codes, read

__all__ = [
    "WITHIN", "Wanted", "draw_audit", "give_days", "give_reading", "keep_codes", "move_reminders", "pass_reading", "read",
]  # fmt: skip
