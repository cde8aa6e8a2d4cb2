"""The coded words of complaints."""

from django.db import models

# What they are called where sources of actions and templates are registered.
COMPLAINT_KIND = "governance.complaint"
ACCOUNT_PURPOSE, ANSWER_PURPOSE = "governance.complaint", "governance.complaint_answer"


class ComplaintState(models.TextChoices):
    """Where a complaint stands; which follows which is `states`."""

    RECEIVED = "received", "Received"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Finding(models.TextChoices):
    """What was found when it was answered."""

    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Upheld in part"
    NOT_UPHELD = "not_upheld", "Not upheld"


class MadeBy(models.TextChoices):
    """Who complains, as seen from the service; never a name."""

    PERSON = "person", "Somebody whom we serve, or served"
    ADVOCATE = "advocate", "Somebody who speaks for them"
    FAMILY = "family", "Family or a friend"
    NEIGHBOUR = "neighbour", "A neighbour or a passer-by"
    AGENCY = "agency", "Another agency"
    NOT_SAID = "not_said", "They did not say"


class CameBy(models.TextChoices):
    """How it reached us."""

    IN_PERSON = "in_person", "In person"
    PHONE = "phone", "By telephone"
    LETTER = "letter", "By letter or card"
    EMAIL = "email", "By e-mail or a message"
    FORM = "form", "On our form"
    OTHER_BODY = "other_body", "Through a regulator or an ombudsman"


class AboutHead(models.TextChoices):
    """Whether it is about somebody to whom it would go."""

    NEITHER = "", "Neither of them"
    MANAGER = "manager", "Whoever manages the team"
    LEAD = "lead", "Whoever leads the service"
    BOTH = "both", "Both of them"


class NoChange(models.TextChoices):
    """Why a complaint is closed without an action."""

    PUT_RIGHT = "put_right", "It was put right for this person, and it does not reach further"
    ALREADY = "already", "What it asks for is under way already"
    NOT_OURS = "not_ours", "Somebody else has to change it, and was told"
    NOTHING = "nothing", "Nothing was found that has to change"


class ClockKind(models.TextChoices):
    """What about a complaint runs out; each is an obligation with a ladder of its own."""

    ACKNOWLEDGE = "acknowledge", "Say that it came"
    ANSWER = "answer", "Answer it"


class ClockState(models.TextChoices):
    WAITS = "waits", "Waits"
    MET = "met", "Met"


class LinkKind(models.TextChoices):
    """What a complaint can be linked to; each is a registered source of actions."""

    DECISION = "boundaries.decision", "Restrictive decision"
    INCIDENT = "debriefs.incident", "Incident"
