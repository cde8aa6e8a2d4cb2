"""Sweep what is overdue, now."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workforce_assurance.escalations import commands


class Command(BaseCommand):
    help = "Open, climb and tell what ran out. Safe to run at any time, beside the worker too."

    def handle(self, *_: Any, **__: Any) -> None:
        done = commands.sweep(now=timezone.now())
        self.stdout.write(
            f"Reminded {done.reminded}, opened {done.opened}, climbed {done.climbed}; "
            f"{done.noticed} notices in {done.mails} mails."
        )
