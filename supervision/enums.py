"""The coded words of supervision."""

from django.db import models

# What supervision is called where obligations are registered and ladders are published.
KIND = "supervision.session"
SIGNATURE_KIND = "supervision.signature"
COVERAGE_KIND = "supervision.coverage"
AGREEMENT_KIND = "supervision.agreement"


class SessionState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    PARTLY_HELD = "partly_held", "Partly held"
    CANCELLED = "cancelled", "Cancelled"
    MISSED = "missed", "Missed"
    NOT_NEEDED = "not_needed", "Not needed"


# Ended without having taken place.
NOT_HELD = (SessionState.CANCELLED, SessionState.MISSED, SessionState.NOT_NEEDED)


class SignatureState(models.TextChoices):
    WAITS = "waits", "Waits"
    SIGNED = "signed", "Signed"
    WITHDRAWN = "withdrawn", "Written again before it was signed"
    LEFT = "left", "Not signed: whoever was to sign it left"


class Lacking(models.TextChoices):
    """What a worker in post may lack, so that no supervision can be planned."""

    SUPERVISOR = "supervisor", "A supervisor"
    POLICY = "policy", "A cadence policy"


class GapState(models.TextChoices):
    OPEN = "open", "To arrange"
    MENDED = "mended", "Arranged"
    LAPSED = "lapsed", "No longer needed"


class Side(models.TextChoices):
    WORKER = "worker", "The worker"
    SUPERVISOR = "supervisor", "The supervisor"
    SERVICE = "service", "The service"


class CorrectedBecause(models.TextChoices):
    """Why it is said anew who was there."""

    SLIP = "slip", "It was put down wrongly"
    SAID_SO = "said_so", "Somebody said that they were there, or were not"
    MINUTES = "minutes", "The minutes of a part were wrong"


class Reason(models.TextChoices):
    """Why a session was moved, cancelled or missed. Codes only: words about practice belong in the record."""

    SICKNESS = "sickness", "Sickness"
    LEAVE = "leave", "Leave"
    INCIDENT = "incident", "An incident or a crisis came first"
    COVER = "cover", "No cover for the shift"
    WORKLOAD = "workload", "Workload"
    TRAINING = "training", "Training or a meeting"
    NO_ROOM = "no_room", "No private place to meet"
    FORGOTTEN = "forgotten", "It was overlooked"
    HANDOVER = "handover", "Another supervisor took over"
    OTHER = "other", "Another reason"


class GroupKind(models.TextChoices):
    GROUP = "group", "Group supervision"
    RESTORATIVE = "restorative", "Restorative session"
    PEER = "peer", "Peer group"


# What their records are responses for: restorative sessions have templates of their own to choose from.
GROUP_PURPOSE, RESTORATIVE_PURPOSE = "supervision_group", "supervision_restorative"


class GroupState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    PARTLY_HELD = "partly_held", "Partly held"
    CANCELLED = "cancelled", "Cancelled"


class AttendanceState(models.TextChoices):
    INVITED = "invited", "Invited"
    ATTENDED = "attended", "Was there"
    PARTLY = "partly", "Was there for a part"
    EXCUSED = "excused", "Had asked to be excused"
    ABSENT = "absent", "Was not there"


class QuotaPeriod(models.TextChoices):
    WEEK = "week", "Week"
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    YEAR = "year", "Year"


class PhaseInFor(models.TextChoices):
    STARTER = "starter", "New starters"
    RETURNER = "returner", "Back from long leave"


class UpliftReason(models.TextChoices):
    """Why one session more is asked for. Seen by everybody who sees the due date: never what happened, or to whom."""

    INCIDENT = "incident", "A critical incident"
    FLAG = "flag", "A sign that was flagged"
    ASKED = "asked", "A wish of the worker"
    CASELOAD = "caseload", "A change in the caseload"


class AdjustmentKind(models.TextChoices):
    CONTACT_PLAN = "contact_plan", "Change to a contact plan"
    PEER_SUPPORT = "peer_support", "Peer support"
    WORKLOAD = "workload", "Balancing the workload"
    PAIRED_WORK = "paired_work", "Paired or joint work"
    OTHER = "other", "Another adjustment"


class AdjustmentOutcome(models.TextChoices):
    KEPT = "kept", "It stays"
    ENDED = "ended", "It is no longer needed"
    CHANGED = "changed", "It was changed"


class AdjustmentEffect(models.TextChoices):
    """Whether it did what it was agreed for; asked together with what becomes of it."""

    YES = "yes", "It helped"
    PARTLY = "partly", "It helped in part"
    NO = "no", "It did not help"
    UNKNOWN = "unknown", "It cannot be said"


class NewDateReason(models.TextChoices):
    """Why an adjustment is looked at later or sooner. Codes only: words about it belong in the record."""

    NOT_BEGUN = "not_begun", "It has not begun yet"
    MORE_TIME = "more_time", "It needs more time to tell"
    AWAY = "away", "Whoever sees to it was away"
    WAITS = "waits", "It waits for somebody else"
    URGENT = "urgent", "It should be looked at sooner"
    OTHER = "other", "Another reason"


class AgreementState(models.TextChoices):
    DRAFTED = "drafted", "Being written"
    PROPOSED = "proposed", "Waiting for signatures"
    SIGNED = "signed", "In force"
    ENDED = "ended", "Ended"


class AgreementEnd(models.TextChoices):
    REPLACED = "replaced", "Another one took its place"
    SUPERVISOR = "supervisor", "The supervisor changed, or one of the two left"
    WITHDRAWN = "withdrawn", "It was taken back before both had signed"


class AgreedPlace(models.TextChoices):
    """Where two people usually meet: a code; which room or link stands with their usual time."""

    ROOM = "room", "In a private room"
    CALL = "call", "By a call"
    OUTSIDE = "outside", "Walking, or elsewhere outside"
    VARIES = "varies", "It varies, agreed each time"
