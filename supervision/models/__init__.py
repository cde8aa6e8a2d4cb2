"""Cadence policies, sessions with the due date they answer to, and what sessions agreed."""

from .adjustments import Adjustment
from .policies import CadencePolicy, PhaseInStep
from .sessions import Session, SessionMove

__all__ = ["Adjustment", "CadencePolicy", "PhaseInStep", "Session", "SessionMove"]
