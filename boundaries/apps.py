"""The practice of boundaries: restrictive decisions with the supervision gate, interaction reviews, standards, and competency."""

from typing import Any

from django.apps import AppConfig


def _sets_up(viewer: Any) -> bool:
    return bool(viewer.has_perm("boundaries.set_up_decisions"))


class BoundariesConfig(AppConfig):
    name = "boundaries"

    def ready(self) -> None:
        from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
        from workforce_assurance.common.shipped import Shipped, register_shipped

        from . import (
            carried,
            charges,
            gate_mail,
            hints,
            holdings,
            obligations,
            panels,
            printing,
            purposes,
            shipped,
            sources,
        )
        from .competency import registered as competency
        from .labels import registered as labels
        from .reviews import registered as reviews
        from .safe_contact import registered as safe_contact
        from .standards import registered as standards
        from .upkeep import registered as upkeep

        obligations.register()
        purposes.register()
        panels.register()
        sources.register()
        carried.register()
        holdings.register()
        charges.register()
        printing.register()
        hints.register()
        gate_mail.register()
        reviews.register()
        standards.register()
        safe_contact.register()
        upkeep.register()
        competency.register()
        labels.register()
        about = "Which restrictive decisions there are, who stands at their gate, and how long they may last."
        register_set_up_page(SetUpPage("decisions", "Restrictive decisions", "/set-up/decisions/", about, 62, _sets_up))
        # Before the ladders that every kind gets which brings none of its own.
        register_shipped(Shipped("boundaries.ladders", 47, shipped.ship_ladders))
        register_shipped(Shipped("boundaries", 72, shipped.ship))
