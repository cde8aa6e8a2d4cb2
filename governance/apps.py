"""Governance: measures of every practice, and what is done about them."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        """Each room registers what it offers."""
