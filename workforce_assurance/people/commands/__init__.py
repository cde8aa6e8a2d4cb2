"""What changes people, one module for each thing."""

from .bounces import note_bounce

__all__ = ["note_bounce"]
