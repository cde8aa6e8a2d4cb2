"""Support: which kinds there are, and what was offered to whom, with their own answer."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from workforce_assurance.people.enums import SupportWay

from ..enums import OfferAnswer
from ..support.querysets import SupportKindQuerySet, SupportOfferQuerySet
from .incidents import Incident

PERSON = settings.AUTH_USER_MODEL


class SupportKind(models.Model):
    """One kind of support, shipped; an organisation says whether it offers it, and who hears of it when asked for."""

    code = models.CharField(primary_key=True, max_length=20, choices=SupportWay)
    is_offered = models.BooleanField(default=True)
    # Who is told when somebody asks for it themselves; nobody where it is reached outside.
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SupportKindQuerySet.as_manager()

    def __str__(self) -> str:
        return str(SupportWay(self.code).label)


class SupportSettings(models.Model):
    """For how many days after an incident a colleague without any contact is shown to their supervisor."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    recent_days = models.PositiveSmallIntegerField(default=14)

    class Meta:
        verbose_name_plural = "support settings"
        constraints = [
            models.CheckConstraint(name="there_is_one_setting_of_support", condition=Q(id=1)),
            models.CheckConstraint(name="a_recent_event_is_1_to_60_days_old", condition=Q(recent_days__range=(1, 60))),
        ]


class SupportOffer(models.Model):
    """That somebody offered support to somebody. The answer is theirs: any of them is right, and none is owed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.ForeignKey(SupportKind, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # An offer can stand without one.
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="support_offers"
    )
    offered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=OfferAnswer, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    # "Later" brings it up once more, on this day; it stays, so that it is no second time.
    again_on = models.DateField(null=True, blank=True)

    objects = SupportOfferQuerySet.as_manager()

    class Meta:
        ordering = ("-offered_at", "id")
        constraints = [
            models.CheckConstraint(name="nobody_offers_support_to_themselves", condition=~Q(to=F("offered_by"))),
            models.CheckConstraint(
                name="an_answered_offer_says_when",
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_offer_put_off_says_until_when", condition=~Q(answer="later") | Q(again_on__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["kind", "to", "incident", "offered_by"],
                name="an_offer_waits_once",
                condition=Q(answer=""),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["to", "-offered_at"], name="support_offer_to_person"),
            models.Index(fields=["offered_by", "-offered_at"], name="support_offer_by_person"),
        ]

    @property
    def words(self) -> str:
        """What was offered, without asking for the kind's row."""
        return SupportWay(self.kind_id).label
