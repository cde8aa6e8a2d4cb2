"""Whom to call, write to or look up for support."""

import uuid

from django.db import models
from django.db.models import Q

from .places import Service


class SupportContact(models.Model):
    """One place to get support from, for everybody or for one service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=40, blank=True)
    web = models.URLField(max_length=300, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    # Empty for everybody, signed in or not.
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(name="a_support_contact_can_be_reached", condition=~Q(phone="", text="", web="")),
            models.UniqueConstraint(
                fields=["position"], name="support_contacts_stand_in_an_order", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return self.name
