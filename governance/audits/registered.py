"""What audits register when the app starts."""

from workforce_assurance.common.shipped import Shipped, register_shipped

# The rules are known once they are read.
from . import holdings, panels, purposes, rules, shipped, sources  # noqa: F401


def register() -> None:
    for module in (holdings, purposes, sources, panels):
        module.register()
    register_shipped(Shipped("governance.audits", 75, shipped.ship))
