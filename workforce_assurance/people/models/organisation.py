"""The organisation and its holidays."""

from django.db import models
from django.db.models import Q


class Organisation(models.Model):
    """The one organisation that this installation serves, and its settings."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=60, default="Europe/London")
    country = models.CharField(max_length=2, default="GB", help_text="ISO 3166 code; seeds the holidays.")
    subdivision = models.CharField(max_length=10, blank=True, default="ENG")
    safety_net_email = models.EmailField(
        help_text="Receives what would otherwise reach nobody. A shared mailbox that somebody reads every working day."
    )
    smallest_group = models.PositiveSmallIntegerField(default=5, help_text="k: smaller groups are not shown.")
    largest_span = models.PositiveSmallIntegerField(default=10, help_text="A supervisor with more workers is marked.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_organisation", condition=Q(id=1)),
            models.CheckConstraint(
                name="smallest_group_is_3_to_20", condition=Q(smallest_group__gte=3, smallest_group__lte=20)
            ),
            models.CheckConstraint(
                name="largest_span_is_1_to_100", condition=Q(largest_span__gte=1, largest_span__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day on which working-day clocks stand still."""

    day = models.DateField(primary_key=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
