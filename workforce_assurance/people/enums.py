"""The coded words of people and teams."""

from django.db import models


class Role(models.TextChoices):
    """What somebody may do beyond their place in the lines; worker, supervisor and manager follow from the lines."""

    ADMINISTRATOR = "administrator", "Administrator"
    GOVERNANCE_LEAD = "governance_lead", "Governance lead"
    DATA_PROTECTION = "data_protection", "Data protection lead"


class LeaveKind(models.TextChoices):
    ANNUAL = "annual", "Annual leave"
    SICK = "sick", "Sickness"
    PARENTAL = "parental", "Parental leave"
    OTHER = "other", "Other leave"
