"""An incident with a word of each of its confidential fields, written by the pages that people use."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from django.urls import reverse
from django.utils import timezone

from debriefs.models import Incident
from tests.factories.people import PersonFactory, TeamFactory
from workforce_assurance.structured_templates.models import Response

REPORTER, MANAGER = "reporter@harbour.example", "manager@harbour.example"
# Where these words belong: the reporter's name among the people, the case reference beside its incident.
AT_HOME = {"people_person", "debriefs_personserved"}
SECTIONS = {
    "what_happened": "happened", "what_worked": "worked", "felt_unsafe": "unsafe", "policies": "policies_how",
    "system_changes": "changes",
}  # fmt: skip


class Writer(Protocol):
    """Somebody signed in, at a browser without scripts."""

    def get(self, path: str) -> tuple[int, str]: ...
    def form(self, path: str, **fields: str) -> str: ...
    def press(self, page: str, button: str, **fields: str) -> None: ...


def reporter_and_manager(name: str, password: str) -> None:
    """The reporter has that name, which they will keep from others."""
    manager = PersonFactory(full_name="Morgan Hale", email=MANAGER, password=password, receives_supervision=False)
    team = TeamFactory(name="Harbour outreach", manager=manager)
    PersonFactory(full_name=name, email=REPORTER, password=password, team=team, receives_supervision=False)


def write_incident(reporter: Writer, manager: Writer, stem: str) -> None:
    """Logged with the name kept back, described, debriefed and one debrief paused by the manager; one is late."""
    happened = timezone.localtime() - timedelta(hours=26)
    reporter.form(
        "/incidents/new/", type="violence", place="premises", when="other", day=f"{happened:%Y-%m-%d}",
        clock=f"{happened:%H:%M}", help_needed="no", mode="kept",
    )  # fmt: skip
    incident = Incident.objects.get(reporter_mode="kept")
    page = f"/incidents/{incident.pk}/"
    manager.form(f"{page}describe/", type=str(incident.type_id), case_references=f"{stem}-70")
    manager.press(page, f"{page}account/")
    manager.form(_section("debriefs.account", "account"), **{"q.account": f"{stem}-account", "save": "1"})
    learning = incident.debriefs.get(strand="learning")
    paused = incident.debriefs.filter(strand="staff_support").latest("due_at")
    manager.form(f"{page}debriefs/{learning.pk}/lead/", facilitator=str(incident.team.manager_id))
    manager.press(f"{page}debriefs/{learning.pk}/", f"{page}debriefs/{learning.pk}/record/")
    for section, question in SECTIONS.items():
        words = {f"q.{question}": f"{stem}-{question}", "save": "1"}
        manager.form(_section("debriefs.learning", section), **words)
    manager.form(f"{page}debriefs/{paused.pk}/pause/", why=f"{stem}-pause")
    for where in (page, f"{page}debriefs/{learning.pk}/", f"{page}debriefs/{paused.pk}/", "/", "/incidents/"):
        manager.get(where)
    assert f"{stem}-70" in manager.get(page)[1]
    assert reporter.get(page)[0] == 200
    assert stem not in manager.get("/incidents/incidents.csv")[1]


def _section(purpose: str, key: str) -> str:
    return reverse("record_section", args=[Response.objects.get(purpose=purpose).pk, key])
