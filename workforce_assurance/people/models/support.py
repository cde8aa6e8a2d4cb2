"""Whom to call, write to or look up for support."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from workforce_assurance.common.opening import Hours

from ..enums import SupportWay
from .places import Service, Team


class SupportContact(models.Model):
    """One place to get support from, for everybody, for one service or for one team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=40, blank=True)
    web = models.URLField(max_length=300, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    # On which days (0 is Monday) they open, and from when to when; without them `hours` says it in words alone.
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    # What somebody who asks for this kind of support is shown.
    kind = models.CharField(max_length=20, choices=SupportWay, blank=True, default="")
    # Both empty for everybody, signed in or not.
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(name="a_support_contact_can_be_reached", condition=~Q(phone="", text="", web="")),
            models.CheckConstraint(
                name="a_support_contact_is_for_one_place", condition=Q(service__isnull=True) | Q(team__isnull=True)
            ),
            models.CheckConstraint(
                name="hours_of_support_are_days_and_two_times",
                condition=Q(days=[], opens__isnull=True, closes__isnull=True)
                | (~Q(days=[]) & Q(opens__isnull=False, closes__isnull=False)),
            ),
            models.CheckConstraint(
                name="support_opens_on_days_of_the_week", condition=Q(days__contained_by=list(range(7)))
            ),
            models.UniqueConstraint(
                fields=["position"], name="support_contacts_stand_in_an_order", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Whose people it is for; empty for everybody."""
        of = self.team or self.service
        return of.name if of else ""

    @property
    def when(self) -> Hours | None:
        if self.opens is None or self.closes is None:
            return None
        return Hours(frozenset(self.days), self.opens, self.closes)
