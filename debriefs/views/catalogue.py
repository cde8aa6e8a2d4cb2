"""The catalogue of incident types in set-up: the one in force, and the draft of the next, one thing to a page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.action_log.queries import themes_ever
from workforce_assurance.common.views import RecordForm, may_or_404, saying

from .. import catalogue_forms, commands
from ..catalogue_forms import with_codes
from ..catalogue_words import differences, factor_words, notification_words, scheme_words, strand_words
from ..enums import Recipient
from ..models import CatalogueVersion
from ..queries import catalogue_in_force, description_of
from .edge import Edge, edge

SETS_UP = "debriefs.set_up_incidents"
PUBLISHED = "Published. What was logged before keeps the version it was logged under."


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue in force, as administrators see it, and the way to the draft."""
    may_or_404(request, SETS_UP)
    version = catalogue_in_force()
    found: dict[str, Any] = {"version": version, "draft": CatalogueVersion.objects.drafts().first()}
    if version is not None:
        found["types"] = version.types.prefetch_related("sub_categories", "strands", "notifications")
        found["factors"] = version.factors.all()
    return render(request, "debriefs/catalogue.html", found)


@require_safe
def draft(request: HttpRequest) -> HttpResponse:
    """The draft: what differs from the one in force, and each part with the way to change it."""
    described, version = _draft(request)
    current = catalogue_in_force()
    before = description_of(current) if current else {"types": [], "factors": []}
    found = {
        "draft": version,
        "current": current,
        "differences": differences(before, described),
        "types": [_type_in_words(one) for one in described["types"]],
        "factors": [factor_words(factor) for factor in described["factors"]],
    }
    return render(request, "debriefs/catalogue_draft.html", found)


def _type_in_words(one: dict[str, Any]) -> dict[str, Any]:
    return one | {
        "recipients": [Recipient(code).label for code in one["recipients"]],
        "strands": [strand_words(rule) for rule in one["strands"]],
        "notifications": [notification_words(rule) for rule in one["notifications"]],
        "schemes": [scheme_words(row) for row in one["mapped_to"].items()],
    }


def _draft(request: HttpRequest) -> tuple[dict[str, Any], CatalogueVersion]:
    """:raises Http404: when there is no draft, or it is none of theirs"""
    may_or_404(request, SETS_UP)
    version = CatalogueVersion.objects.drafts().first()
    if version is None:
        raise Http404
    return description_of(version), version


class DraftForm(RecordForm):
    """A page with one form about one part of the draft."""

    template_name, submit = "debriefs/catalogue_part.html", "Save"

    def load(self, code: str = "") -> tuple[dict[str, Any], Edge]:
        described, _version = _draft(self.request)
        if code:
            described = next((one for one in described["types"] if one["code"] == code), {})
        if not described:
            raise Http404
        return described, edge(self.request.user)

    def way_back(self, part: dict[str, Any]) -> str:
        return reverse("debriefs:catalogue_draft") + (f"#type-{part['code']}" if "code" in part else "")

    def shown(self, part: dict[str, Any], _at: Edge) -> dict[str, Any]:
        return {"caption": part.get("label", "The draft of the catalogue")}


class AddType(DraftForm):
    title, submit, form_class = "Add a kind of incident", "Add it", catalogue_forms.AddTypeForm

    def act(self, form: Any, _part: dict[str, Any], at: Edge) -> str:
        commands.add_type(label=form.cleaned_data["label"], by=self.request.user, now=at.now)
        return "It stands at the end of the draft. Say next what follows from it."


class TypePart(DraftForm):
    """One part of one kind of incident."""

    def save(self, part: dict[str, Any], at: Edge, **changes: Any) -> str:
        commands.edit_type(code=part["code"], changes=changes, by=self.request.user, now=at.now)
        return "Saved. The catalogue in force stays as it is until you publish the draft."


