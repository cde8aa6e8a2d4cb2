"""The catalogue of restrictive decisions, decisions, the gate, and what runs out."""

from .appeals import Appeal, SecondLook
from .catalogue import CatalogueVersion, DecisionKind, Ground
from .deadlines import Deadline
from .decisions import Decision
from .gate import GateVisit

__all__ = ["Appeal", "CatalogueVersion", "Deadline", "Decision", "DecisionKind", "GateVisit", "Ground", "SecondLook"]
