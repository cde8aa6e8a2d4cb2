"""What competency registers when the app starts."""

from typing import Any

from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
from workforce_assurance.common.shipped import Shipped, register_shipped

# The rules are known once they are read.
from . import holdings, obligations, panels, purposes, rules, shipped  # noqa: F401

ABOUT = "Which skills there are, which evidence each needs of whom, how long it lasts, and how it is refreshed."


def _sets_up(viewer: Any) -> bool:
    return bool(viewer.has_perm("boundaries.set_up_competency"))


def register() -> None:
    for module in (obligations, purposes, panels, holdings):
        module.register()
    register_entry(Entry("competency", "Competency", "/competency/", 29, gives_way=5))
    register_set_up_page(SetUpPage("competency", "Competency", "/set-up/competency/", ABOUT, 63, _sets_up))
    # Before the ladders that every kind gets which brings none of its own.
    register_shipped(Shipped("boundaries.competency_ladders", 49, shipped.ship_ladders))
    register_shipped(Shipped("boundaries.competency", 74, shipped.ship))
