"""The coded words of the word list: what happened to it and why. None of them is typed."""

from django.db import models


class Standing(models.TextChoices):
    """How a term stands in a sentence; a threat is found by a condition and by what would be taken away."""

    ADJECTIVE = "adjective", "Said of somebody, before or after them"
    NOUN = "noun", "What somebody is called"
    VERB = "verb", "What somebody is said to do"
    THREAT = "threat", "A condition on support"


class Change(models.TextChoices):
    """What made a version of the list."""

    SHIPPED = "shipped", "The list came with the product"
    WORDED = "worded", "Changed"
    SWITCHED_OFF = "switched_off", "Switched off"
    SWITCHED_ON = "switched_on", "Switched on again"


class ContestedBecause(models.TextChoices):
    """Why somebody would not have a term pointed out as it is."""

    SAYS_WHAT_HAPPENED = "says_what_happened", "It says what happened, and judges nobody"
    OTHER_MEANING = "other_meaning", "It is mostly meant otherwise than the list thinks"
    OF_A_PROFESSION = "of_a_profession", "It is a word of a profession or of the law"
    THEIR_OWN_WORD = "their_own_word", "People whom we serve say it of themselves"
    NO_BETTER = "no_better", "What the list says instead is no better"


class AnsweredBecause(models.TextChoices):
    """Why a term is kept, changed, switched off or switched on."""

    JUDGES = "judges", "It judges a person, however it is meant"
    TOLD_BY_THEM = "told_by_them", "People whom we serve told us that it hurts"
    POINTED_OUT_SELDOM_WRONGLY = "seldom_wrongly", "It is seldom pointed out in vain"
    NARROWER = "narrower", "Fewer other meanings are pointed out"
    WIDER = "wider", "More forms of it are found"
    BETTER_ALTERNATIVE = "better_alternative", "It says something better instead"
    IN_VAIN = "in_vain", "It is pointed out in vain too often"
    SAYS_WHAT_HAPPENED = "says_what_happened", "It says what happened"
    THEIR_OWN_WORD = "their_own_word", "People whom we serve say it of themselves"
    OF_A_PROFESSION = "of_a_profession", "It is a word of a profession or of the law"
    WANTED_AGAIN = "wanted_again", "It was missed"


class Answer(models.TextChoices):
    """What was made of it that somebody contested a term."""

    KEPT = "kept", "Kept as it is"
    CHANGED = "changed", "Changed"
    SWITCHED_OFF = "switched_off", "Switched off"


KEEPS = (AnsweredBecause.JUDGES, AnsweredBecause.TOLD_BY_THEM, AnsweredBecause.POINTED_OUT_SELDOM_WRONGLY)
CHANGES = (AnsweredBecause.NARROWER, AnsweredBecause.WIDER, AnsweredBecause.BETTER_ALTERNATIVE)
SWITCHES_OFF = (
    AnsweredBecause.IN_VAIN, AnsweredBecause.SAYS_WHAT_HAPPENED, AnsweredBecause.THEIR_OWN_WORD,
    AnsweredBecause.OF_A_PROFESSION,
)  # fmt: skip
SWITCHES_ON = (AnsweredBecause.WANTED_AGAIN, AnsweredBecause.JUDGES, AnsweredBecause.TOLD_BY_THEM)


class Source(models.TextChoices):
    """In what a wording was found."""

    RATIONALE = "rationale", "Rationale of a decision"
    INCIDENT = "incident", "Incident or debrief"
    REVIEW = "review", "Interaction or its review"


class Verdict(models.TextChoices):
    """What a person made of what was pointed out."""

    CONFIRMED = "confirmed", "Rightly: it labels somebody, or sets a condition on support"
    DISMISSED = "dismissed", "In vain"
    UNCLEAR = "unclear", "It cannot be told from this sentence"


class DismissedBecause(models.TextChoices):
    """Why it was pointed out in vain."""

    SAID_BY_THEM = "said_by_them", "Somebody whom we serve said it"
    DENIED = "denied", "It is denied, or spoken of as a word"
    SOMEBODY_ELSE = "somebody_else", "It is about somebody else, staff or a thing"
    OTHER_MEANING = "other_meaning", "It means something else here"
    SAYS_WHAT_HAPPENED = "says_what_happened", "It says what happened, and judges nobody"
