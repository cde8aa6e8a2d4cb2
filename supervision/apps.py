"""The supervision practice."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig

# The modules that offer something to the lower floors.
REGISTERED = (
    *("obligations", "signatures", "gaps", "reviews"),
    *("purpose", "group_purpose", "agreement_purpose"),
    *("panels", "agreement_panels", "adjustment_list", "group_panels", "last_time"),
    *("actions", "charges", "completion_print", "extra_sessions", "holdings", "meetings", "preparation"),
)
# The pages under Set-up by the last part of their address.
SET_UP = (
    ("cadence", "Cadence policies", 50, "How often supervision is due, for the organisation, a team or a person."),
    (
        "preparation",
        "Reminders to prepare",
        55,
        "How many working days before a session people are reminded to prepare.",
    ),
    ("signing", "Time to sign", 56, "Within how many working days the record of a session is signed."),
)


def _sets_cadence(viewer: Any) -> bool:
    return bool(viewer.has_perm("supervision.set_up_cadence"))


class SupervisionConfig(AppConfig):
    name = "supervision"

    def ready(self) -> None:
        from workforce_assurance.common.shipped import Shipped, register_shipped

        from . import shipped

        for name in REGISTERED:
            import_module(f"{self.name}.{name}").register()
        _register_set_up_pages()
        # Before the ladders that every kind gets which brings none of its own.
        register_shipped(Shipped("supervision.ladders", 45, shipped.ship_ladders))
        register_shipped(Shipped("supervision", 60, shipped.ship))


def _register_set_up_pages() -> None:
    from workforce_assurance.common.set_up import SetUpPage, register_set_up_page

    for key, title, order, about in SET_UP:
        register_set_up_page(SetUpPage(key, title, f"/set-up/{key}/", about, order, _sets_cadence))
