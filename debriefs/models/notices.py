"""Who was told that an incident was logged, because the catalogue names them."""

from django.conf import settings
from django.db import models

from ..enums import Recipient
from .incidents import Incident

PERSON = settings.AUTH_USER_MODEL


class LoggedNotice(models.Model):
    """One person and one incident, with the mail that says so; nobody stands for the safety-net mailbox."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    wanted = models.CharField(max_length=20, choices=Recipient)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mail = models.ForeignKey("outbox.Mail", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person"], name="somebody_is_told_of_an_incident_once", nulls_distinct=False
            )
        ]
