"""Templates out as files, and in from them: what is imported is shown first, with everything that cannot be carried over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ..description import described
from ..exchange.files import TemplateUnreadable
from ..exchange.questionnaire_out import questionnaire
from ..exchange.reader import Read, read_template
from ..models import Template
from ..purposes import PURPOSES
from .display import shown_sections
from .exchange_forms import ImportForm, NewTemplateForm
from .importing import create_template, import_template
from .licences import licence_of, reasons_against_keeping
from .outline import outline_of, outline_of_description
from .pages import BuilderPage
from .refusals import BuilderRefusal


class Export(BuilderPage):
    """The version as a file; refused where its words are not ours to give away."""

    suffix = "json"

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        if sentences := list(reasons_against_keeping(outline_of(self.version), licence_of(self.version))):
            messages.error(request, f"This version is not exported. {sentences[0]}")
            return redirect(self.version_url())
        name = f"{self.version.template.key}-{self.version.number}.{self.suffix}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        told = {"ensure_ascii": False, "indent": 2}
        return JsonResponse(self.content(), headers=headers, json_dumps_params=told)

    def content(self) -> dict[str, Any]:
        return described(self.version)


class ExportQuestionnaire(Export):
    """The same as a FHIR R4 Questionnaire."""

    suffix = "fhir.json"

    def content(self) -> dict[str, Any]:
        return questionnaire(described(self.version), number=self.version.number, state=self.version.state)


class NewTemplate(BuilderPage):
    """From nothing, or from a copy of another version."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(NewTemplateForm(initial={"copied_from": request.GET.get("from", "")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewTemplateForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            draft = create_template(by=request.user, now=timezone.now(), **form.cleaned_data)
        except BuilderRefusal as refusal:
            form.add_error(None, str(refusal))
            return self.page(form, status=409)
        messages.success(request, "The template is begun as a draft. Nobody sees it before you publish it.")
        return redirect("builder:version", draft.pk)

    def page(self, form: NewTemplateForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "structured_templates/builder_new.html", {"form": form}, status=status)


class ImportTemplate(BuilderPage):
    """Choose a file; see what it comes to; begin a draft with it. Nothing is stored before that."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(ImportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form)
        try:
            read = read_template(form.content(), purpose=form.cleaned_data["purpose"])
            if "apply" in request.POST:
                return self.apply(read, form.cleaned_data["into"])
        except TemplateUnreadable as unreadable:
            form.add_error("file", unreadable.sentences)
            return self.page(form)
        except BuilderRefusal as refusal:
            messages.error(request, str(refusal))
            return self.preview(read, form, status=409)
        return self.preview(read, form)

    def apply(self, read: Read, into: Template | None) -> HttpResponse:
        draft = import_template(description=read.description, into=into, by=self.request.user, now=timezone.now())
        messages.success(
            self.request, "The file is imported as a draft. Look it over; nobody sees it before you publish it."
        )
        return redirect("builder:version", draft.pk)

    def page(self, form: ImportForm) -> HttpResponse:
        return render(self.request, "structured_templates/builder_import.html", {"form": form})

    def preview(self, read: Read, form: ImportForm, *, status: int = 200) -> HttpResponse:
        purpose = PURPOSES.get(read.description["purpose"])
        context = {
            "read": read,
            "purpose": purpose.label if purpose else read.description["purpose"],
            "into": form.cleaned_data["into"],
            "sent": form.cleaned_data,
            "sections": shown_sections(outline_of_description(read.description), purpose.areas if purpose else {}),
            "content": read.text,
        }
        return render(self.request, "structured_templates/builder_import_preview.html", context, status=status)
