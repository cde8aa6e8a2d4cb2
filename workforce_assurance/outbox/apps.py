"""The outbox app."""

from django.apps import AppConfig


def _ring() -> None:
    """Celery is a third of what a web process would hold in memory: it is loaded with the first ring."""
    from .tasks import send

    send.delay()


class OutboxConfig(AppConfig):
    name = "workforce_assurance.outbox"

    def ready(self) -> None:
        from workforce_assurance.people.post import post

        from . import checks, held  # noqa: F401
        from .account_mails import register_account_mails
        from .commands import enqueue
        from .doorbell import doorbell

        held.register()
        doorbell.connect(_ring)
        register_account_mails()
        post.connect(enqueue)
