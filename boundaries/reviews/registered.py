"""What interaction reviews register when the app starts."""

from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.common.shipped import Shipped, register_shipped

# The rules are known once they are read.
from . import charges, holdings, obligations, panels, purposes, rules, shipped, sources  # noqa: F401


def register() -> None:
    for module in (obligations, purposes, panels, sources, holdings, charges):
        module.register()
    register_entry(Entry("reviews", "Reviews", "/reviews/", 28, gives_way=4))
    register_shipped(Shipped("boundaries.review_ladder", 48, shipped.ship_ladder))
    register_shipped(Shipped("boundaries.reviews", 73, shipped.ship))
