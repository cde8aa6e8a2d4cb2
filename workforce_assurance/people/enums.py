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


class SupportWay(models.TextChoices):
    """A kind of support for staff; which of them an organisation offers, it says under Set-up."""

    PEER = "peer", "A talk with a colleague"
    MANAGER = "manager", "A talk with a manager"
    EMPLOYEE_ASSISTANCE = "employee_assistance", "Employee assistance"
    OCCUPATIONAL_HEALTH = "occupational_health", "Occupational health"
    TIME_OFF_TASK = "time_off_task", "Time off the task"
