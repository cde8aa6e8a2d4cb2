"""What the label monitor registers when the app starts."""

from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.common.shipped import Shipped, register_shipped

# The rules are known once they are read.
from . import holdings, rules, shipped  # noqa: F401


def register() -> None:
    holdings.register()
    register_entry(Entry("labels", "Words", "/labels/", 30, gives_way=6))
    register_shipped(Shipped("boundaries.labels", 75, shipped.ship))
