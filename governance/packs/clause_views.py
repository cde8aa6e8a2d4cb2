"""Standards of others in the browser: which there are, what each clause asks, what answers it, and what it said before."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.views import may_or_404, saying
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ..models import NamedStandard, StandardClause
from . import commands, pages
from .clause_forms import ClauseForm, StandardForm

SEE, EDIT = "governance.see_standards", "governance.edit_standards"


class StandardList(ListAtNow):
    """Every standard, in its order."""

    template_name = "layouts/drawn_list.html"
    title = "Standards of others"
    lead = (
        "What somebody outside asks for, in our own words, and what here answers it. Packs show it as their crosswalk."
    )
    columns = ("Standard", "Set by", "Clauses")
    back = ("governance:packs", "Evidence packs")
    make = ("governance:standard_new", "Add a standard")
    what, caption = "standards", "Standards, in their order"
    none = ("Standards of others stand here.", "None was written down yet.")

    def get_queryset(self) -> QuerySet[NamedStandard]:
        may_or_404(self.request, SEE)
        if not self.request.user.has_perm(EDIT):
            self.make = ("", "")
        counted = Count("clauses", filter=Q(clauses__ended_at__isnull=True))
        return NamedStandard.objects.annotate(number=counted).order_by("position", "code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = [
            [Cell(one.name, url=reverse("governance:standard", args=[one.pk])), one.source, str(one.number)]
            for one in found["page_obj"]
        ]
        return found | {"rows": rows}


def standard_or_404(request: HttpRequest, code: str, permission: str) -> NamedStandard:
    """:raises Http404: when there is none, or they may not"""
    may_or_404(request, permission)
    return get_object_or_404(NamedStandard, pk=code)


@require_safe
def standard_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One standard with its clauses, and what they said before."""
    standard = standard_or_404(request, code, SEE)
    may_edit = request.user.has_perm(EDIT)
    found = pages.standard(standard, may_edit=may_edit, zone=edge(request.user).zone)
    return render(request, "packs/standard.html", found | {"standard": standard, "may_edit": may_edit})


class StandardPage(NewForm):
    """A form about a standard."""

    permission = EDIT

    def way_back(self, record: Any) -> str:
        return reverse("governance:standard", args=[record.pk]) if record else reverse("governance:standards")


class NewStandard(StandardPage):
    """A standard without clauses yet."""

    title, submit = "Add a standard", "Add it"
    lead = "Its clauses come next, one by one."
    form_class = StandardForm

    def act(self, form: StandardForm, _record: None, at: Edge) -> str:
        self.made = commands.add_standard(**_said(form), by=self.request.user, now=at.now)
        return "The standard is there. Add its clauses."

    def answer(self, _record: None) -> HttpResponse:
        return redirect("governance:standard", self.made.pk)


class OfOneStandard(StandardPage):
    """A form about a standard that is there."""

    def load(self, **keys: Any) -> Any:
        return standard_or_404(self.request, keys["code"], self.permission), edge(self.request.user)

    def shown(self, record: NamedStandard, _at: Edge) -> dict[str, Any]:
        return {"caption": record.name}


class ChangeStandard(OfOneStandard):
    """Its name, source and what it is about."""

    title, submit = "Change the standard", "Change it"
    lead = "Packs that were made keep what they say."

    def form(self, record: NamedStandard, _at: Edge, typed: Any = None) -> StandardForm:
        return StandardForm(typed, initial={name: getattr(record, name) for name in StandardForm.base_fields})

    def act(self, form: StandardForm, record: NamedStandard, at: Edge) -> str:
        commands.change_standard(standard=record, **_said(form), by=self.request.user, now=at.now)
        return "The standard is changed."


class NewClause(OfOneStandard):
    """One more clause."""

    title, submit = "Add a clause", "Add it"
    form_class = ClauseForm

    def act(self, form: ClauseForm, record: NamedStandard, at: Edge) -> str:
        commands.add_clause(standard=record, said=form.said, by=self.request.user, now=at.now)
        return "The clause is there."


class ChangeClause(OfOneStandard):
    """What a clause says, from now on."""

    title, submit = "Change the clause", "Change it"
    lead = "What it says now stays below the standard, with its days."

    def load(self, **keys: Any) -> Any:
        record, at = super().load(**keys)
        self.clause = clause_or_404(record, keys["clause_id"])
        return record, at

    def form(self, _record: NamedStandard, _at: Edge, typed: Any = None) -> ClauseForm:
        said = ("number", "words", "evidence", "gap")
        return ClauseForm(typed, initial={name: getattr(self.clause, name) for name in said})

    def act(self, form: ClauseForm, _record: NamedStandard, at: Edge) -> str:
        commands.change_clause(clause=self.clause, said=form.said, by=self.request.user, now=at.now)
        return "The clause is changed."


@require_POST
def take_out(request: HttpRequest, code: str, clause_id: int) -> HttpResponse:
    """From now on no pack is held against it."""
    standard = standard_or_404(request, code, EDIT)
    clause = clause_or_404(standard, clause_id)
    with saying(request, f"Clause {clause.number} is taken out. What it said stays below."):
        commands.take_clause_out(clause=clause, by=request.user, now=edge(request.user).now)
    return redirect("governance:standard", standard.pk)


def clause_or_404(standard: NamedStandard, clause_id: int) -> StandardClause:
    """:raises Http404: when it has none of that key; one that ended is refused by the command, in words"""
    clause = standard.clauses.filter(pk=clause_id).first()
    if clause is None:
        raise Http404
    return clause


def _said(form: StandardForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in StandardForm.base_fields}
