"""The word list of the label monitor in versions, and that somebody contested a term of it, in codes."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from workforce_assurance.common.versions import ShippedVersion, in_force_once, only_in_a_draft, only_retires

from ..labels.enums import Answer, AnsweredBecause, Change, ContestedBecause, Standing
from ..labels.querysets import LabelContestQuerySet
from ..language import Category

PERSON = settings.AUTH_USER_MODEL
NOUN = "word list"
ONLY_ANSWERED = """
IF TG_OP = 'UPDATE' AND OLD.answer = '' AND NEW.answer <> ''
   AND to_jsonb(NEW) - '{answer,answered_because,answered_at,answered_by_id}'::text[]
     = to_jsonb(OLD) - '{answer,answered_because,answered_at,answered_by_id}'::text[] THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'what was contested is answered once and never edited';
"""


class LabelListVersion(ShippedVersion):
    """One state of the list. Each but the shipped one differs from the version before it in one term."""

    change = models.CharField(max_length=12, choices=Change)
    # Of the term that changed; empty when all of it was shipped.
    changed_code = models.CharField(max_length=40, blank=True, default="")
    because = models.CharField(max_length=20, choices=AnsweredBecause, blank=True, default="")
    # Words that say whom a sentence is about, and what can be taken away from somebody.
    context = models.JSONField()

    class Meta:
        constraints = [
            *in_force_once(NOUN),
            models.CheckConstraint(
                name="a_changed_word_list_says_what_and_why",
                condition=Q(change="shipped", changed_code="", because="")
                | (~Q(change="shipped") & ~Q(changed_code="") & ~Q(because="")),
            ),
        ]
        triggers = [only_retires(NOUN)]


class LabelTerm(models.Model):
    """One wording of one version. Its code goes on over versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(LabelListVersion, on_delete=models.PROTECT, related_name="terms")
    code = models.CharField(max_length=40)
    slug = models.SlugField(max_length=40)
    category = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Category])
    standing = models.CharField(max_length=9, choices=Standing)
    alternative = models.CharField(max_length=200)
    # The wordings, those that count only as they are written, and phrases in which they mean something else.
    forms = models.JSONField()
    as_written = models.JSONField()
    means_otherwise = models.JSONField()
    position = models.PositiveSmallIntegerField()
    # Of the version in which it became what it is.
    since_number = models.PositiveIntegerField()
    since = models.DateField()
    is_on = models.BooleanField(default=True)
    off_because = models.CharField(max_length=20, choices=AnsweredBecause, blank=True, default="")

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="one_term_of_a_code"),
            models.UniqueConstraint(fields=["version", "slug"], name="one_term_at_an_address"),
            models.CheckConstraint(
                name="a_term_that_is_off_says_why",
                condition=Q(is_on=True, off_because="") | (Q(is_on=False) & ~Q(off_because="")),
            ),
        ]
        triggers = [
            only_in_a_draft("a_published_term_never_changes", noun=NOUN, versions="boundaries_labellistversion")
        ]

    def __str__(self) -> str:
        return self.code


class LabelContest(models.Model):
    """That somebody would not have a term pointed out as it is; answered once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=40)
    # Of the version that was in force.
    number = models.PositiveIntegerField()
    because = models.CharField(max_length=20, choices=ContestedBecause)
    contested_at = models.DateTimeField()
    contested_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer, blank=True, default="")
    answered_because = models.CharField(max_length=20, choices=AnsweredBecause, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = LabelContestQuerySet.as_manager()

    class Meta:
        ordering = ("-contested_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "contested_by"], name="a_person_contests_a_term_once_at_a_time", condition=Q(answer="")
            ),
            models.CheckConstraint(
                name="what_is_answered_says_why_when_and_by_whom",
                condition=Q(answer="", answered_because="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & ~Q(answered_because="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="what_was_contested_is_answered_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=ONLY_ANSWERED,
            )
        ]
