"""The practice of boundaries: restrictive decisions with the supervision gate, interaction reviews, standards, and competency."""

from django.apps import AppConfig


class BoundariesConfig(AppConfig):
    name = "boundaries"

    def ready(self) -> None:
        from . import registered

        registered.register()
