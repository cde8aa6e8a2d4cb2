"""The supervision practice."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"

    def ready(self) -> None:
        from . import obligations, purpose

        obligations.register()
        purpose.register()
