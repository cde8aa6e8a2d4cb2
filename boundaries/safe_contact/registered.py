"""What safe contact registers when the app starts."""

# The rules are known once they are read.
from . import rules  # noqa: F401


def register() -> None:
    """What Today shows of it, and what runs out, is seen to: boundaries.upkeep."""
