"""Seal every note again with the current key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workforce_assurance.structured_templates.commands import rotate_note_keys
from workforce_assurance.structured_templates.vault import VaultError


class Command(BaseCommand):
    help = "Seal every note again with the first key of NOTE_KEYS. Can be stopped and started again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rotated = rotate_note_keys(now=timezone.now())
        except VaultError as refused:
            raise CommandError(f"{refused} What was sealed again before stays so.") from refused
        self.stdout.write(f"{rotated} values were sealed again. Keys after the first may be taken out of NOTE_KEYS.")
