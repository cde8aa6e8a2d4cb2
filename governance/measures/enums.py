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

    @property
    def depth(self) -> int:
        """How far down it lies: the organisation at the top."""
        return list(PlaceKind).index(self)


class BetterWay(models.TextChoices):
    """Which direction of a measure is an improvement, as somebody sets it."""

    HIGH = "high", "Higher is better"
    LOW = "low", "Lower is better"
    NEITHER = "neither", "Neither is better"


class NoteKind(models.TextChoices):
    """What is noted beside a chart."""

    POLICY = "policy", "A policy or a way of working changed"
    LEAVE = "leave", "Somebody who leads was away or left"
    STAFFING = "staffing", "Staffing or workload changed"
    RECORDING = "recording", "It was recorded otherwise"
    SHOWS = "shows", "What this shows"
    DOING = "doing", "What we are doing"