class TypeItself(TypePart):
    title = "Its name, and who inside is told"

    def form(self, part: dict[str, Any], _at: Edge, typed: Any = None) -> catalogue_forms.TypeForm:
        return catalogue_forms.TypeForm(typed, initial=part | {"is_critical": "yes" if part["is_critical"] else "no"})

    def act(self, form: catalogue_forms.TypeForm, part: dict[str, Any], at: Edge) -> str:
        return self.save(part, at, **form.changes())


class TypeRows(TypePart):
    """Rows of one kind of incident; `named` is the column that a new row's code is made from."""

    key = named = ""
    rows_form: Any = None

    def form(self, part: dict[str, Any], _at: Edge, typed: Any = None) -> Any:
        return self.rows_form(typed, rows=part[self.key])

    def act(self, form: Any, part: dict[str, Any], at: Edge) -> str:
        rows = with_codes(form.rows(), part[self.key], named=self.named) if self.named else form.rows()
        return self.save(part, at, **{self.key: rows})


class SubCategories(TypeRows):
    title, key, named, rows_form = "More closely", "sub_categories", "label", catalogue_forms.SubCategoriesForm
    lead = "Closer words for it, for whoever adds the rest. Empty a row to take it out."


class Strands(TypeRows):
    title, key, rows_form = "What follows", "strands", catalogue_forms.StrandsForm
    lead = "Which conversations follow, and between which hours after it happened. The hours are elapsed hours, whatever the clocks do."


class Notifications(TypeRows):
    title, key, named, rows_form = "Who outside is told", "notifications", "whom", catalogue_forms.NotificationsForm
    lead = "Each line becomes a line of the incident's checklist, with its clock and what proves it. Empty a row to take it out."


class Schemes(TypePart):
    title, lead = (
        "In other schemes",
        "What it is called in lists outside, for reports and files. Empty a row to take it out.",
    )

    def form(self, part: dict[str, Any], _at: Edge, typed: Any = None) -> catalogue_forms.SchemesForm:
        return catalogue_forms.SchemesForm(typed, rows=part["mapped_to"])

    def act(self, form: catalogue_forms.SchemesForm, part: dict[str, Any], at: Edge) -> str:
        return self.save(part, at, mapped_to=form.mapped_to())


class Factors(DraftForm):
    title = "What may contribute"
    lead = "Things in the system, never somebody's fault. With a theme, whoever codes the factor codes the theme too."

    def form(self, part: dict[str, Any], _at: Edge, typed: Any = None) -> catalogue_forms.FactorsForm:
        return catalogue_forms.FactorsForm(typed, rows=part["factors"], themes=themes_ever())

    def act(self, form: catalogue_forms.FactorsForm, part: dict[str, Any], at: Edge) -> str:
        rows = with_codes(form.rows(), part["factors"], named="label")
        commands.edit_factors(factors=rows, by=self.request.user, now=at.now)
        return "Saved. The catalogue in force stays as it is until you publish the draft."


@require_POST
def copy(request: HttpRequest) -> HttpResponse:
    """A draft to change."""
    may_or_404(request, SETS_UP)
    commands.copy_catalogue(by=request.user, now=edge(request.user).now)
    return redirect("debriefs:catalogue_draft")


@require_POST
def remove_type(request: HttpRequest, code: str) -> HttpResponse:
    """Take a kind of incident out of the draft."""
    _draft(request)
    with saying(request, "It is taken out of the draft. What was logged as one keeps it."):
        commands.remove_type(code=code, by=request.user, now=edge(request.user).now)
    return redirect("debriefs:catalogue_draft")


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Put the draft in force."""
    _draft(request)
    with saying(request, PUBLISHED):
        commands.publish_draft(by=request.user, now=edge(request.user).now)
    return redirect("debriefs:catalogue")


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the draft away."""
    _draft(request)
    with saying(request, "The draft is thrown away."):
        commands.discard_draft(by=request.user, now=edge(request.user).now)
    return redirect("debriefs:catalogue")
