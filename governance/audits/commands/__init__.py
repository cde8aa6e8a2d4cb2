"""Everything that changes audits and their readings."""

from .drawing import Wanted, draw_audit
from .reading import give_reading, keep_codes, read

__all__ = ["Wanted", "draw_audit", "give_reading", "keep_codes", "read"]
