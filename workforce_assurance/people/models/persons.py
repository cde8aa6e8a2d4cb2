"""Who works here."""

import uuid
from datetime import datetime
from typing import Any

import rules
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now

from workforce_assurance.common.dates import local_day

from .. import guests
from ..querysets import PersonManager


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who works here; also the account they sign in with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        "staff number",
        max_length=40,
        null=True,
        blank=True,
        help_text="The organisation's own number; imports match on it.",
    )
    email = models.EmailField("e-mail address", unique=True, null=True, blank=True)
    full_name = models.CharField(max_length=150)
    job_title = models.CharField(max_length=100, blank=True)
    manager = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="manages")
    started_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    receives_supervision = models.BooleanField(default=True)
    email_bounced_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    # Somebody from outside who is let in for one thing: no page but the few that are registered for guests, and no part in practice.
    is_guest = models.BooleanField(default=False)
    date_joined = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = PersonManager()

    class Meta:
        verbose_name_plural = "people"
        ordering = ("full_name", "id")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="an_address_belongs_to_one_person"),
            models.CheckConstraint(
                name="an_address_is_kept_in_lower_case", condition=Q(email__isnull=True) | Q(email=Lower("email"))
            ),
            models.UniqueConstraint(Lower("reference"), name="a_staff_number_belongs_to_one_person"),
            models.CheckConstraint(
                name="a_guest_has_no_part_in_practice",
                condition=Q(is_guest=False)
                | Q(receives_supervision=False, manager__isnull=True, is_staff=False, is_superuser=False),
            ),
            models.CheckConstraint(name="nobody_manages_themselves", condition=~Q(manager=F("id"))),
            models.CheckConstraint(
                name="nobody_leaves_before_they_start",
                condition=Q(left_on__isnull=True) | Q(started_on__isnull=True) | Q(left_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the rules alone: a superuser is no reader, and a guest may what is registered for guests."""
        if self.is_guest and perm not in guests.PERMISSIONS:
            return False
        return self.is_active and rules.has_perm(perm, self, obj)

    def likeness(self, *, now: datetime) -> tuple[str, frozenset[Any]] | None:
        """What, besides their key, decides what is asked for them that day: zone and roles.

        None while these are not found out (see `people.requester`), and for whoever stands in for somebody that day.
        """
        from ..reach import stands_in_for  # reach asks this model in turn

        if not (self.is_active and hasattr(self, "known_zone") and hasattr(self, "known_grants")):
            return None
        alone = stands_in_for(self, on=local_day(now, self.known_zone)) == {self.pk}
        return (str(self.known_zone), frozenset(self.known_grants)) if alone else None

    def anybody(self, key: uuid.UUID) -> "Person":
        """Somebody with the same zone and roles of whom nothing else is known: looking for more asks the database."""
        found = Person(pk=key, is_active=True)
        for field in self._meta.concrete_fields:
            if field.attname not in ("id", "is_active", "is_guest"):
                del found.__dict__[field.attname]
        found.known_zone, found.known_grants, found.known_deputies = self.known_zone, list(self.known_grants), []
        return found

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0]
