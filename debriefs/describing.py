"""The form for the rest of an incident, as it stands: what it offers, and what was said already."""

from __future__ import annotations

from datetime import date
from typing import Any

from workforce_assurance.action_log import queries as actions
from workforce_assurance.common.forms import Option
from workforce_assurance.people import queries as people

from .forms import DescribeForm
from .harm import SHORT
from .models import Incident
from .theme_forms import ThemesForm

LEAST_ROWS, SPARE_ROWS = 3, 1


def describing_form(incident: Incident, typed: Any, *, on: date) -> DescribeForm:
    """Under the catalogue that the incident was logged under; colleagues are those of its team and those named before."""
    version = incident.type.version
    known = list(incident.colleagues.select_related("person").order_by("pk"))
    initial: dict[str, Any] = {name: getattr(incident, name) for name in SHORT}
    initial |= {
        "type": str(incident.type_id),
        "sub_category": str(incident.sub_category_id or ""),
        "immediate_actions": incident.immediate_actions,
        "factors": [str(key) for key in incident.coded.values_list("factor_id", flat=True)],
        "case_references": "\n".join(incident.people_served.order_by("pk").values_list("case_reference", flat=True)),
    }
    for number, row in enumerate(known, start=1):
        initial |= {f"person_{number}": str(row.person_id), f"how_{number}": row.how}
    return DescribeForm(
        typed,
        types=version.types.prefetch_related("sub_categories"),
        factors=version.factors.all(),
        people=_colleagues(incident, known, on),
        rows=max(LEAST_ROWS, len(known) + SPARE_ROWS),
        initial=initial,
    )


def themes_form(incident: Incident, typed: Any) -> ThemesForm:
    """With the list in use, and those that were coded from an older one."""
    coded = list(incident.themes.values_list("code", flat=True))
    choices = {theme.code: Option(theme.label, theme.meaning) for theme in actions.themes_in_use()}
    choices |= {code: Option(label) for code, label in actions.themes_ever() if code in coded and code not in choices}
    return ThemesForm(typed, themes=list(choices.items()), initial={"themes": coded})


def _colleagues(incident: Incident, known: list[Any], on: date) -> list[tuple[str, str]]:
    members = people.memberships(on=on).filter(team=incident.team_id, person__is_active=True)
    names = dict(members.values_list("person_id", "person__full_name"))
    names |= {row.person_id: row.person.full_name for row in known}
    return sorted(((str(key), name) for key, name in names.items()), key=lambda each: each[1])
