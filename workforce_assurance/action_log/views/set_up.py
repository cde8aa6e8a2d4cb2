"""What an administrator sets: the times of the action log, and the list of themes."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands
from ..forms import ThemesForm, TimesForm
from ..models import LogSetting, ThemeList
from ..queries import log_setting

PERMISSION = "action_log.set_up_actions"


class SetTimes(RecordForm):
    """One form with three numbers."""

    title, submit = "Times of actions", "Save"

    def load(self) -> tuple[LogSetting, Edge]:
        may_or_404(self.request, PERMISSION)
        return log_setting(), edge(self.request.user)

    def way_back(self, _setting: LogSetting) -> str:
        return reverse("people:set_up")

    def form(self, setting: LogSetting, _at: Edge, typed: Any = None) -> TimesForm:
        return TimesForm(typed, initial={name: getattr(setting, name) for name in TimesForm.base_fields})

    def act(self, form: TimesForm, _setting: LogSetting, at: Edge) -> str:
        commands.set_times(by=self.request.user, now=at.now, **form.cleaned_data)
        return "Saved, for what is handed in or closed from now on."


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """The list in use, the draft when there is one, and what was in use before."""
    may_or_404(request, PERMISSION)
    listed = list(ThemeList.objects.prefetch_related("themes"))
    context = {
        "published": next((one for one in listed if one.state == "published"), None),
        "draft": next((one for one in listed if one.state == "draft"), None),
        "retired": [one for one in listed if one.state == "retired"],
    }
    return render(request, "action_log/themes.html", context)


@require_POST
def copy_themes(request: HttpRequest) -> HttpResponse:
    """A draft to change."""
    may_or_404(request, PERMISSION)
    draft = commands.copy_themes(by=request.user, now=edge(request.user).now)
    return redirect("action_log:themes_edit", draft.pk)


class EditThemes(RecordForm):
    """The lines of a draft."""

    submit = "Save the draft"
    lead = "Empty the code of a line to take it out. A code keeps its meaning: give what is new a new one."

    def load(self, list_id: uuid.UUID) -> tuple[ThemeList, Edge]:
        return _list(self.request, list_id), edge(self.request.user)

    def way_back(self, _listed: ThemeList) -> str:
        return reverse("action_log:themes")

    def shown(self, listed: ThemeList, _at: Edge) -> dict[str, Any]:
        return {"title": f"Change themes, version {listed.number}"}

    def form(self, listed: ThemeList, _at: Edge, typed: Any = None) -> ThemesForm:
        return ThemesForm(typed, themes=list(listed.themes.all()))

    def act(self, form: ThemesForm, listed: ThemeList, at: Edge) -> str:
        lines = [commands.Worded(*line) for line in form.themes()]
        commands.edit_themes(listed=listed, themes=lines, by=self.request.user, now=at.now)
        return "Saved. The list in use stays as it is until you publish this one."


@require_POST
def publish_themes(request: HttpRequest, list_id: uuid.UUID) -> HttpResponse:
    """From now on themes are chosen from this version."""
    listed = _list(request, list_id)
    with saying(request, "Published. What was coded before keeps its theme."):
        commands.publish_themes(themes=listed, by=request.user, now=edge(request.user).now)
    return redirect("action_log:themes")


def _list(request: HttpRequest, list_id: uuid.UUID) -> Any:
    may_or_404(request, PERMISSION)
    return get_object_or_404(ThemeList, pk=list_id)
