"""What safe contact registers when the app starts."""

# The rules are known once they are read.
from . import panels, rules  # noqa: F401


def register() -> None:
    panels.register()
