"""Who may bring figures in and take them back: administrators and whoever leads governance."""

from __future__ import annotations

from typing import Any

import rules

from workforce_assurance.people import reach

from ..models import FigureImport


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def is_administrator(person: Any) -> bool:
    return reach.is_administrator(person)


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def chose_it(person: Any, upload: FigureImport | None) -> bool:
    return upload is not None and FigureImport.objects.waiting_for(person).filter(pk=upload.pk).exists()


@rules.predicate
def sees_it(person: Any, upload: FigureImport | None) -> bool:
    """What waits is seen by whoever chose it, what was brought in by everybody whose business it is."""
    return upload is not None and (FigureImport.objects.visible_to(person).brought_in().filter(pk=upload.pk).exists())


rules.add_perm("governance.import_figures", is_active & (is_administrator | leads_governance))
rules.add_perm("governance.bring_figures_in", is_active & (is_administrator | leads_governance) & chose_it)
rules.add_perm("governance.see_figure_import", is_active & sees_it)
