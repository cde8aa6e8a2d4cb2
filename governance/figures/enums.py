"""What figures there are, in which files they come, and where an import stands."""

from django.db import models

from workforce_assurance.common.uploads import ImportState

__all__ = ["Figure", "FileKind", "ImportState"]


class Figure(models.TextChoices):
    """One number for a team and a month."""

    HEADCOUNT = "headcount", "Headcount at the end of the month"
    STARTERS = "starters", "Starters"
    LEAVERS = "leavers", "Leavers"
    SICKNESS_LOST = "sickness_lost", "FTE calendar days lost to sickness"
    SICKNESS_AVAILABLE = "sickness_available", "FTE calendar days available"
    COMPLAINTS = "complaints", "Complaints received"
    COMPLAINTS_UPHELD = "complaints_upheld", "Complaints upheld"
    CONTACTS = "contacts", "Contacts"
    SERVICE_USER_DAYS = "service_user_days", "Service-user days"
    OVERTIME_HOURS = "overtime_hours", "Overtime hours"
    CASELOAD = "caseload", "Caseload"


class FileKind(models.TextChoices):
    """What a file is about."""

    STAFF = "staff", "Headcount, starters and leavers"
    SICKNESS = "sickness", "Sickness"
    COMPLAINTS = "complaints", "Complaints"
    ACTIVITY = "activity", "Activity"
    WORKLOAD = "workload", "Overtime and caseload"
