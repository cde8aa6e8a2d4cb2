"""Packs in the browser: the list, the questions with a check before it is made, its progress, its files; and checking one."""

from __future__ import annotations

import io
import uuid
import zipfile
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from workforce_assurance.audit.commands import record_read
from workforce_assurance.common.views import may_or_404, saying
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ..models import EvidencePack, PackContent
from . import check_pack, commands, pages
from .building import PDF
from .enums import PackState
from .forms import CheckForm, PackForm
from .planning import size_of
from .scope import places_to_choose, wanted_scope
from .verifying import verify

MAY, SEE = "governance.make_packs", "governance.see_pack"


class PackList(ListAtNow):
    """Packs of what the viewer governs, the latest first."""

    template_name = "packs/pack_list.html"
    title = "Evidence packs"
    lead = "Each is made once, as of a moment, and sealed: whoever gets one can check that nothing was changed."
    columns = pages.COLUMNS
    back = ("governance:home", "What changed")
    make = ("governance:pack_new", "Make a pack")
    what, caption = "packs", "Packs that were asked for, the latest first"
    none = ("Evidence packs stand here.", "None was asked for yet.")

    def get_queryset(self) -> QuerySet[EvidencePack]:
        may_or_404(self.request, MAY)
        rows = EvidencePack.objects.visible_to(self.request.user)
        return rows.select_related("service", "team__service", "asked_by").order_by("-asked_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"rows": [pages.listed(one, self.at.zone) for one in found["page_obj"]]}


class New(NewForm):
    """The questions on one page; the next says how large it gets and what is left out, and makes it."""

    permission = MAY
    title, submit = "Make an evidence pack", "Show what it would hold"
    lead = "You see its size and what is left out before it is made."

    def post(self, request: HttpRequest, **keys: Any) -> HttpResponse:
        record, at = self.load(**keys)
        form = self.form(record, at, request.POST)
        if form.is_valid() and "change" in request.POST:
            return self.page(record, at, form)
        if form.is_valid() and "make" not in request.POST:
            return self._check(form)
        return super().post(request, **keys)

    def form(self, _record: None, at: Edge, typed: Any = None) -> PackForm:
        return PackForm(typed, places=places_to_choose(self.request.user), today=at.today)

    def _check(self, form: PackForm) -> HttpResponse:
        wanted = form.wanted
        scope = wanted_scope(wanted, by=self.request.user, now=edge(self.request.user).now)
        context = {"form": form, "rows": pages.planned(wanted, scope), "size": size_of(scope, wanted.parts)}
        return render(self.request, "packs/check.html", context | {"cancel_url": self.way_back(None)})

    def act(self, form: PackForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        self.pack = commands.ask_for_pack(wanted=form.wanted, once=once, by=self.request.user, now=at.now)
        return ""

    def answer(self, _record: None) -> HttpResponse:
        return redirect("governance:pack", self.pack.pk)

    def way_back(self, _record: None) -> str:
        return reverse("governance:packs")


def pack_or_404(request: HttpRequest, pack_id: uuid.UUID) -> EvidencePack:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = EvidencePack.objects.select_related("service", "team__service", "asked_by")
    pack = get_object_or_404(rows, pk=pack_id)
    may_or_404(request, SEE, pack)
    return pack


@require_safe
def pack_detail(request: HttpRequest, pack_id: uuid.UUID) -> HttpResponse:
    """How far it is; a page that asks again by itself gets that part alone, and is opened anew once there is no more to wait for."""
    pack = pack_or_404(request, pack_id)
    asks_again: bool = bool(request.htmx)  # type: ignore[attr-defined]
    if asks_again and not pack.is_to_come:
        # With the seal, and without the button that cancels.
        return HttpResponseClientRefresh()
    template = "packs/_state.html" if asks_again else "packs/pack.html"
    return render(request, template, {"pack": pack, "rows": pages.facts(pack, edge(request.user).zone)})


@require_POST
def cancel(request: HttpRequest, pack_id: uuid.UUID) -> HttpResponse:
    """Stop it before it is made."""
    pack = pack_or_404(request, pack_id)
    with saying(request, "The pack is cancelled. Nothing was made."):
        commands.cancel_pack(pack=pack, by=request.user, now=edge(request.user).now)
    return redirect("governance:pack", pack.pk)


@require_safe
def fetch_zip(request: HttpRequest, pack_id: uuid.UUID) -> HttpResponse:
    """The pack itself."""
    return _fetched(request, pack_id, "zip")


@require_safe
def fetch_pdf(request: HttpRequest, pack_id: uuid.UUID) -> HttpResponse:
    """Its PDF alone."""
    return _fetched(request, pack_id, "pdf")


def _fetched(request: HttpRequest, pack_id: uuid.UUID, kind: str) -> HttpResponse:
    pack = pack_or_404(request, pack_id)
    if pack.state != PackState.READY:
        return redirect("governance:pack", pack.pk)
    facts, now = {"reference": pack.reference, "file": kind}, edge(request.user).now
    subject = commands.SUBJECT
    record_read(action="pack.fetched", subject_type=subject, subject_id=pack.pk, by=request.user, now=now, facts=facts)
    content = bytes(PackContent.objects.get(pack=pack).content)
    if kind == "pdf":
        with zipfile.ZipFile(io.BytesIO(content)) as whole:
            content = whole.read(PDF)
    disposition = f'attachment; filename="evidence-pack-{pack.reference}.{kind}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type=f"application/{kind}", headers=headers)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verifying(request: HttpRequest) -> HttpResponse:
    """Whether a pack that somebody holds is whole; for everybody, and nothing is kept."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    verdict = verify(form.cleaned_data["file"].read()) if form.is_bound and form.is_valid() else None
    return render(request, "packs/verify.html", {"form": form, "verdict": verdict})


@login_not_required
@require_safe
def checker(_request: HttpRequest) -> HttpResponse:
    """The program that checks a pack without this one."""
    headers = {"Content-Disposition": 'attachment; filename="check_pack.py"'}
    return HttpResponse(Path(check_pack.__file__).read_bytes(), content_type="text/x-python", headers=headers)
