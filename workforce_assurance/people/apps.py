"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "workforce_assurance.people"

    def ready(self) -> None:
        from . import registered

        registered.register()
