"""What complaints register when the app starts."""

from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
from workforce_assurance.common.shipped import Shipped, register_shipped
from workforce_assurance.people import reach

# The rules are known once they are read.
from . import carried, charges, holdings, linked, obligations, panels, printing, purposes, rules, shipped, sources  # noqa: F401


def register() -> None:
    for module in (obligations, purposes, sources, panels, holdings, charges, linked, printing, carried):
        module.register()
    register_set_up_page(
        SetUpPage(
            key="complaints", label="Complaints", url="/complaints/set-up/", order=63,
            about="Within how many working days complaints are acknowledged and answered.",
            shown_to=reach.is_administrator,
        )
    )  # fmt: skip
    # Before the ladders that every kind gets which brings none of its own.
    register_shipped(Shipped("governance.complaint_ladders", 48, shipped.ship_ladders))
    register_shipped(Shipped("governance.complaints", 76, shipped.ship))
