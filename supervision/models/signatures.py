"""Signatures that a finished record waits for: whose, until when, and what became of them. No word of the record."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import SignatureState
from ..querysets import SignatureDueQuerySet
from .groups import GroupSession
from .sessions import Session

PERSON = settings.AUTH_USER_MODEL
WAITS = "waits"


class SigningTime(models.Model):
    """The organisation's setting: within so many working days a finished record is signed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    working_days = models.PositiveSmallIntegerField(default=5)

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_setting_of_the_time_to_sign", condition=Q(id=1)),
            models.CheckConstraint(
                name="a_record_is_signed_within_1_to_30_working_days", condition=Q(working_days__range=(1, 30))
            ),
        ]


class SignatureDue(models.Model):
    """That one person is to sign one record, of a session or of a group, finished at one moment. Finished again, it is another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, blank=True, related_name="signatures_due")
    group = models.ForeignKey(
        GroupSession, on_delete=models.PROTECT, null=True, blank=True, related_name="signatures_due"
    )
    signer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # Who is told after the signer: the session's supervisor; for the supervisor's own signature, or that of whoever
    # writes a group's record, whoever supervises them.
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    # As on a session: the sweep reads next_check, which is empty when nothing is left to check.
    reminder_at = models.DateTimeField(null=True, blank=True)
    next_check = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=SignatureState, default=SignatureState.WAITS)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureDueQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "signatures due"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "signer"], name="one_waiting_signature_of_a_person", condition=Q(state=WAITS)
            ),
            models.UniqueConstraint(
                fields=["group", "signer"],
                name="one_waiting_signature_of_a_person_in_a_group",
                condition=Q(state=WAITS),
            ),
            models.CheckConstraint(
                name="a_signature_is_to_one_record", condition=Q(session__isnull=True) ^ Q(group__isnull=True)
            ),
            models.CheckConstraint(
                name="a_signature_that_does_not_wait_says_when_it_ended",
                condition=Q(state=WAITS, ended_at__isnull=True) | (~Q(state=WAITS) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_signature_that_does_not_wait_is_not_checked",
                condition=Q(state=WAITS) | Q(next_check__isnull=True),
            ),
            models.CheckConstraint(
                name="a_signature_is_due_after_the_record_is_finished", condition=Q(due_at__gt=F("finished_at"))
            ),
        ]
        indexes = [
            models.Index(fields=["next_check"], name="signature_to_check_next", condition=Q(next_check__isnull=False)),
            models.Index(fields=["signer"], name="waiting_signature_of_person", condition=Q(state=WAITS)),
        ]

    @property
    def subject(self) -> Session | GroupSession:
        """What the record is about."""
        return self.session or self.group  # type: ignore[return-value]

    @property
    def subject_id(self) -> uuid.UUID:
        return self.session_id or self.group_id
