"""The common app."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "workforce_assurance.common"

    def ready(self) -> None:
        from .navigation import Entry, register_entry

        register_entry(Entry(key="today", label="Today", url="/", order=0))
