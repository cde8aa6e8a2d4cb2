"""What changes board papers."""

from .drafting import Wanted, draft_paper, take_figures_anew, throw_away
from .issuing import issue_paper
from .writing import MOST_CAVEATS, choose_readers, take_caveat_back, write_caveat

__all__ = [
    "MOST_CAVEATS",
    "Wanted",
    "choose_readers",
    "draft_paper",
    "issue_paper",
    "take_caveat_back",
    "take_figures_anew",
    "throw_away",
    "write_caveat",
]
