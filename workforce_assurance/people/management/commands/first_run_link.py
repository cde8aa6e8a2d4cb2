"""`manage.py first_run_link`: the address at which an empty installation is claimed, printed to whoever runs it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from workforce_assurance.people.first_run import DAYS, is_open, new_token


class Command(BaseCommand):
    help = "Print the link with which the first administrator sets up an empty installation."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_open():
            raise CommandError("The first run is over: there is an organisation. Sign in, or ask an administrator.")
        address = settings.SITE_URL + reverse("people:first_run", args=[new_token(now=timezone.now())])
        self.stdout.write(f"Open this link to set up the organisation; it works for {DAYS} days: {address}")
