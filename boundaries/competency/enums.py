"""The coded words of competency."""

from django.db import models

# What its obligation is called where ladders are.
RENEWAL_KIND = "boundaries.competency"


class EvidenceKind(models.TextChoices):
    E_LEARNING = "e_learning", "E-learning"
    ROLE_PLAY = "role_play", "Role-play"
    COACHING = "coaching", "Coaching"
    OBSERVED = "observed", "Observed practice"


# Somebody else was there and says so.
WITH_AN_OBSERVER = (EvidenceKind.ROLE_PLAY, EvidenceKind.COACHING, EvidenceKind.OBSERVED)


class Extent(models.TextChoices):
    WHOLE = "whole", "The whole of it"
    REFRESH = "refresh", "A refresh"


class WithdrawnBecause(models.TextChoices):
    """Why evidence counts no more; it is withdrawn and recorded anew, never edited."""

    WRONG_PERSON = "wrong_person", "It is about somebody else"
    WRONG_FACTS = "wrong_facts", "Its day, kind or check is wrong"
    TWICE = "twice", "It was recorded twice"
    NOT_HELD = "not_held", "It did not take place"


class State(models.TextChoices):
    """Where somebody stands with one skill."""

    NOT_YET = "not_yet", "Not yet"
    COMPETENT = "competent", "Competent"
    RUNS_OUT = "runs_out", "Runs out within 90 days"
    RAN_OUT = "ran_out", "Ran out"


# What counts as competent today.
HELD = (State.COMPETENT, State.RUNS_OUT)


class DeadlineState(models.TextChoices):
    WAITS = "waits", "To be renewed"
    MET = "met", "Renewed"
    # The policy, the post or the evidence says so, or it is asked until another day or of others now.
    NOT_ASKED = "not_asked", "Not asked any more"
