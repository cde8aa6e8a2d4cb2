"""What is kept and seen to again by somebody: one row for each time that it is asked."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..upkeep.enums import UpkeepKind, UpkeepState
from ..upkeep.querysets import UpkeepQuerySet
from .safe_contact import SafeContactProtocol, ThreatRoute
from .standards import Standard

PERSON = settings.AUTH_USER_MODEL
OF = {UpkeepKind.LOOK: "protocol", UpkeepKind.RING: "route", UpkeepKind.READ: "standard"}
WAITS = "waits"


def _of_its_kind() -> Q:
    """Of the three that it may be about, the one that belongs to its kind."""
    found = Q()
    for kind, own in OF.items():
        found |= Q(kind=kind.value, **{f"{name}__isnull": name != own for name in OF.values()})
    return found


class Upkeep(models.Model):
    """That somebody is asked to look at safe contact, to ring a route, or to read a standard again; asked again, it is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=15, choices=UpkeepKind)
    protocol = models.ForeignKey(
        SafeContactProtocol, on_delete=models.PROTECT, null=True, blank=True, related_name="upkeep"
    )
    route = models.ForeignKey(ThreatRoute, on_delete=models.PROTECT, null=True, blank=True, related_name="upkeep")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, null=True, blank=True, related_name="upkeep")
    # For mails: it says neither whose case it is nor what is done.
    reference = models.CharField(max_length=20)
    # Who hears of it, and who stands above them.
    asked = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=5, choices=UpkeepState, default=UpkeepState.WAITS)
    reminder_at = models.DateTimeField(null=True, blank=True)
    # The sweep reads next_check, which is empty when nothing is left to check.
    next_check = models.DateTimeField(null=True, blank=True)
    ran_out_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)

    objects = UpkeepQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints = [
            models.CheckConstraint(name="what_is_seen_to_is_of_its_kind", condition=_of_its_kind()),
            models.UniqueConstraint(
                fields=["protocol"], name="a_protocol_waits_for_one_look", condition=Q(state=WAITS)
            ),
            models.UniqueConstraint(fields=["route"], name="a_route_waits_for_one_call", condition=Q(state=WAITS)),
            models.UniqueConstraint(
                fields=["standard"], name="a_standard_waits_for_one_reading", condition=Q(state=WAITS)
            ),
            models.CheckConstraint(
                name="what_was_seen_to_says_when_and_is_swept_no_more",
                condition=Q(state=WAITS, met_at__isnull=True)
                | Q(state="met", met_at__isnull=False, next_check__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "next_check"], name="upkeep_to_check_next", condition=Q(next_check__isnull=False)
            ),
        ]
