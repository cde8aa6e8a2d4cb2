"""The coded words of boundary standards."""

from django.db import models

# What its obligation is called where ladders are.
ATTESTATION_KIND = "boundaries.attestation"


class Category(models.TextChoices):
    CONTACT = "contact", "Contact"
    MONEY = "money", "Money, gifts and favours"
    SAFETY = "safety", "Safety"
    SHARING = "sharing", "What is shared with others"
    SERVICE = "service", "What the service does"


class AttestationState(models.TextChoices):
    WAITS = "waits", "Waits"
    GIVEN = "given", "Given"
    # A newer meaning took its place, the standard was retired, or it concerns the person no more.
    NOT_ASKED = "not_asked", "Not asked any more"


class Said(models.TextChoices):
    """What somebody says of a scenario; not being sure is an answer."""

    FITS = "fits", "It fits the standard"
    DOES_NOT = "does_not", "It does not fit"
    NOT_SURE = "not_sure", "I am not sure"


class ExceptionBecause(models.TextChoices):
    """Why a team does something else for a while."""

    ACCESS = "access", "The standard would keep somebody from the service"
    DISABILITY = "disability", "An adjustment for a disability"
    SAFETY = "safety", "Safety needs something else for now"
    LEGAL = "legal", "A court, a licence or another duty asks for it"
    TRIAL = "trial", "A change is tried out before it is decided"


class ExceptionAnswer(models.TextChoices):
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
