"""The fixed words of evidence packs."""

from django.db import models


class PackState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    MAKING = "making", "Being made"
    READY = "ready", "Ready"
    CANCELLED = "cancelled", "Cancelled"
    NOT_MADE = "not_made", "Could not be made"


class WhyNotMade(models.TextChoices):
    TOO_LONG = "too_long", "It would have had too many pages. Choose a shorter period or fewer parts."
    TOO_LARGE = "too_large", "It took more time or memory than a pack may. Choose a shorter period or fewer parts."
    NOT_THEIRS = "not_theirs", "Whoever asked for it may not make packs of this place any more."
    NOT_INSTALLED = (
        "not_installed",
        "The machine that makes PDFs lacks a library: install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0 on it.",
    )
    BROKEN = "broken", "Something is wrong with this pack. The administrator's log says when it happened."


class Part(models.TextChoices):
    """What may be in a pack. The gaps are in every one."""

    MEASURES = "measures", "Measures, with charts, definitions and values by month"
    SIGNALS = "signals", "Signals in the period"
    ACTIONS = "actions", "Actions: references, dates and states, without their words"
    ESCALATIONS = (
        "escalations",
        "Escalations: what ran out, how far it climbed and what came of it, without whom it is about",
    )
    AUDITS = "audits", "Audits: what was drawn and how much of it was read"
    MEETINGS = "meetings", "Governance meetings: when held, how many decisions"
    CROSSWALK = "crosswalk", "Crosswalk to named standards"


class Naming(models.TextChoices):
    """How staff appear."""

    CODES = "codes", "By role code, such as “Team manager 2”"
    NAMES = "names", "By name"


class NamesBecause(models.TextChoices):
    """Why staff are named."""

    REGULATOR = "regulator", "A regulator or commissioner asked for names in writing"
    LEGAL = "legal", "A court, coroner or the law requires it"
    AGREED = "agreed", "Those who are named have agreed"
