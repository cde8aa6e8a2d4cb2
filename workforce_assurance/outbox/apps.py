"""The outbox app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "workforce_assurance.outbox"

    def ready(self) -> None:
        from . import checks  # noqa: F401
        from .doorbell import doorbell
        from .tasks import send

        doorbell.connect(send.delay)
