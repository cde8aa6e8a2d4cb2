"""Check-ins after an incident, and what somebody asked for: never how they are, always what is to be done."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from workforce_assurance.people.enums import SupportWay

from ..enums import CheckInWish, RequestState
from ..support.querysets import CheckInQuerySet, SupportRequestQuerySet
from .strands import Debrief
from .support import SupportKind

PERSON = settings.AUTH_USER_MODEL


class CheckIn(models.Model):
    """That a colleague was asked, at one of an incident's hours of staff support, whether anything is wanted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="check_ins")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # Asked once more, because they wished it.
    again = models.BooleanField(default=False)
    mail = models.ForeignKey("outbox.Mail", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    wish = models.CharField(max_length=7, choices=CheckInWish, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["debrief", "person", "again"], name="a_colleague_is_asked_once_for_each_strand"
            ),
            models.CheckConstraint(
                name="an_answered_check_in_says_when",
                condition=Q(wish="", answered_at__isnull=True) | (~Q(wish="") & Q(answered_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["answered_at"], name="check_in_to_ask_again", condition=Q(wish="later", again=False))
        ]


class CheckInPreference(models.Model):
    """What somebody chose about check-ins: none by mail, or somebody else than their supervisor to talk to."""

    person = models.OneToOneField(PERSON, on_delete=models.PROTECT, primary_key=True, related_name="+")
    by_mail = models.BooleanField(default=True)
    # Whoever answers this kind; empty for the supervisor.
    talk_with = models.ForeignKey(SupportKind, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class SupportRequest(models.Model):
    """That somebody asks for support: known to them and to whoever they asked, and to nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # Empty for a talk with the supervisor.
    kind = models.ForeignKey(SupportKind, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=RequestState, default=RequestState.WAITS)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = [
            models.CheckConstraint(name="nobody_asks_themselves_for_support", condition=~Q(person=F("to"))),
            models.CheckConstraint(
                name="an_ended_request_for_support_says_when",
                condition=Q(state="waits", ended_at__isnull=True) | (~Q(state="waits") & Q(ended_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["person", "to", "kind"],
                name="a_request_for_support_waits_once",
                condition=Q(state="waits"),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["to"], name="request_that_waits", condition=Q(state="waits")),
            models.Index(fields=["person", "-asked_at"], name="request_of_person"),
        ]

    @property
    def words(self) -> str:
        """What is asked for, without asking for the kind's row."""
        return SupportWay(self.kind_id).label if self.kind_id else "A talk"
