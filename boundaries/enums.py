"""The coded words of restrictive decisions."""

from django.db import models

# What they are called where sources of actions and templates are registered.
DECISION_KIND = "boundaries.decision"
RATIONALE_PURPOSE, APPEAL_PURPOSE = "boundaries.rationale", "boundaries.appeal"
GATE_MAIL = "boundaries.gate_answer"


class DecisionState(models.TextChoices):
    """Where a decision stands; which follows which is `states`."""

    DRAFTED = "drafted", "Drafted"
    AT_GATE = "at_gate", "At the gate"
    RETURNED = "returned", "Returned"
    REFUSED = "refused", "Refused"
    APPROVED = "approved", "Approved"
    EMERGENCY = "emergency", "In effect before its gate"
    EMERGENCY_AT_GATE = "emergency_at_gate", "In effect, at the gate"
    IN_EFFECT = "in_effect", "In effect"
    RENEWED = "renewed", "Renewed"
    LIFTED = "lifted", "Lifted"
    LAPSED = "lapsed", "Lapsed"
    OVERTURNED = "overturned", "Overturned"
    WITHDRAWN = "withdrawn", "Withdrawn"


class GateRole(models.TextChoices):
    """Who is asked at the gate, as seen from whoever asks."""

    SUPERVISOR = "supervisor", "Their supervisor"
    MANAGER = "manager", "A manager"
    SERVICE_LEAD = "service_lead", "The service lead"


class GateOutcome(models.TextChoices):
    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Returned"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Covers(models.TextChoices):
    """What the decision takes away or limits; never an address."""

    EVERYTHING = "everything", "Everything that we offer"
    PLACE = "place", "One of our places"
    ACTIVITY = "activity", "One activity or service"
    CONTACT = "contact", "How or when we are in contact"
    VISITS = "visits", "Visits at home"
    NOTHING_YET = "nothing_yet", "Nothing yet: it warns"


class RefusalReason(models.TextChoices):
    """Why the gate says no."""

    NOT_NEEDED = "not_needed", "The risk does not need it"
    LESS = "less", "Something less restrictive comes first"
    TOO_LONG = "too_long", "It lasts too long for what it is for"
    UNFAIR = "unfair", "Others were treated otherwise for the same"
    SUPPORT = "support", "Support for the team is what is needed"


class LiftReason(models.TextChoices):
    """Why it ends before its time."""

    STEPPED_DOWN = "stepped_down", "What we agreed for stepping down is met"
    RISK_IS_OVER = "risk_over", "The risk is over"
    OTHER_WAY = "other_way", "We found another way with the person"
    NOT_TODAY = "not_today", "We would not decide it today"


class DeadlineKind(models.TextChoices):
    """What about a decision runs out; each is an obligation with a ladder of its own."""

    GATE = "gate", "Answer at the gate"
    EMERGENCY = "emergency", "Review of an emergency"
    REVIEW = "review", "Review before the end"
    SAME_TODAY = "same_today", "Would we decide the same today?"
    APPEAL = "appeal", "Answer to an appeal"


class DeadlineState(models.TextChoices):
    WAITS = "waits", "Waits"
    MET = "met", "Met"


class SameToday(models.TextChoices):
    """What somebody finds a fortnight later."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class AppealedBy(models.TextChoices):
    PERSON = "person", "The person"
    ADVOCATE = "advocate", "Somebody who speaks for them"
    FAMILY = "family", "Family or a friend"
    AGENCY = "agency", "Another agency"


class AppealOutcome(models.TextChoices):
    STANDS = "stands", "It stands"
    EASED = "eased", "It is to be eased"
    OVERTURNED = "overturned", "It is overturned"
    # Its reviewer went; another row goes on with it.
    PASSED_ON = "passed_on", "Passed on"


class AgeBand(models.TextChoices):
    UNDER_18 = "under_18", "Under 18"
    TO_25 = "18_25", "18 to 25"
    TO_40 = "26_40", "26 to 40"
    TO_60 = "41_60", "41 to 60"
    OVER_60 = "over_60", "Over 60"
    NOT_KNOWN = "not_known", "Not known, or not said"


class Gender(models.TextChoices):
    WOMAN = "woman", "Woman or girl"
    MAN = "man", "Man or boy"
    OTHER = "other", "Another gender"
    NOT_KNOWN = "not_known", "Not known, or not said"


class Ethnicity(models.TextChoices):
    """The five groups of the census of England and Wales."""

    ASIAN = "asian", "Asian or Asian British"
    BLACK = "black", "Black, Black British, Caribbean or African"
    MIXED = "mixed", "Mixed or multiple ethnic groups"
    WHITE = "white", "White"
    OTHER = "other", "Another ethnic group"
    NOT_KNOWN = "not_known", "Not known, or not said"


class Disability(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known, or not said"
