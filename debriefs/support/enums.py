"""The fixed words of support that the code itself asks for, and those of lighter work."""

from django.db import models

from workforce_assurance.people.enums import SupportWay

CHECK_IN_MAIL, REQUEST_MAIL = "debriefs.check_in", "debriefs.support_request"
# What people ask for themselves; a talk with a manager and time off the task are agreed with a person one knows.
ASKED_FOR = (SupportWay.PEER, SupportWay.EMPLOYEE_ASSISTANCE, SupportWay.OCCUPATIONAL_HEALTH)


class CaseloadKind(models.TextChoices):
    """What is lighter for a while."""

    FEWER_CASES = "fewer_cases", "Fewer new cases"
    NOT_ALONE = "not_alone", "No lone visits"
    OTHER_TASKS = "other_tasks", "Different tasks"
    TIME_OFF = "time_off", "Time off the task"
    SHIFTS = "shifts", "Shorter or other shifts"


class CaseloadState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Not wanted"
    ENDED = "ended", "Ended"
    LAPSED = "lapsed", "Over"


class ProlongedBecause(models.TextChoices):
    NEEDED = "needed", "It is still needed"
    STEPS = "steps", "The way back goes step by step"
    WAITS = "waits", "Other support has not begun yet"
    WORKLOAD = "workload", "The work itself is still too much"
