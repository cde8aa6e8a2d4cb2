"""What audits register when the app starts."""

from workforce_assurance.common.shipped import Shipped, register_shipped

# The rules are known once they are read.
from . import charges, holdings, obligations, panels, printing, purposes, rules, shipped, sources  # noqa: F401


def register() -> None:
    for module in (holdings, purposes, sources, panels, obligations, charges, printing):
        module.register()
    # Before the ladders that every kind gets which brings none of its own.
    register_shipped(Shipped("governance.audit_ladder", 48, shipped.ship_ladder))
    register_shipped(Shipped("governance.audits", 75, shipped.ship))
