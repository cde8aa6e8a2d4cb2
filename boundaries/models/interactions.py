"""Challenging interactions as codes and dates: what samples are drawn from. What happened is a sealed response."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..reviews.enums import CameFrom, InteractionKind, LeftOut
from ..reviews.querysets import InteractionQuerySet

PERSON = settings.AUTH_USER_MODEL


class Interaction(models.Model):
    """One interaction that was hard: whose, when and in which team, with who supervised them on that day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What one opened form, or one line of a file, makes, however often it is sent.
    once = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=11, unique=True)
    worker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=16, choices=InteractionKind)
    happened_on = models.DateField()
    case_reference = models.CharField(max_length=40, blank=True, default="")
    came_from = models.CharField(max_length=8, choices=CameFrom)
    source_kind = models.CharField(max_length=40, blank=True, default="")
    source_id = models.UUIDField(null=True, blank=True)
    # How the other system calls it.
    outside_key = models.CharField(max_length=60, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    left_out_because = models.CharField(max_length=12, choices=LeftOut, blank=True, default="")
    left_out_at = models.DateTimeField(null=True, blank=True)
    left_out_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = InteractionQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_on", "reference")
        constraints = [
            models.UniqueConstraint(
                fields=["outside_key"], name="an_interaction_is_imported_once", condition=~Q(outside_key="")
            ),
            models.CheckConstraint(
                name="nobody_supervises_their_own_interaction",
                condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("worker")),
            ),
            models.CheckConstraint(
                name="what_comes_from_a_record_names_it",
                condition=Q(came_from="record", source_id__isnull=False)
                | (~Q(came_from="record") & Q(source_id__isnull=True, source_kind="")),
            ),
            models.CheckConstraint(
                name="what_is_imported_has_a_key_outside",
                condition=Q(came_from="imported") & ~Q(outside_key="") | ~Q(came_from="imported") & Q(outside_key=""),
            ),
            models.CheckConstraint(
                name="what_is_left_out_says_when_and_by_whom",
                condition=Q(left_out_because="", left_out_at__isnull=True, left_out_by__isnull=True)
                | (~Q(left_out_because="") & Q(left_out_at__isnull=False, left_out_by__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["happened_on"], name="interaction_by_day"),
            models.Index(fields=["worker", "-happened_on"], name="interaction_of_worker"),
        ]
