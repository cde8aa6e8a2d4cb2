"""Where the monitor found wordings, as codes: neither a word of the text nor who wrote it; and what a person made of a sample."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..labels.enums import DismissedBecause, Source, Verdict
from ..labels.querysets import LabelHitQuerySet, LabelReadingQuerySet

PERSON = settings.AUTH_USER_MODEL
ONLY_JUDGED = """
IF TG_OP = 'UPDATE' AND OLD.verdict = '' AND NEW.verdict <> ''
   AND to_jsonb(NEW) - '{verdict,because,judged_at,judged_by_id}'::text[]
     = to_jsonb(OLD) - '{verdict,because,judged_at,judged_by_id}'::text[] THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'a reading is judged once and never edited';
"""


class LabelScan(models.Model):
    """That one text was looked through, once. Its key is that of the answer: only `commands.judging` follows it."""

    # A key and no foreign key, so that what is forgotten there stays counted here.
    answer_id = models.UUIDField(primary_key=True)
    saved_at = models.DateTimeField()
    read_at = models.DateTimeField()
    month = models.DateField()
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=9, choices=Source)
    # Of the version of the list that it was looked through by.
    number = models.PositiveIntegerField()
    # It could not be opened, and counts as no text.
    is_unreadable = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["month", "team"], name="label_scan_of_month")]
        constraints = [
            models.CheckConstraint(name="a_scan_has_the_first_of_its_month", condition=Q(month__day=1)),
        ]


class LabelHit(models.Model):
    """That one wording was found in it: the term, and which of its places among those of the same term."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(LabelScan, on_delete=models.PROTECT, related_name="hits")
    code = models.CharField(max_length=40)
    occurrence = models.PositiveSmallIntegerField()

    objects = LabelHitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scan", "code", "occurrence"], name="a_place_is_found_once"),
        ]
        indexes = [models.Index(fields=["code"], name="label_hit_of_term")]


class LabelSample(models.Model):
    """A sample of what was found, by term: with its seed anybody can draw it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=11, unique=True)
    version = models.ForeignKey("boundaries.LabelListVersion", on_delete=models.PROTECT, related_name="+")
    seed = models.CharField(max_length=64)
    # The frozen list that it was drawn from: the keys of what was found, by term.
    frame = models.JSONField()
    population = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    # What was asked for; there may have been fewer.
    wanted = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-drawn_at", "reference")
        triggers = [
            pgtrigger.Protect(name="a_label_sample_never_changes", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class LabelReading(models.Model):
    """One wording of a sample, and what somebody made of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sample = models.ForeignKey(LabelSample, on_delete=models.PROTECT, related_name="readings")
    hit = models.OneToOneField(LabelHit, on_delete=models.PROTECT, related_name="reading")
    place = models.PositiveIntegerField()
    verdict = models.CharField(max_length=9, choices=Verdict, blank=True, default="")
    because = models.CharField(max_length=20, choices=DismissedBecause, blank=True, default="")
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = LabelReadingQuerySet.as_manager()

    class Meta:
        ordering = ("place",)
        constraints = [
            models.CheckConstraint(
                name="what_is_judged_says_when_and_by_whom",
                condition=Q(verdict="", judged_at__isnull=True, judged_by__isnull=True)
                | (~Q(verdict="") & Q(judged_at__isnull=False, judged_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="what_is_dismissed_and_nothing_else_says_why",
                condition=(Q(verdict="dismissed") & ~Q(because="")) | (~Q(verdict="dismissed") & Q(because="")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_label_reading_is_judged_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=ONLY_JUDGED,
            )
        ]
