"""What is registered of what is seen to again when the app starts."""

from workforce_assurance.common.shipped import Shipped, register_shipped

from . import charges, holdings, obligations, panels, shipped


def register() -> None:
    for module in (obligations, panels, charges, holdings):
        module.register()
    register_shipped(Shipped("boundaries.upkeep_ladders", 49, shipped.ship_ladders))
    register_shipped(Shipped("boundaries.upkeep", 75, shipped.ship))
