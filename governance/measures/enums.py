"""The fixed words of measures."""

from django.db import models


class MeasureKind(models.TextChoices):
    """What a measure is, and so by which chart it is judged."""

    PROPORTION = "proportion", "Percentage"
    RATE = "rate", "Rate"
    COUNT = "count", "Count"


class Small(models.TextChoices):
    """What makes a number too small to show: few in its group, or few that are counted."""

    GROUP = "group", "Fewer in the group than may be shown"
    COUNT = "count", "Fewer counted than may be shown"


class Suppressed(models.TextChoices):
    """How a value is hidden."""

    SMALL = "small", "Too small to show"
    WITHHELD = "withheld", "Suppressed"


class PlaceKind(models.TextChoices):
    ORGANISATION = "organisation", "The organisation"
    SERVICE = "service", "Service"
    TEAM = "team", "Team"
