"""The supervision practice."""

from typing import Any

from django.apps import AppConfig


def _sets_cadence(viewer: Any) -> bool:
    return bool(viewer.has_perm("supervision.set_up_cadence"))


class SupervisionConfig(AppConfig):
    name = "supervision"

    def ready(self) -> None:
        from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
        from workforce_assurance.common.shipped import Shipped, register_shipped

        from . import (
            actions,
            adjustment_list,
            agreement_panels,
            agreement_purpose,
            charges,
            completion_print,
            gaps,
            group_panels,
            group_purpose,
            holdings,
            last_time,
            obligations,
            panels,
            preparation,
            purpose,
            reviews,
            shipped,
            signatures,
        )

        obligations.register()
        signatures.register()
        gaps.register()
        completion_print.register()
        reviews.register()
        purpose.register()
        group_purpose.register()
        last_time.register()
        agreement_purpose.register()
        agreement_panels.register()
        charges.register()
        panels.register()
        adjustment_list.register()
        group_panels.register()
        holdings.register()
        preparation.register()
        actions.register()
        about = "How often supervision is due, for the organisation, a team or a person."
        register_set_up_page(SetUpPage("cadence", "Cadence policies", "/set-up/cadence/", about, 50, _sets_cadence))
        about = "How many working days before a session people are reminded to prepare."
        register_set_up_page(
            SetUpPage("preparation", "Reminders to prepare", "/set-up/preparation/", about, 55, _sets_cadence)
        )
        about = "Within how many working days the record of a session is signed."
        register_set_up_page(SetUpPage("signing", "Time to sign", "/set-up/signing/", about, 56, _sets_cadence))
        # Before the ladders that every kind gets which brings none of its own.
        register_shipped(Shipped("supervision.ladders", 45, shipped.ship_ladders))
        register_shipped(Shipped("supervision", 60, shipped.ship))
