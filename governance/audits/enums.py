"""The coded words of audits."""

from django.db import models

# What an action that was opened for a finding comes from, in the action log.
AUDIT_KIND = "governance.audit"
# What escalation calls a reading that is due.
READING_KIND = "governance.audit_reading"


class AuditOf(models.TextChoices):
    SUPERVISION = "supervision", "Supervision records"
    ACTIONS = "actions", "The action log"


# By what the answers of a reader are kept as, and so which audit tool is used.
PURPOSES = {
    AuditOf.SUPERVISION: "governance.audit_supervision",
    AuditOf.ACTIONS: "governance.audit_actions",
}


class Lots(models.TextChoices):
    """Instead of a sample over all teams, 19 of each team that are accepted or not: what is good, and what is poor, in per cent."""

    NONE = "", "No: how often each check is met, over all teams"
    FIRST = "80_50", "Yes: 19 of each team, accepted from 13 (80 per cent is good, 50 is poor)"
    SECOND = "90_60", "Yes: 19 of each team, accepted from 15 (90 per cent is good, 60 is poor)"
    THIRD = "95_65", "Yes: 19 of each team, accepted from 16 (95 per cent is good, 65 is poor)"


class OutOfFrame(models.TextChoices):
    """Why something of these days and teams cannot be drawn."""

    NO_RECORD = "no_record", "No record was written"
    UNFINISHED = "unfinished", "Its record is still being written"


class ReadingPart(models.TextChoices):
    FIRST = "first", "First reading"
    SECOND = "second", "Second reading"


class ReadingState(models.TextChoices):
    WAITS = "waits", "Waits"
    GIVEN = "given", "Given"
    PASSED_ON = "passed_on", "Handed on"


class PassedBecause(models.TextChoices):
    """Why somebody else reads it."""

    AWAY = "away", "They are away"
    HAS_A_PART = "has_a_part", "They have a part in it, or came to have one"
    TOO_CLOSE = "too_close", "They know it, or its people, too well to read it fairly"
    NO_TIME = "no_time", "They have no time for it before its day"
    MOVES = "moves", "They move or leave"
