"""What a worker and their supervisor agreed about supervision, as far as the program computes with it."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import AgreedPlace, AgreementEnd, AgreementState
from ..querysets import AgreementQuerySet

PERSON = settings.AUTH_USER_MODEL
# Figures change while they are drafted and at no other time; what ended stays as it was.
AGREED_STAYS = """
IF OLD.state = 'drafted' THEN
    RETURN NEW;
END IF;
IF OLD.state = 'ended' OR
   (NEW.worker_id, NEW.supervisor_id, NEW.longest_gap_days, NEW.least_minutes, NEW.place, NEW.review_months) IS DISTINCT FROM
   (OLD.worker_id, OLD.supervisor_id, OLD.longest_gap_days, OLD.least_minutes, OLD.place, OLD.review_months) OR
   (OLD.state = 'signed' AND (NEW.agreed_on, NEW.review_on) IS DISTINCT FROM (OLD.agreed_on, OLD.review_on))
THEN
    RAISE EXCEPTION 'what was put forward to sign never changes';
END IF;
RETURN NEW;
"""


class Agreement(models.Model):
    """One agreement of two people: its figures. Its words are the response of that key; both sign the two together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Short, unguessable, for mails.
    reference = models.CharField(max_length=12, unique=True)
    worker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    longest_gap_days = models.PositiveSmallIntegerField()
    least_minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=9, choices=AgreedPlace)
    review_months = models.PositiveSmallIntegerField(default=12)
    state = models.CharField(max_length=8, choices=AgreementState, default=AgreementState.DRAFTED)
    drafted_at = models.DateTimeField()
    # The day on which the second of them signed, and from which it counts.
    agreed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=10, choices=AgreementEnd, blank=True)
    # The clock of the review, as on a session: the sweep reads next_check, which is empty when nothing is left to check.
    due_at = models.DateTimeField(null=True, blank=True)
    reminder_at = models.DateTimeField(null=True, blank=True)
    next_check = models.DateTimeField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker"], name="one_agreement_in_force_for_a_worker", condition=Q(state="signed")
            ),
            models.UniqueConstraint(
                fields=["worker"], name="one_agreement_in_the_making_for_a_worker",
                condition=Q(state__in=["drafted", "proposed"]),
            ),
            models.CheckConstraint(name="nobody_agrees_with_themselves", condition=~Q(worker=F("supervisor"))),
            models.CheckConstraint(
                name="an_agreement_is_about_1_to_366_days", condition=Q(longest_gap_days__range=(1, 366))
            ),
            models.CheckConstraint(
                name="an_agreement_is_about_1_to_480_minutes", condition=Q(least_minutes__range=(1, 480))
            ),
            models.CheckConstraint(
                name="an_agreement_is_reviewed_within_a_year", condition=Q(review_months__range=(1, 12))
            ),
            models.CheckConstraint(
                name="a_signed_agreement_says_when_and_until_when",
                condition=Q(state__in=["drafted", "proposed"], agreed_on=None, review_on=None, due_at=None)
                | Q(state="signed", agreed_on__isnull=False, review_on__gt=F("agreed_on"), due_at__isnull=False)
                | Q(state="ended"),
            ),
            models.CheckConstraint(
                name="an_ended_agreement_says_when_and_why",
                condition=(Q(state="ended", ended_at__isnull=False) & ~Q(ended_because=""))
                | (~Q(state="ended") & Q(ended_at__isnull=True, ended_because="")),
            ),
            models.CheckConstraint(
                name="an_agreement_not_in_force_is_not_checked", condition=Q(state="signed") | Q(next_check=None)
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["next_check"], name="agreement_to_check_next", condition=Q(next_check__isnull=False)),
            models.Index(fields=["supervisor"], name="agreement_of_supervisor", condition=~Q(state="ended")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="what_was_put_forward_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=AGREED_STAYS
            )
        ]

    def __str__(self) -> str:
        return self.reference
