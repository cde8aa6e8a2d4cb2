"""The coded words of governance meetings."""

from django.db import models

# What an action that was decided in a meeting comes from, in the action log.
DECISION_KIND = "governance.meeting_decision"


class Every(models.TextChoices):
    MONTH = "month", "Every month"
    TWO_MONTHS = "two_months", "Every two months"
    QUARTER = "quarter", "Every three months"


# How many months lie between two meetings.
MONTHS = {Every.MONTH: 1, Every.TWO_MONTHS: 2, Every.QUARTER: 3}


class MeetingState(models.TextChoices):
    PLANNED = "planned", "Planned"
    PREPARED = "prepared", "In preparation"
    HELD = "held", "Held"
    CLOSED = "closed", "Closed"


class Heading(models.TextChoices):
    """What an agenda is made of, in its order."""

    MINUTES = "minutes", "Minutes of the last meeting"
    DEFERRED = "deferred", "Deferred from the last meeting"
    SIGNALS = "signals", "Signals in the measures"
    LOOKS = "looks", "Did it work? Actions to look at, one by one"
    PAST_DATE = "past_date", "Actions past their date"
    TO_CHECK = "to_check", "Actions that wait for their check"
    FINDINGS = "findings", "Open findings of audits"
    REPEATS = "repeats", "Themes that repeat"
    RESTRICTIONS = "restrictions", "Restrictive decisions that lapsed or were renewed"
    APPEALS = "appeals", "Appeals"
    ESCALATIONS = "escalations", "Escalations that nobody has answered"
    ADDED = "added", "Added by hand"


class Outcome(models.TextChoices):
    """What became of an item; an item without one was not talked about yet."""

    NOTED = "noted", "Noted"
    DECIDED = "decided", "Decided"
    DEFERRED = "deferred", "Deferred"
    MERGED = "merged", "Taken with another item"
    APPROVED = "approved", "Approved"


class Because(models.TextChoices):
    """Why an item is deferred."""

    TIME = "time", "There was not enough time"
    FACTS = "facts", "Something has to be found out first"
    PEOPLE = "people", "Somebody who is needed was not there"
    WAITS = "waits", "It waits for something else that is under way"


class Presence(models.TextChoices):
    INVITED = "invited", "Invited"
    PRESENT = "present", "Present"
    APOLOGIES = "apologies", "Sent apologies"
    AWAY = "away", "Not there"
