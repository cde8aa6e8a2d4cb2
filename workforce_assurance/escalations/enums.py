"""The coded words of escalations."""

from django.db import models


class Recipient(models.TextChoices):
    """Who a rung tells; people.reach finds the person, or who stands in."""

    WORKER = "worker", "The worker"
    SUPERVISOR = "supervisor", "The supervisor"
    MANAGER = "manager", "The manager"
    SERVICE_LEAD = "service_lead", "The service lead"
    GOVERNANCE_LEAD = "governance_lead", "The governance lead"
    SAFETY_NET = "safety_net", "The safety-net mailbox"
