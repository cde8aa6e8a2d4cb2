"""Plan supervision ahead, now."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from supervision import commands


class Command(BaseCommand):
    help = "Plan everybody's sessions up to the horizon; what is there already is left or brought up to date."

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = commands.plan_ahead(now=timezone.now())
        self.stdout.write(f"{done.planned} planned, {done.changed} changed, {done.withdrawn} withdrawn")
