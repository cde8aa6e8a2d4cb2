"""Audits as they were drawn: the frozen list, and who reads what of it. What is answered are responses to the audit tool."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..audits.enums import AuditOf, Lots, OutOfFrame, PassedBecause, ReadingPart, ReadingState
from ..audits.querysets import AuditQuerySet, ReadingQuerySet

PERSON = settings.AUTH_USER_MODEL
MOST = 100
IS_NO_PARTY = """
IF EXISTS (SELECT 1 FROM governance_auditunit u WHERE u.id = NEW.unit_id AND NEW.reader_id = ANY(u.parties)) THEN
    RAISE EXCEPTION 'whoever reads for an audit has no part in what is read';
END IF;
IF NOT EXISTS (SELECT 1 FROM governance_auditunit u WHERE u.id = NEW.unit_id AND u.is_drawn) THEN
    RAISE EXCEPTION 'only what was drawn is read';
END IF;
RETURN NEW;
"""


class Audit(models.Model):
    """One audit: of what, of which teams and days, how large, and the seed by which anybody can draw it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=11, unique=True)
    of = models.CharField(max_length=11, choices=AuditOf)
    teams = models.ManyToManyField("people.Team", related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    # How many were wanted: over all teams, or of lots 19 of each.
    wanted = models.PositiveSmallIntegerField()
    lots = models.CharField(max_length=5, choices=Lots, blank=True, default="")
    # The share that two people read, in per cent.
    second_share = models.PositiveSmallIntegerField()
    # By the end of which day it is read; none of those that were drawn before readings had one.
    read_by = models.DateField(null=True, blank=True)
    seed = models.CharField(max_length=64)
    population = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ("-drawn_at", "reference")
        constraints = [
            models.CheckConstraint(name="an_audit_has_days_in_order", condition=Q(first_on__lte=F("last_on"))),
            models.CheckConstraint(
                name="none_or_a_tenth_to_a_fifth_is_read_twice",
                condition=Q(second_share=0) | Q(second_share__gte=10, second_share__lte=20),
            ),
            models.CheckConstraint(
                name="an_audit_reads_something_and_not_everything_there_ever_was",
                condition=Q(wanted__gte=1, wanted__lte=MOST, size__gte=1, size__lte=F("population")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="a_drawn_audit_never_changes", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class AuditUnit(models.Model):
    """One line of the frozen list: what it is, its team, everybody who has a part in it, and whether it was drawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="units")
    # A session or an action; a key and no foreign key: it may be of any practice.
    subject_id = models.UUIDField()
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    parties = ArrayField(models.UUIDField())
    is_drawn = models.BooleanField()
    # What it is called where it is read: a number by the seed, never its own reference. None of what was not drawn.
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    left_out_because = models.CharField(max_length=10, choices=OutOfFrame, blank=True, default="")

    class Meta:
        ordering = ("number", "id")
        constraints = [
            models.UniqueConstraint(fields=["audit", "subject_id"], name="a_record_stands_once_in_an_audit"),
            models.UniqueConstraint(fields=["audit", "number"], name="a_number_stands_for_one_record_of_an_audit"),
            models.CheckConstraint(
                name="what_an_audit_leaves_out_is_not_drawn", condition=Q(is_drawn=False) | Q(left_out_because="")
            ),
            models.CheckConstraint(
                name="what_is_drawn_has_a_number",
                condition=Q(is_drawn=True, number__isnull=False) | Q(is_drawn=False, number__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="the_list_of_an_audit_never_changes", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class AuditReading(models.Model):
    """One person's reading of one record, due by a day; its answers are a response that it is the subject of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(AuditUnit, on_delete=models.PROTECT, related_name="readings")
    part = models.CharField(max_length=6, choices=ReadingPart)
    reader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # Who stands above the reader, and is told after them.
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=9, choices=ReadingState, default=ReadingState.WAITS)
    due_at = models.DateTimeField(null=True, blank=True)
    reminder_at = models.DateTimeField(null=True, blank=True)
    # The sweep reads next_check, which is empty when nothing is left to check.
    next_check = models.DateTimeField(null=True, blank=True)
    ran_out_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    # To whom it was handed on, by whom, when and why: a code, so that nothing about the people of a record is said here.
    passed_to = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    passed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    passed_because = models.CharField(max_length=10, choices=PassedBecause, blank=True, default="")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ("unit__number", "part")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "part"], name="a_record_has_each_reading_once", condition=~Q(state="passed_on")
            ),
            # What was handed on as well: whoever began a reading gives neither it again nor the other one.
            models.UniqueConstraint(fields=["unit", "reader"], name="nobody_reads_a_record_twice"),
            models.CheckConstraint(
                name="a_given_reading_says_when",
                condition=Q(state="given", given_at__isnull=False, next_check__isnull=True)
                | (~Q(state="given") & Q(given_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_reading_that_was_handed_on_says_to_whom_when_and_why",
                condition=Q(
                    state="passed_on",
                    passed_to__isnull=False,
                    passed_by__isnull=False,
                    passed_at__isnull=False,
                    next_check__isnull=True,
                )
                & ~Q(passed_because="")
                | ~Q(state="passed_on")
                & Q(
                    passed_to__isnull=True,
                    passed_by__isnull=True,
                    passed_at__isnull=True,
                    passed_because="",
                ),
            ),
            models.CheckConstraint(
                name="what_is_due_for_reading_has_somebody_above",
                condition=Q(due_at__isnull=True, responsible__isnull=True, next_check__isnull=True)
                | Q(due_at__isnull=False, responsible__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_check"], name="audit_reading_to_check_next", condition=Q(next_check__isnull=False)
            ),
            models.Index(fields=["reader", "due_at"], name="audit_reading_of_person", condition=Q(state="waits")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="whoever_reads_is_no_party", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update,
                func=IS_NO_PARTY,
            ),
            pgtrigger.Protect(
                name="a_given_reading_never_changes", operation=pgtrigger.Update | pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state="waits"),
            ),
        ]  # fmt: skip
