"""What changes inspector access, and what is read under it."""

from .giving import Wanted, end_access, give_access
from .items import Given, answer_item, ask_for_item
from .reading import Read, open_access, read_record, read_table
from .trail import SUBJECT, VIEWED

__all__ = [
    "SUBJECT",
    "VIEWED",
    "Given",
    "Read",
    "Wanted",
    "answer_item",
    "ask_for_item",
    "end_access",
    "give_access",
    "open_access",
    "read_record",
    "read_table",
]
