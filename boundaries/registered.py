"""What boundaries registers when the app starts: decisions first, then each of its rooms."""

from typing import Any

from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
from workforce_assurance.common.shipped import Shipped, register_shipped

from . import carried, charges, gate_mail, hints, holdings, obligations, panels, printing, purposes, shipped, sources
from .competency import registered as competency
from .labels import registered as labels
from .reviews import registered as reviews

# The rules of safe contact are known once they are read; what Today shows of it, and what runs out, is upkeep's.
from .safe_contact import rules as safe_contact_rules  # noqa: F401
from .standards import registered as standards
from .upkeep import registered as upkeep

MODULES = (obligations, purposes, panels, sources, carried, holdings, charges, printing, hints, gate_mail)
ROOMS = (reviews, standards, upkeep, competency, labels)
ABOUT = "Which restrictive decisions there are, who stands at their gate, and how long they may last."


def _sets_up(viewer: Any) -> bool:
    return bool(viewer.has_perm("boundaries.set_up_decisions"))


def register() -> None:
    for module in (*MODULES, *ROOMS):
        module.register()
    register_set_up_page(SetUpPage("decisions", "Restrictive decisions", "/set-up/decisions/", ABOUT, 62, _sets_up))
    # Before the ladders that every kind gets which brings none of its own.
    register_shipped(Shipped("boundaries.ladders", 47, shipped.ship_ladders))
    register_shipped(Shipped("boundaries", 72, shipped.ship))
