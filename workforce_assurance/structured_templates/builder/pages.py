"""What the pages of the builder have in common: who may open them, which version they are about, and two editors."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, View
from rules.permissions import has_perm

from ..enums import VersionState
from ..models import Question, Section, TemplateVersion
from .forms import MoveForm, SeenForm
from .outline import SectionOutline, outline_of_section
from .queries import areas_of, versions_with_template
from .refusals import BuilderRefusal, DraftChangedMeanwhile, NotADraft


class BuilderPage(PermissionRequiredMixin, View):
    """For administrators; to everybody else the page is not there."""

    def has_permission(self) -> bool:
        # Asked of the rules themselves: a superuser is no administrator of templates.
        return bool(has_perm("structured_templates.manage_templates", self.request.user))

    def handle_no_permission(self) -> Any:
        raise Http404

    @cached_property
    def version(self) -> TemplateVersion:
        return get_object_or_404(versions_with_template(), pk=self.kwargs["version"])

    @cached_property
    def section(self) -> Section:
        return get_object_or_404(self.version.sections.prefetch_related("questions"), key=self.kwargs["section"])

    @cached_property
    def outline(self) -> SectionOutline:
        return outline_of_section(self.section)

    @cached_property
    def question(self) -> Question:
        rows = Question.objects.select_related("section__version__template", "group")
        return get_object_or_404(rows, section=self.section, key=self.kwargs["question"])

    @property
    def areas(self) -> dict[str, str]:
        return areas_of(self.version.template)

    def version_url(self, part: str = "") -> str:
        return reverse("builder:version", args=[self.version.pk]) + (f"#{part}" if part else "")

    def section_url(self, part: str = "") -> str:
        address = reverse("builder:section", args=[self.version.pk, self.section.key])
        return address + (f"#{part}" if part else "")


class DraftFormPage(BuilderPage, FormView):
    """A form that changes a draft; the second of two editors is shown both, and keeps what they typed."""

    template_name = "structured_templates/builder_form.html"
    title = ""
    lead = ""
    submit = "Save"
    done = "Saved."

    def save(self, form: Any) -> None:
        raise NotImplementedError

    def stored(self) -> dict[str, Any]:
        """The fields as they are stored now; empty for something new."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.version.state != VersionState.DRAFT:
            messages.info(request, str(NotADraft()))
            return redirect(self.version_url())
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return self.stored() | {"seen": self.version.revision}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.save(form)
        except BuilderRefusal as refusal:
            return self.refused(form, refusal)
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def refused(self, form: Any, refusal: BuilderRefusal) -> HttpResponse:
        form.add_error(None, str(refusal))
        differing = []
        if isinstance(refusal, DraftChangedMeanwhile):
            differing = differences(form, self.stored())
            form.data = form.data.copy()
            form.data["seen"] = self.version.revision
        context = self.get_context_data(form=form, refusal=refusal, differing=differing)
        return self.render_to_response(context, status=409)

    def get_title(self) -> str:
        return self.title

    def get_success_url(self) -> str:
        return self.version_url()

    def cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"title": self.get_title(), "lead": self.lead, "submit": self.submit}
        where = {"caption": self.version.template.name, "version": self.version, "cancel_url": self.cancel_url()}
        return super().get_context_data(**kwargs) | words | where


def differences(form: Any, stored: dict[str, Any]) -> list[dict[str, str]]:
    """Where what is stored now and what was typed differ: label, both wordings."""
    return [
        {
            "label": str(form[name].label),
            "stored": _words(form, name, value),
            "typed": _words(form, name, form[name].value()),
        }
        for name, value in stored.items()
        if name in form.fields and _plain(value) != _plain(form[name].value())
    ]


def _plain(value: Any) -> Any:
    return [str(each) for each in value] if isinstance(value, list) else str("" if value is None else value)


def _words(form: Any, name: str, value: Any) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, list):
        return ", ".join(str(choices.get(str(each), each)) for each in value) or "(empty)"
    return str(choices.get(str(value or ""), value) or "(empty)")


class ActionPage(BuilderPage):
    """One button that changes a draft and comes back to the place it stood at."""

    form_class: type[SeenForm] = MoveForm

    def change(self, form: Any) -> None:
        raise NotImplementedError

    def place(self) -> str:
        return ""

    def back(self) -> str:
        return self.version_url(self.place())

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            messages.error(request, "That button was incomplete. Use the buttons on this page.")
            return redirect(self.back())
        try:
            self.change(form)
        except BuilderRefusal as refusal:
            messages.error(request, str(refusal))
        return redirect(self.back())


class RemovePage(DraftFormPage):
    """Asks once before something is removed from a draft."""

    template_name = "structured_templates/builder_remove.html"
    form_class = SeenForm
    submit = "Remove"
    done = "Removed from the draft."
