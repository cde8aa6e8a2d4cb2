"""What people offers to the menu, to Today and to the set-up page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Window
from django.urls import reverse_lazy

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.common.panels import MOST, Panel, PanelSource, Row, register_panel
from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
from workforce_assurance.common.shipped import Shipped, register_shipped
from workforce_assurance.common.support import register_support

from . import charges_held, held
from .commands.support import ship_contacts
from .models import Person
from .queries import workers_without_supervisor, zone_for
from .reach import is_administrator, is_data_protection_lead
from .support import contacts_for


def _opens_set_up(viewer: Any) -> bool:
    return isinstance(viewer, Person) and (is_administrator(viewer) or is_data_protection_lead(viewer))


def without_supervisor(viewer: Any, now: datetime) -> Panel | None:
    """For administrators: who works here and has nobody to supervise them."""
    if not is_administrator(viewer):
        return None
    lacking = workers_without_supervisor(on=local_day(now, zone_for(viewer))).annotate(in_all=Window(Count("*")))
    found = list(lacking.only("full_name")[:MOST])
    address = reverse_lazy("people:list")
    rows = [Row(person.full_name, url=str(reverse_lazy("people:person", args=[person.pk]))) for person in found]
    total = found[0].in_all if found else 0
    return Panel(
        key="without_supervisor",
        title="People with no supervisor",
        rows=rows,
        empty="Everybody who receives supervision has a supervisor.",
        all_url=f"{address}?show=no_supervisor" if total > MOST else "",
        total=total,
    )


def register() -> None:
    register_entry(Entry("set-up", "Set-up", "/set-up/", order=90, shown_to=_opens_set_up))
    held.register()
    charges_held.register()
    register_panel(PanelSource("people.without_supervisor", 80, without_supervisor))
    register_support(contacts_for)
    register_shipped(Shipped("people.support", 20, lambda now: ship_contacts(now=now)))
    for page in _PAGES:
        register_set_up_page(page)


_PAGES = (
    SetUpPage(
        "people",
        "People",
        "/set-up/people/",
        "Who works here, their supervisor, leave, deputy and roles.",
        10,
        is_administrator,
    ),
    SetUpPage(
        "import",
        "Import people",
        "/set-up/people/import/",
        "Bring in people and teams from a file.",
        20,
        is_administrator,
    ),
    SetUpPage("teams", "Teams and services", "/set-up/teams/", "Who manages and leads them.", 30, is_administrator),
    SetUpPage(
        "organisation",
        "Organisation",
        "/set-up/organisation/",
        "Name, time zone, safety-net mailbox.",
        80,
        is_administrator,
    ),
    SetUpPage(
        "support",
        "Support contacts",
        "/set-up/support/",
        "Whom people are told to turn to, and when.",
        82,
        is_administrator,
    ),
    SetUpPage(
        "calendar",
        "Calendar",
        "/set-up/calendar/",
        "The days on which working-day clocks stand still.",
        85,
        is_administrator,
    ),
)
