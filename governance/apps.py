"""Governance: what every practice shows, and what is decided about it."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        """Each room registers what it offers."""
        from workforce_assurance.common.navigation import Entry, register_entry
        from workforce_assurance.people.reach import is_governance_lead

        from .meetings import panels, printing, rules, sources  # noqa: F401 - rules are known once they are read

        for module in (panels, printing, sources):
            module.register()
        # Whoever is invited to a meeting finds it on Today.
        register_entry(Entry("governance", "Governance", "/governance/meetings/", 60, is_governance_lead, gives_way=5))
