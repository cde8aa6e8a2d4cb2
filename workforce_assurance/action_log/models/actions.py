"""Actions: what one named person is to do by a date, and where it came from."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import BY_HAND, ActionKind, ActionState, CancelReason, HandedPart, HandOverReason, Strength
from ..querysets import ActionQuerySet
from .themes import Theme

PERSON = settings.AUTH_USER_MODEL
NOT_CLOSED = ("open", "started", "to_check")
TITLE_LENGTH = 120


class LogSetting(models.Model):
    """The organisation's setting: when it is looked at again whether actions worked, and how soon what is done is checked."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    look_after_days = models.PositiveSmallIntegerField(default=90)
    look_within_working_days = models.PositiveSmallIntegerField(default=10)
    check_within_working_days = models.PositiveSmallIntegerField(default=5)

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_setting_of_the_action_log", condition=Q(id=1)),
            models.CheckConstraint(
                name="an_action_is_looked_at_after_14_to_730_days", condition=Q(look_after_days__range=(14, 730))
            ),
            models.CheckConstraint(
                name="looks_and_checks_have_1_to_60_working_days",
                condition=Q(look_within_working_days__range=(1, 60), check_within_working_days__range=(1, 60)),
            ),
        ]


class Action(models.Model):
    """What one person is accountable for by a date. Its words are about the work, never about a person served."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Short, unguessable, for mails and lists: the title goes into neither a mail nor the trail.
    reference = models.CharField(max_length=12, unique=True)
    # The form, or the record, that it was opened from: sent twice, it makes one.
    once = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    title = models.CharField(max_length=TITLE_LENGTH)
    kind = models.CharField(max_length=11, choices=ActionKind)
    strength = models.CharField(max_length=8, choices=Strength)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    checker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Where it belongs: the team of its source, else the owner's when it was opened; recurrence is asked for this place.
    team = models.ForeignKey(
        "people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # The record that it came from; a kind and a key and no foreign key, because practices stand above this floor.
    source_kind = models.CharField(max_length=40, default=BY_HAND)
    source_id = models.UUIDField(null=True, blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Being on time is measured by this one, whatever is extended later.
    original_due_on = models.DateField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=ActionState, default=ActionState.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    started_at = models.DateTimeField(null=True, blank=True)
    # When the evidence that stands was handed in.
    done_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    cancelled_because = models.CharField(max_length=12, choices=CancelReason, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="nobody_checks_their_own_action", condition=~Q(owner=F("checker"))),
            models.CheckConstraint(
                name="an_action_by_hand_has_no_source_and_others_have_one",
                condition=Q(source_kind=BY_HAND, source_id__isnull=True)
                | (~Q(source_kind=BY_HAND) & Q(source_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_closed_action_says_when_and_by_whom",
                condition=Q(state__in=NOT_CLOSED, closed_at__isnull=True, closed_by__isnull=True)
                | (~Q(state__in=NOT_CLOSED) & Q(closed_at__isnull=False, closed_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_cancelled_action_says_why",
                condition=(Q(state="cancelled") & ~Q(cancelled_because=""))
                | (~Q(state="cancelled") & Q(cancelled_because="")),
            ),
            models.CheckConstraint(
                name="what_was_handed_in_says_when",
                condition=Q(state__in=["to_check", "done"], done_at__isnull=False)
                | (~Q(state__in=["to_check", "done"]) & Q(done_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="an_action_is_due_no_earlier_than_at_first", condition=Q(due_on__gte=F("original_due_on"))
            ),
            models.CheckConstraint(name="an_action_is_due_after_it_was_opened", condition=Q(due_at__gt=F("opened_at"))),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_at"], name="action_not_closed_of_owner", condition=Q(state__in=NOT_CLOSED)
            ),
            models.Index(fields=["checker"], name="action_to_check", condition=Q(state="to_check")),
            models.Index(fields=["due_at"], name="action_not_closed", condition=Q(state__in=NOT_CLOSED)),
            models.Index(fields=["source_kind", "source_id"], name="action_of_source"),
            models.Index(fields=["team", "due_at"], name="action_of_team"),
            models.Index(fields=["owner", "-opened_at"], name="action_of_owner"),
            models.Index(fields=["checker", "-opened_at"], name="action_of_checker"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="the_original_due_date_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("original_due_on"),
                condition=pgtrigger.Q(old__original_due_on__df=pgtrigger.F("new__original_due_on")),
                func="RAISE EXCEPTION 'the original due date of an action stays';",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class HandOver(models.Model):
    """That doing or checking an action went from one person to another."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="hand_overs")
    part = models.CharField(max_length=7, choices=HandedPart)
    from_person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    to_person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=8, choices=HandOverReason)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="an_action_is_handed_to_somebody_else", condition=~Q(from_person=F("to_person"))
            ),
        ]
