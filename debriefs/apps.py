"""The practice of incidents and debriefs."""

from typing import Any

from django.apps import AppConfig


def _sets_up(viewer: Any) -> bool:
    return bool(viewer.has_perm("debriefs.set_up_incidents"))


class DebriefsConfig(AppConfig):
    name = "debriefs"

    def ready(self) -> None:
        from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
        from workforce_assurance.common.shipped import Shipped, register_shipped

        from . import (
            carried,
            charges,
            holdings,
            logged_mail,
            obligations,
            panels,
            purposes,
            recurrence,
            shipped,
            sources,
            told,
        )
        from .support import registered as support

        obligations.register()
        purposes.register()
        sources.register()
        recurrence.register()
        panels.register()
        holdings.register()
        charges.register()
        carried.register()
        told.register()
        support.register()
        logged_mail.register()
        about = "What kinds of incident there are, which debriefs follow, and who outside has to be told."
        register_set_up_page(SetUpPage("incidents", "Incident catalogue", "/set-up/incidents/", about, 60, _sets_up))
        about = "The list that debriefs speak of, and who owns each: what helped, stood in the way or was missing."
        register_set_up_page(SetUpPage("policies", "Policies", "/set-up/policies/", about, 61, _sets_up))
        # Before the ladders that every kind gets which brings none of its own.
        register_shipped(Shipped("debriefs.ladders", 46, shipped.ship_ladders))
        register_shipped(Shipped("debriefs", 70, shipped.ship))
