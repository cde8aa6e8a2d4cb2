"""The catalogue of restrictive decisions, decisions, the gate, what runs out, and what limits them."""

from .appeals import Appeal, SecondLook
from .catalogue import CatalogueVersion, DecisionKind, Ground
from .deadlines import Deadline
from .decisions import Decision
from .equality import EqualityFacts
from .gate import GateVisit
from .packs import FollowingStep, PackInUse, RulePack

__all__ = [
    "Appeal",
    "CatalogueVersion",
    "Deadline",
    "Decision",
    "DecisionKind",
    "EqualityFacts",
    "FollowingStep",
    "GateVisit",
    "Ground",
    "PackInUse",
    "RulePack",
    "SecondLook",
]
