"""The supervision practice."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"

    def ready(self) -> None:
        from workforce_assurance.common.shipped import Shipped, register_shipped

        from . import obligations, panels, purpose, shipped

        obligations.register()
        purpose.register()
        panels.register()
        register_shipped(Shipped("supervision", 60, shipped.ship))
