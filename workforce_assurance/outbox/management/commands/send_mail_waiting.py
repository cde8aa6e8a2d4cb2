"""Send what waits, now."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workforce_assurance.outbox.commands import send_waiting


class Command(BaseCommand):
    help = "Send the mails that wait. Safe to run at any time, beside the worker too."

    def handle(self, *_: Any, **__: Any) -> None:
        counts = send_waiting(clock=timezone.now)
        told = ", ".join(f"{outcome} {number}" for outcome, number in sorted(counts.items()))
        self.stdout.write(told or "Nothing was waiting.")
