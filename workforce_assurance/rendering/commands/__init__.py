"""What changes files."""

from .asking import ask_for_file, forget_files
from .making import make_waiting

__all__ = ["ask_for_file", "forget_files", "make_waiting"]
