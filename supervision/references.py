"""References of sessions: those of every floor."""

from workforce_assurance.common.references import ALPHABET, new_reference

__all__ = ["ALPHABET", "new_reference"]
