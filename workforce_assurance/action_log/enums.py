"""The coded words of the action log."""

from django.db import models

# What its obligations are called where they are registered and ladders are published.
ACTION_KIND = "action_log.action"
CHECK_KIND = "action_log.check"
LOOK_KIND = "action_log.look"
# The source of what somebody opened by hand.
BY_HAND = "hand"
# Actions can follow from actions.
FROM_ACTION = "action_log.action"


class ActionKind(models.TextChoices):
    IMMEDIATE = "immediate", "Immediate"
    CORRECTIVE = "corrective", "Corrective"
    IMPROVEMENT = "improvement", "Improvement"


class Strength(models.TextChoices):
    """How much an action leaves to memory and good will: the strongest first."""

    SYSTEM = "system", "System change"
    SIMPLER = "simpler", "Simpler or standard way of working"
    STAFFING = "staffing", "Staffing or workload"
    TOOL = "tool", "Checklist, form or software"
    POLICY = "policy", "Policy or procedure"
    TRAINING = "training", "Training"
    REMINDER = "reminder", "Reminder"


class ActionState(models.TextChoices):
    OPEN = "open", "To do"
    STARTED = "started", "Under way"
    TO_CHECK = "to_check", "Waits for its check"
    DONE = "done", "Done and checked"
    CANCELLED = "cancelled", "Cancelled"


class WaitState(models.TextChoices):
    """What became of something that a clock ran for."""

    WAITS = "waits", "Waits"
    MET = "met", "Done"
    REFUSED = "refused", "Given back"
    REPLACED = "replaced", "Another date took its place"
    WITHDRAWN = "withdrawn", "No longer needed"


class SetBecause(models.TextChoices):
    """Why an action has this date."""

    OPENED = "opened", "It was opened"
    EXTENDED = "extended", "It was extended"
    HANDED_OVER = "handed_over", "It was handed over"
    GIVEN_BACK = "given_back", "It was given back after a check"
    REOPENED = "reopened", "It was opened again"


class ExtensionReason(models.TextChoices):
    WAITS_FOR_OTHERS = "others", "It waits for somebody else"
    LARGER = "larger", "It is more work than it seemed"
    INCIDENT = "incident", "An incident or a crisis came first"
    STAFFING = "staffing", "Staffing or workload"
    MONEY = "money", "Money or a supplier"
    OTHER = "other", "Another reason"


class ReopenReason(models.TextChoices):
    CAME_BACK = "came_back", "The same thing happened again"
    LAPSED = "lapsed", "It was in place and no longer is"
    BY_MISTAKE = "mistake", "It was closed by mistake"


class HandOverReason(models.TextChoices):
    LEAVES = "leaves", "They leave"
    MOVES = "moves", "They move to another team or post"
    AWAY = "away", "They are away"
    WORKLOAD = "workload", "Workload"
    BETTER_PLACED = "placed", "Somebody else is better placed"


class CancelReason(models.TextChoices):
    DUPLICATE = "duplicate", "The same is done under another action"
    NOT_NEEDED = "not_needed", "It is no longer needed"
    NOT_POSSIBLE = "not_possible", "It cannot be done here"


class EvidenceKind(models.TextChoices):
    """By what others can see that it was done."""

    DOCUMENT = "document", "A document, policy or form that was changed"
    SYSTEM = "system", "A setting, system or building that was changed"
    ROTA = "rota", "A rota, post or caseload that was changed"
    TRAINING = "training", "A register of training or briefing"
    MINUTES = "minutes", "Minutes of a meeting"
    SEEN = "seen", "Seen in practice"


class RefusedBecause(models.TextChoices):
    NOT_FOUND = "not_found", "It cannot be found there"
    PARTLY = "partly", "Only part of it is done"
    NOT_IN_USE = "not_in_use", "It is there and not in use yet"
    OTHER_THING = "other_thing", "Something else than agreed was done"


class Decision(models.TextChoices):
    """What an effectiveness look ends with."""

    KEEP = "keep", "Keep it"
    ADAPT = "adapt", "Adapt it"
    ABANDON = "abandon", "Abandon it"


class HandedPart(models.TextChoices):
    OWNER = "owner", "Doing it"
    CHECKER = "checker", "Checking it"


NOT_CLOSED = (ActionState.OPEN, ActionState.STARTED, ActionState.TO_CHECK)
TO_DO = (ActionState.OPEN, ActionState.STARTED)
