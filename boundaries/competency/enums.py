"""The coded words of competency."""

from django.db import models

# What its obligations are called where ladders are.
RENEWAL_KIND = "boundaries.competency"
REOBSERVATION_KIND = "boundaries.reobservation"
# What the words of a coaching goal are called among templates.
GOAL_PURPOSE = "boundaries.coaching_goal"


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
    TAKEN_BACK = "taken_back", "The file that brought it was taken back"


# What somebody gives as a reason themselves.
GIVEN_BY_HAND = [one for one in WithdrawnBecause if one != WithdrawnBecause.TAKEN_BACK]


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


class GoalCause(models.TextChoices):
    """What a coaching goal came from."""

    TALK = "talk", "A talk in supervision"
    PROMPT = "prompt", "A scene that they were not sure of"
    UNCHECKED = "unchecked", "A refresh without its check"
    REVIEW = "review", "An interaction review"


class GoalState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Seen again"


class ReobservationState(models.TextChoices):
    WAITS = "waits", "To be seen again"
    SHOWN = "shown", "Shown"
    NOT_YET = "not_yet", "Not yet shown"
    # Somebody else arranges it now, or nobody while its person is in no post.
    PASSED_ON = "passed_on", "Passed on"


OBSERVED = (ReobservationState.SHOWN, ReobservationState.NOT_YET)
