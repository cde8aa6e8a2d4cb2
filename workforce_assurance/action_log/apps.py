"""The action log."""

from typing import Any

from django.apps import AppConfig


def _sets_up(viewer: Any) -> bool:
    return bool(viewer.has_perm("action_log.set_up_actions"))


class ActionLogConfig(AppConfig):
    name = "workforce_assurance.action_log"

    def ready(self) -> None:
        from workforce_assurance.common.navigation import Entry, register_entry
        from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
        from workforce_assurance.common.shipped import Shipped, register_shipped

        from . import carried, charges, held, itself, obligations, printing, shipped, today

        obligations.register()
        itself.register()
        held.register()
        today.register()
        carried.register()
        printing.register()
        charges.register()
        register_entry(Entry("actions", "Actions", "/actions/", 27, also=("/changes/",), gives_way=1))
        about = "What actions and incidents can have in common; versioned."
        register_set_up_page(SetUpPage("themes", "Themes", "/set-up/themes/", about, 64, _sets_up))
        about = "How soon what is done is checked, and when it is looked at whether it worked."
        register_set_up_page(SetUpPage("actions", "Times of actions", "/set-up/actions/", about, 65, _sets_up))
        # Before the ladders that every kind gets which brings none of its own.
        register_shipped(Shipped("action_log.ladders", 44, shipped.ship_ladders))
        register_shipped(Shipped("action_log", 55, shipped.ship))
