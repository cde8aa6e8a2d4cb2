"""The link with which people without an account log what happened with a team."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..querysets import ReportLinkQuerySet

PERSON = settings.AUTH_USER_MODEL


class ReportLink(models.Model):
    """A team's link, on paper or a door. Its address is signed; nothing secret is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReportLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["team"], name="one_report_link_of_a_team", condition=Q(revoked_at__isnull=True)
            ),
            models.CheckConstraint(
                name="a_revoked_report_link_says_by_whom",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
            models.CheckConstraint(name="a_report_link_holds_for_a_while", condition=Q(expires_at__gt=F("created_at"))),
        ]
