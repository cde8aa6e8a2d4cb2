"""Episodes of obligations that run out, the ladders they climb, the notice of every rung, and the sweep."""

from .episodes import Episode, Notice, Reaction
from .ladders import LadderVersion, Rung
from .sweeps import Hold, Start, Sweep

__all__ = ["Episode", "Hold", "LadderVersion", "Notice", "Reaction", "Rung", "Start", "Sweep"]
