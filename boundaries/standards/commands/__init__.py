"""Everything that changes boundary standards."""

from .asking import ask_to_attest
from .attesting import attest, talk_over
from .exceptions_of_teams import Asked, answer_exception, ask_for_exception
from .reading import say_it_holds
from .versions import (
    Scene,
    Worded,
    add_standard,
    discard_standard,
    draft_standard,
    publish_standard,
    ship_standards,
    word_standard,
)

__all__ = [
    "Asked",
    "Scene",
    "Worded",
    "add_standard",
    "answer_exception",
    "ask_for_exception",
    "ask_to_attest",
    "attest",
    "discard_standard",
    "draft_standard",
    "publish_standard",
    "say_it_holds",
    "ship_standards",
    "talk_over",
    "word_standard",
]
