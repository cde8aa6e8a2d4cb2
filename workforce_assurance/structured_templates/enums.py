"""The coded words of templates: kinds of question, layers, states."""

from django.db import models


class QuestionKind(models.TextChoices):
    SCRIPT = "script", "Text to read"
    SPOKEN = "spoken", "To talk about, not recorded"
    SHORT_TEXT = "short_text", "Short text"
    LONG_TEXT = "long_text", "Long text"
    YES_NO = "yes_no", "Yes or no, with why"
    ONE_OF = "one_of", "One of several"
    SEVERAL_OF = "several_of", "Several of a list"
    SCALE = "scale", "Anchored scale"
    NUMBER = "number", "Number"
    DATE = "date", "Date"
    PERSON = "person", "Person"
    CASE_REFERENCE = "case_reference", "Case reference"
    DRIFT_SIGNS = "drift_signs", "Drift signs, two views"
    ADJUSTMENTS = "adjustments", "Adjustments"
    GROUP = "group", "Repeating group"
    MATRIX = "matrix", "Matrix: several items on one scale"
    TOTAL = "total", "Computed total"


class Function(models.TextChoices):
    """What a question is for, in the three functions of supervision after Proctor."""

    RESTORATIVE = "restorative", "Restorative"
    FORMATIVE = "formative", "Formative"
    NORMATIVE = "normative", "Normative"


class Licence(models.TextChoices):
    """Whose words a version holds, and so what may be kept of them."""

    OWN = "own", "Our own words"
    OPEN = "open", "An open licence"
    SCORES_ONLY = "scores_only", "Scores only: the words of the instrument are not ours to keep"


class Layer(models.TextChoices):
    """Who may read an answer."""

    PRIVATE = "private", "Only the person who wrote it"
    SHARED = "shared", "The people of this record"
    ASSURANCE = "assurance", "The people of this record, and counts without names for governance"


class VersionState(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class ResponseState(models.TextChoices):
    OPEN = "open", "Being written"
    TO_SIGN = "to_sign", "Waiting for signatures"
    SIGNED = "signed", "Signed"


class SectionState(models.TextChoices):
    STARTED = "started", "Started"
    DONE = "done", "Done"


class Part(models.TextChoices):
    """What somebody is in a response."""

    AUTHOR = "author", "Wrote the record"
    SUBJECT = "subject", "The record is about their work"
    # Of these a group's record has many.
    INVITED = "invited", "Is expected"
    ATTENDEE = "attendee", "Took part"
    ABSENT = "absent", "Did not take part"
