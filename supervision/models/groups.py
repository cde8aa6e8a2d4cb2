"""Groups: supervision of several people together, peers among themselves, restorative sessions; and who was there."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ..enums import GROUP_PURPOSE, RESTORATIVE_PURPOSE, AttendanceState, GroupKind, GroupState, Reason
from ..querysets import AttendanceQuerySet, GroupQuerySet
from .sessions import CALENDARS_HEAR

PERSON = settings.AUTH_USER_MODEL
OPEN = Q(state="planned")
WAS_HELD = Q(state__in=["held", "partly_held"])
WAS_THERE = Q(state__in=["attended", "partly"])


class GroupSession(models.Model):
    """One meeting of a group, planned or held. Peers have no facilitator; one of them takes the notes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Short, unguessable, for lists.
    reference = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=11, choices=GroupKind)
    facilitator = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note_taker = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    planned_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=120, blank=True)
    # Shown to those who meet alone.
    call_link = models.URLField(max_length=500, blank=True, default="")
    planned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # When whoever writes its record opened it.
    started_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=11, choices=GroupState, default=GroupState.PLANNED)
    held_at = models.DateTimeField(null=True, blank=True)
    held_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    # Kept by the database alone: see CALENDARS_HEAR.
    calendar_revision = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    calendar_changed_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="peers_have_a_note_taker_and_no_facilitator",
                condition=Q(kind="peer", facilitator__isnull=True, note_taker__isnull=False)
                | (~Q(kind="peer") & Q(facilitator__isnull=False, note_taker__isnull=True)),
            ),
            models.CheckConstraint(
                name="an_open_group_is_not_closed",
                condition=(OPEN & Q(closed_at__isnull=True, closed_by__isnull=True))
                | (~OPEN & Q(closed_at__isnull=False, closed_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_held_group_says_when_and_how_long",
                condition=(WAS_HELD & Q(held_at__isnull=False, held_minutes__isnull=False))
                | (~WAS_HELD & Q(held_at__isnull=True, held_minutes__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_cancelled_group_says_why",
                condition=(Q(state="cancelled") & ~Q(reason="")) | (~Q(state="cancelled") & Q(reason="")),
            ),
            models.CheckConstraint(name="a_group_meets_for_10_to_480_minutes", condition=Q(minutes__range=(10, 480))),
            models.UniqueConstraint(
                fields=["facilitator", "planned_at"], name="one_group_of_a_facilitator_at_a_time", condition=OPEN
            ),
            models.UniqueConstraint(
                fields=["note_taker", "planned_at"], name="one_peer_group_of_a_note_taker_at_a_time", condition=OPEN
            ),
        ]
        indexes = [models.Index(fields=["-planned_at"], name="group_by_time")]
        triggers = [
            pgtrigger.Trigger(
                name="calendars_hear_of_changed_groups",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(
                    "planned_at", "minutes", "state", "calendar_revision", "calendar_changed_at"
                ),
                func=CALENDARS_HEAR,
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def purpose(self) -> str:
        """What its record is a response for."""
        return RESTORATIVE_PURPOSE if self.kind == GroupKind.RESTORATIVE else GROUP_PURPOSE

    @property
    def writer_id(self) -> uuid.UUID | None:
        """Who writes the record that the group shares."""
        return self.facilitator_id or self.note_taker_id

    @property
    def writer(self) -> models.Model | None:
        return self.facilitator or self.note_taker


class Attendance(models.Model):
    """One person in one group: invited, and once it was held, whether they were there and what it counts for them."""

    id = models.BigAutoField(primary_key=True)
    group = models.ForeignKey(GroupSession, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=AttendanceState, default=AttendanceState.INVITED)
    # For how long they were there.
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    # What that counted by their policy of that day.
    counted_minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="somebody_is_in_a_group_once"),
            models.CheckConstraint(
                name="whoever_was_there_has_minutes",
                condition=(WAS_THERE & Q(minutes__gte=1, counted_minutes__isnull=False))
                | (~WAS_THERE & Q(minutes__isnull=True, counted_minutes__isnull=True)),
            ),
            models.CheckConstraint(
                name="nothing_counts_for_longer_than_it_lasted",
                condition=Q(counted_minutes__isnull=True) | Q(counted_minutes__lte=models.F("minutes")),
            ),
        ]
        indexes = [models.Index(fields=["person", "group"], name="group_of_a_person")]
