"""The audit app."""

from typing import Any

from django.apps import AppConfig


def _sees_trail(viewer: Any) -> bool:
    return bool(viewer.has_perm("people.see_trail"))


class AuditConfig(AppConfig):
    name = "workforce_assurance.audit"

    def ready(self) -> None:
        from workforce_assurance.common.set_up import SetUpPage, register_set_up_page

        from . import held

        held.register()
        about = "Who changed and who read what, and when."
        register_set_up_page(SetUpPage("trail", "Trail", "/set-up/trail/", about, 95, _sees_trail))
