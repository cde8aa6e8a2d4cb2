"""What an administrator sets: the times of the action log, and the list of themes."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import may_or_404
from workforce_assurance.people.views.edge import edge

from .. import commands
from ..exceptions import Refused
from ..forms import ThemesForm, TimesForm
from ..models import ThemeList
from ..queries import log_setting

PERMISSION = "action_log.set_up_actions"


class SetTimes(View):
    """One form with three numbers."""

    def get(self, request: HttpRequest) -> HttpResponse:
        may_or_404(request, PERMISSION)
        setting = log_setting()
        return self._page(request, TimesForm(initial={name: getattr(setting, name) for name in TimesForm.base_fields}))

    def post(self, request: HttpRequest) -> HttpResponse:
        may_or_404(request, PERMISSION)
        form = TimesForm(request.POST)
        if not form.is_valid():
            return self._page(request, form)
        commands.set_times(by=request.user, now=edge(request.user).now, **form.cleaned_data)
        messages.success(request, "Saved, for what is handed in or closed from now on.")
        return redirect("people:set_up")

    def _page(self, request: HttpRequest, form: TimesForm) -> HttpResponse:
        context = {"form": form, "title": "Times of actions", "submit": "Save", "cancel_url": reverse("people:set_up")}
        return render(request, "action_log/set_up_form.html", context)


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


class EditThemes(View):
    """The lines of a draft."""

    def get(self, request: HttpRequest, list_id: uuid.UUID) -> HttpResponse:
        listed = _list(request, list_id)
        return self._page(request, listed, ThemesForm(themes=list(listed.themes.all())))

    def post(self, request: HttpRequest, list_id: uuid.UUID) -> HttpResponse:
        listed = _list(request, list_id)
        form = ThemesForm(request.POST, themes=list(listed.themes.all()))
        if form.is_valid():
            lines = [commands.Worded(*line) for line in form.themes()]
            try:
                commands.edit_themes(listed=listed, themes=lines, by=request.user, now=edge(request.user).now)
            except Refused as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, "Saved. The list in use stays as it is until you publish this one.")
                return redirect("action_log:themes")
        return self._page(request, listed, form)

    def _page(self, request: HttpRequest, listed: ThemeList, form: ThemesForm) -> HttpResponse:
        context = {
            "form": form,
            "title": f"Change themes, version {listed.number}",
            "lead": "Empty the code of a line to take it out. A code keeps its meaning: give what is new a new one.",
            "submit": "Save the draft",
            "cancel_url": reverse("action_log:themes"),
        }
        return render(request, "action_log/set_up_form.html", context)


@require_POST
def publish_themes(request: HttpRequest, list_id: uuid.UUID) -> HttpResponse:
    """From now on themes are chosen from this version."""
    listed = _list(request, list_id)
    try:
        commands.publish_themes(themes=listed, by=request.user, now=edge(request.user).now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Published. What was coded before keeps its theme.")
    return redirect("action_log:themes")


def _list(request: HttpRequest, list_id: uuid.UUID) -> Any:
    may_or_404(request, PERMISSION)
    return get_object_or_404(ThemeList, pk=list_id)
