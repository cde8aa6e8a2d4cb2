"""`manage.py load_shipped`: the templates, ladders and policies that the product comes with, where none are yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from workforce_assurance.common.shipped import SHIPPED, load_shipped


class Command(BaseCommand):
    help = "Load the shipped templates, ladders and policies that are missing; what was edited since is left alone."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        load_shipped(now=timezone.now())
        self.stdout.write(f"The shipped data is there ({len(SHIPPED)} kinds).")
