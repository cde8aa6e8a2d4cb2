"""What boundary standards register when the app starts."""

from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.common.shipped import Shipped, register_shipped

# The rules are known once they are read.
from . import holdings, obligations, panels, printing, rules, shipped  # noqa: F401


def register() -> None:
    for module in (obligations, panels, holdings, printing):
        module.register()
    register_entry(Entry("standards", "Standards", "/standards/", 29, gives_way=6))
    register_shipped(Shipped("boundaries.attestation_ladder", 49, shipped.ship_ladder))
    register_shipped(Shipped("boundaries.standards", 74, shipped.ship))
