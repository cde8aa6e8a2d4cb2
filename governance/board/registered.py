"""What board papers register when the app starts."""

# The rules are known once they are read.
from . import holdings, mail, panels, printing, rules  # noqa: F401


def register() -> None:
    for module in (holdings, mail, panels, printing):
        module.register()
