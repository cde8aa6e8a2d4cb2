"""The coded words of what is seen to again."""

from django.db import models


class UpkeepKind(models.TextChoices):
    LOOK = "safe_contact", "Safe contact to look at"
    RING = "test_call", "Route to ring"
    READ = "standard_review", "Standard to read again"

    @property
    def obligation(self) -> str:
        """What it is called where ladders are."""
        return f"boundaries.{self.value}"


class UpkeepState(models.TextChoices):
    WAITS = "waits", "Waits"
    MET = "met", "Met, or asked no more"
