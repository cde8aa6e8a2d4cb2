"""Finishing, signing, and what is added to a record afterwards: each a page with one form, or one button."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ..commands import add_statement, amend, finish_response, forget_kept, reopen_response, sign
from ..forms import AmendmentForm, SignForm, StatementForm
from ..kept import newest_kept
from ..models import Section
from ..refusals import RecordRefusal
from .base import RecordView
from .record import ReadingView


class Finish(RecordView):
    permission = "structured_templates.finish_response"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            finish_response(response=self.response, by=request.user, now=self.now)
        except RecordRefusal as refused:
            messages.error(request, str(refused))
            return redirect("record_check", self.response.pk)
        return redirect("record_sign", self.response.pk)


class Reopen(RecordView):
    permission = "structured_templates.reopen_response"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            reopen_response(response=self.response, by=request.user, now=self.now)
        except RecordRefusal as refused:
            messages.error(request, str(refused))
        return redirect("record", self.response.pk)


class FormView(ReadingView):
    """A page with one form of words; what was typed survives a refusal, a wrong token and a session that ran out."""

    form_class: type[Form]
    template = "records/form.html"
    heading = submit = ""
    # What `ending` has to allow before the form is shown; without it the record itself says how it stands.
    needs = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = newest_kept(request.user, request.path)
        if kept is None and not self.ending()[self.needs]:
            return redirect("record_read", self.response.pk)
        initial = {name: values[-1] for name, values in kept.typed.items() if values} if kept else {}
        return self.page(self.new_form(initial=initial), kept=kept)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.new_form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            self.do(form.cleaned_data, once=request.POST.get("once", "")[:64])
        except RecordRefusal as refused:
            messages.error(request, str(refused))
            return self.page(form, status=409)
        forget_kept(kept_id=request.POST.get("kept", ""), by=request.user)
        return redirect("record_read", self.response.pk)

    def new_form(self, *args: Any, **kwargs: Any) -> Form:
        return self.form_class(*args, **kwargs)

    def do(self, data: dict[str, Any], *, once: str) -> None:
        raise NotImplementedError

    def page(self, form: Form, *, status: int = 200, kept: Any = None) -> HttpResponse:
        once = self.request.POST.get("once") or (kept.first("once") if kept else "") or uuid.uuid4()
        found = self.shared_context() | self.ending() | self.more()
        found |= {
            "form": form,
            "once": once,
            "kept": kept,
            "heading": self.heading,
            "submit": self.submit,
            "cancel_url": reverse("record_read", args=[self.response.pk]),
        }
        return render(self.request, self.template, found, status=status)

    def more(self) -> dict[str, Any]:
        return {}


class Sign(FormView):
    permission = "structured_templates.sign_response"
    form_class = SignForm
    template = "records/sign.html"
    heading, submit = "Read and sign", "Sign this record"
    needs = "may_sign"

    def do(self, data: dict[str, Any], *, once: str) -> None:
        seen = self.request.POST.get("seen_sha256", "")
        words = {"statement": data["text"], "once": once}
        sign(response=self.response, seen_sha256=seen, by=self.request.user, now=self.now, **words)

    def page(self, form: Form, *, status: int = 200, kept: Any = None) -> HttpResponse:
        if self.is_open or not self.ending()["may_sign"]:
            return redirect("record_read", self.response.pk)
        self.note_read("read")
        return super().page(form, status=status, kept=kept)

    def more(self) -> dict[str, Any]:
        return self.supplements() | {"sections": self.shown(self.values())}


class AddStatement(FormView):
    permission = "structured_templates.add_statement"
    form_class = StatementForm
    heading, submit = "Add your statement", "Add the statement"
    needs = "may_state"

    def do(self, data: dict[str, Any], *, once: str) -> None:
        add_statement(response=self.response, text=data["text"], once=once, by=self.request.user, now=self.now)


class Amend(FormView):
    permission = "structured_templates.amend_response"
    form_class = AmendmentForm
    heading, submit = "Amend this record", "Add the amendment"
    needs = "may_amend"

    def new_form(self, *args: Any, **kwargs: Any) -> Form:
        shared = [one for one in self.version.sections if not all(asked.is_private for asked in one.answered)]
        return self.form_class(*args, sections=shared, **kwargs)

    def do(self, data: dict[str, Any], *, once: str) -> None:
        asked = self.version.section(data["section"])
        section = Section.objects.get(pk=asked.id) if asked else None
        words = {"reason": data["reason"], "text": data["text"], "once": once}
        amend(response=self.response, section=section, by=self.request.user, now=self.now, **words)
