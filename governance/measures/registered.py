"""What measures register when the app starts."""

from typing import Any

from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.people import reach

# The rules are known once they are read.
from . import holdings, of_audits, of_complaints, rules, shipped, sources, with_figures  # noqa: F401


def _leads_governance(viewer: Any) -> bool:
    """Managers find it from supervision's completion: who manages a team is a question of its own, and the menu asks none."""
    return bool(viewer.is_authenticated) and reach.is_governance_lead(viewer)


def register() -> None:
    shipped.register()
    with_figures.register()
    of_complaints.register()
    of_audits.register()
    holdings.register()
    sources.register()
    register_entry(Entry("governance", "Governance", "/governance/", 10, shown_to=_leads_governance, gives_way=1))
