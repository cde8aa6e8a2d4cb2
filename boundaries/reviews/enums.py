"""The coded words of interaction reviews."""

from django.db import models

ACCOUNT_PURPOSE = "boundaries.interaction"
WORDS_PURPOSE = "boundaries.interaction_review"
REPLY_PURPOSE = "boundaries.review_reply"
# What a talk with the supervisor comes from, in the action log.
REVIEW_KIND = "boundaries.interaction_review"
# What its obligation is called where ladders are.
RATING_KIND = "boundaries.rating"


class InteractionKind(models.TextChoices):
    """What made it challenging, for the service; never what somebody is like."""

    LIMIT_SET = "limit_set", "A limit was set"
    REQUEST_REFUSED = "request_refused", "A request could not be met"
    LIMIT_TESTED = "limit_tested", "An agreement or a limit was not kept"
    DISTRESS = "distress", "Great distress"
    AGGRESSION = "aggression", "Aggression or a threat towards somebody"
    CONTACT = "contact", "Contact that was too close, or outside the agreed way"
    GIFT_OR_FAVOUR = "gift_or_favour", "A gift, a loan or a favour"
    COMPLAINT = "complaint", "A complaint"
    OTHER = "other", "Something else"


class CameFrom(models.TextChoices):
    FLAGGED = "flagged", "Flagged by the worker"
    RECORD = "record", "Flagged from another record"
    IMPORTED = "imported", "Imported"


class LeftOut(models.TextChoices):
    """Why an interaction is in no sample; the first three are said by somebody, the rest are found at the draw."""

    PERSON_ASKED = "person_asked", "The person served asked that it is not used"
    LOOKED_INTO = "looked_into", "Somebody else is looking into it"
    WRONG = "wrong", "It is not what it was taken for"
    WAITS = "waits", "Nothing is written about it yet"
    DRAWN_BEFORE = "drawn_before", "It was drawn before"
    GONE = "gone", "The worker has left"


SAID = (LeftOut.PERSON_ASKED, LeftOut.LOOKED_INTO, LeftOut.WRONG)


class ReviewState(models.TextChoices):
    TO_RATE = "to_rate", "To be rated"
    TO_SETTLE = "to_settle", "Two views to be settled"
    WITH_WORKER = "with_worker", "With the worker"
    CLOSED = "closed", "Closed"


# When the worker sees it; nobody else does before them.
SEEN_BY_WORKER = (ReviewState.WITH_WORKER, ReviewState.CLOSED)


class ClosedBecause(models.TextChoices):
    WORKER = "worker", "The worker closed it"
    TIME = "time", "Its time for a reply was over"


class RatingPart(models.TextChoices):
    FIRST = "first", "First view"
    SECOND = "second", "Second view"
    SETTLING = "settling", "Settling two views"


class RatingState(models.TextChoices):
    WAITS = "waits", "Waits"
    GIVEN = "given", "Given"
    # Its rater went; another row goes on with it.
    PASSED_ON = "passed_on", "Passed on"


class Score(models.TextChoices):
    """How far a behaviour was seen; what was not called for counts neither way."""

    NOT_YET = "1", "Not yet"
    PARTLY = "2", "Partly"
    MOSTLY = "3", "Mostly"
    THROUGHOUT = "4", "Throughout"
    NOT_CALLED_FOR = "na", "Not called for"
    NOT_SEEN = "no", "Not seen"
    SEEN = "yes", "Seen"


GRADES = (Score.NOT_YET, Score.PARTLY, Score.MOSTLY, Score.THROUGHOUT)
# What counts as the standard kept, of what was called for.
KEPT = (Score.MOSTLY, Score.THROUGHOUT)
OF_A_CRITICAL_ITEM = (Score.NOT_SEEN, Score.SEEN)
