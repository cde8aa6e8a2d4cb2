"""The outbox app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "workforce_assurance.outbox"

    def ready(self) -> None:
        from workforce_assurance.people.post import post

        from . import checks, held  # noqa: F401
        from .account_mails import register_account_mails
        from .commands import enqueue
        from .doorbell import doorbell
        from .ringing import ring

        held.register()
        doorbell.connect(ring)
        register_account_mails()
        post.connect(enqueue)
