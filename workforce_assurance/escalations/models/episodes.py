"""Episodes of obligations that run out, the notice of every rung, and what their recipients did."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..querysets import EpisodeQuerySet, NoticeQuerySet
from .ladders import LadderVersion
from .sweeps import Hold

PERSON = settings.AUTH_USER_MODEL


class Episode(models.Model):
    """One obligation's way towards and past its end: approaching (reminded), open (run out), closed."""

    class State(models.TextChoices):
        APPROACHING = "approaching", "Coming up"
        OPEN = "open", "Past its date"
        CLOSED = "closed", "Closed"

    class Closed(models.TextChoices):
        DONE = "done", "It was done"
        MOVED = "moved", "It was moved"
        CANCELLED = "cancelled", "It was cancelled"
        NOT_NEEDED = "not_needed", "It was not needed"
        MISSED = "missed", "It was recorded as missed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    obligation_kind = models.CharField(max_length=60)
    # The practice's own record; a key and no foreign key, because practices stand above this floor.
    subject_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    # Persons and ladders are never deleted, so that no key needs an index but those of the questions asked.
    about = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    runs_out_at = models.DateTimeField()
    # The instant that the rungs count from: the run-out, later when somebody held the next rung back.
    counted_from = models.DateTimeField()
    ladder = models.ForeignKey(LadderVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    # The highest rung that was climbed; 0 while only the reminder went out.
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=11, choices=State)
    opened_at = models.DateTimeField()
    # Acknowledged or put off: the next rung comes then.
    held_until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=10, choices=Closed, blank=True)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation_kind", "subject_id", "runs_out_at"],
                name="one_episode_for_an_obligation_and_its_end",
            ),
            models.CheckConstraint(
                name="a_closed_episode_says_when_and_why",
                condition=(Q(state="closed", closed_at__isnull=False) & ~Q(closed_because=""))
                | (~Q(state="closed") & Q(closed_at__isnull=True, closed_because="")),
            ),
            models.CheckConstraint(
                name="an_episode_runs_out_after_it_is_due", condition=Q(runs_out_at__gte=F("due_at"))
            ),
            models.CheckConstraint(
                name="rungs_never_count_from_before_the_end", condition=Q(counted_from__gte=F("runs_out_at"))
            ),
        ]
        indexes = [
            models.Index(
                fields=["ladder", "position", "counted_from"],
                name="episode_that_may_climb",
                condition=~Q(state="closed"),
            ),
            models.Index(fields=["responsible"], name="episode_open_of_responsible", condition=~Q(state="closed")),
            models.Index(fields=["about"], name="episode_open_about", condition=~Q(state="closed")),
            # Measures ask every hour what was closed since.
            models.Index(fields=["closed_at"], name="episode_by_closing", condition=Q(closed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.reference


class Notice(models.Model):
    """That one recipient is told of one rung of one episode by one channel."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        SUPERSEDED = "superseded", "No longer needed"
        DEAD = "dead", "Could not be delivered"

    class Channel(models.TextChoices):
        MAIL = "mail", "E-mail"

    id = models.BigAutoField(primary_key=True)
    # The unique constraint begins with the episode and is its index.
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="notices", db_index=False)
    position = models.PositiveSmallIntegerField()
    # Empty for the safety-net mailbox.
    recipient = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.MAIL)
    # Whom the rung asked for, and how that led to this recipient, in codes ("supervisor>deputy").
    way = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(max_length=200, blank=True)
    # The mail that takes the notice with it; several sweeps may add to one that still waits.
    mail = models.ForeignKey("outbox.Mail", on_delete=models.PROTECT, related_name="+")
    # The storm in which it was kept back, also once that was confirmed.
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "position", "recipient", "channel"],
                name="one_notice_for_a_rung_a_recipient_and_a_channel",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_notice_has_ended_or_waits",
                condition=Q(state="waiting", ended_at__isnull=True) | (~Q(state="waiting") & Q(ended_at__isnull=False)),
            ),
        ]
        # None of them names the state: ending a notice then touches no index.
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_to_a_person"),
            models.Index(fields=["hold"], name="notice_kept_back", condition=Q(hold__isnull=False)),
        ]


class Reaction(models.Model):
    """What a recipient did about an episode: acknowledged, handed over, snoozed."""

    class Kind(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", "Acknowledged"
        HANDED_OVER = "handed_over", "Handed over"
        SNOOZED = "snoozed", "Put off"

    class Reason(models.TextChoices):
        ALREADY_ARRANGED = "already_arranged", "It is already arranged"
        WORKER_AWAY = "worker_away", "The worker is away"
        SERVICE_PRESSURE = "service_pressure", "The service could not free the time"
        OTHER = "other", "Another reason"

    id = models.BigAutoField(primary_key=True)
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="reactions")
    kind = models.CharField(max_length=12, choices=Kind)
    # The rung that it answers.
    position = models.PositiveSmallIntegerField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    to = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="a_hand_over_names_somebody",
                condition=(Q(kind="handed_over", to__isnull=False) | (~Q(kind="handed_over") & Q(to__isnull=True))),
            ),
            models.CheckConstraint(
                name="putting_off_has_an_end_and_a_reason",
                condition=~Q(kind="snoozed") | (Q(until__isnull=False) & ~Q(reason="")),
            ),
            models.UniqueConstraint(
                fields=["episode", "position", "by"],
                name="a_rung_is_acknowledged_once_by_a_person",
                condition=Q(kind="acknowledged"),
                nulls_distinct=False,
            ),
        ]
