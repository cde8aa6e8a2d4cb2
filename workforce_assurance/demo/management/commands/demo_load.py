"""Load the invented organisation."""

import os
import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workforce_assurance.demo.load import PASSWORD, HoldsARealOrganisation, Loaded, load
from workforce_assurance.demo.staff import ZONE


class Command(BaseCommand):
    help = "Load an invented organisation with two years of supervision. For trying out, never for production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day that history ends before, as YYYY-MM-DD (default: today)"
        )

    def handle(self, *_: Any, today: date | None = None, **__: Any) -> None:
        if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".production"):
            raise CommandError("The invented organisation is never loaded with the settings for production.")
        begun = time.monotonic()
        try:
            loaded = load(today=today or timezone.now().astimezone(ZONE).date())
        except HoldsARealOrganisation as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(loaded, time.monotonic() - begun)

    def _tell(self, loaded: Loaded, seconds: float) -> None:
        if loaded.already:
            self.stdout.write("The invented organisation is loaded already.")
        else:
            counted = ", ".join(f"{number:,} {what}" for what, number in loaded.counts.items())
            self.stdout.write(f"Loaded an invented organisation: {counted} ({seconds:.0f} s).")
        self.stdout.write("Sign in as:")
        for found in loaded.sign_ins:
            self.stdout.write(f"  {found.role:<16} {found.person.email:<36} {found.person.full_name}, {found.what}")
        self.stdout.write(f'Everybody\'s password is "{PASSWORD}".')
