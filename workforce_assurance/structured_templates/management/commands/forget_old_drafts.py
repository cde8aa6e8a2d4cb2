"""Let old drafts go."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workforce_assurance.structured_templates.commands import forget_old_drafts


class Command(BaseCommand):
    help = "Empty drafts and kept texts that nobody has touched for DRAFTS_KEPT_DAYS days; answers stay."

    def handle(self, *args: Any, **options: Any) -> None:
        forgotten = forget_old_drafts(now=timezone.now())
        self.stdout.write(f"{forgotten} drafts and kept texts were let go.")
