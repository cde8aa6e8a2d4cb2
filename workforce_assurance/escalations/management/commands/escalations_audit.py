"""List every broken promise of escalation; the exit code is 1 when there is one."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workforce_assurance.escalations.auditing import broken_promises


class Command(BaseCommand):
    help = "List every promise of escalation that is broken now. No row is the right answer, in production too."

    def handle(self, *_: Any, **__: Any) -> None:
        broken = broken_promises(now=timezone.now())
        for one in broken:
            self.stdout.write(f"{one.promise}: {one.reference}")
        if broken:
            sys.exit(1)
        self.stdout.write("Every promise is kept.")
