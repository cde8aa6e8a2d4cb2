"""The fixed words of inspector access."""

from django.db import models


class Answer(models.TextChoices):
    """What came of an item that an inspector asked for."""

    PACK = "pack", "Given: another evidence pack"
    RECORD = "record", "Given: one more record of the sample's audit, without names"
    ELSEWHERE = "elsewhere", "Given by another route"
    NOT_HELD = "not_held", "Not given: we do not hold it"
    NOT_SHOWN = "not_shown", "Not given: it may not be shown"


class Viewed(models.TextChoices):
    """What an inspector was shown, as the access log says it."""

    PACK = "pack", "What is in the pack"
    TABLE = "table", "A table"
    RECORD = "record", "A record of the sample"
