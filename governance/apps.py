"""Governance: what every practice shows, and what is decided about it."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        """Each room registers what it offers."""
        from .audits import registered as audits
        from .board import registered as board
        from .complaints import registered as complaints
        from .figures import registered as figures
        from .inspections import registered as inspections
        from .measures import registered as measures
        from .meetings import panels, printing, rules, sources  # noqa: F401 - rules are known once they are read
        from .packs import registered as packs

        audits.register()
        complaints.register()
        board.register()
        figures.register()
        inspections.register()
        measures.register()
        packs.register()
        for module in (panels, printing, sources):
            module.register()
