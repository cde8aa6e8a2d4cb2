"""What samples are drawn from: one's own interactions flagged, the list, and one of them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.action_log.sources import SOURCES
from workforce_assurance.action_log.views.asked_source import asked_source
from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ...models import Interaction
from .. import commands
from ..enums import LeftOut
from ..forms import FlagForm, InteractionFilter, LeaveOutForm
from ..frame_list import CSV_HEADER, LOADS, cells, csv_cells, narrowed
from ..interaction_page import page
from ..querysets import InteractionQuerySet


def interaction_or_404(request: HttpRequest, interaction_id: uuid.UUID, permission: str) -> Interaction:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = Interaction.objects.select_related("worker", "team__service", "supervisor", "review")
    interaction = get_object_or_404(rows, pk=interaction_id)
    may_or_404(request, permission, interaction)
    return interaction


class InteractionList(ListAtNow):
    """One's own interactions, and those of services that one governs: codes and dates."""

    template_name = "reviews/interaction_list.html"
    filter_form = InteractionFilter
    title = "Challenging interactions"
    lead = "What samples are drawn from: codes and dates. What happened is read by whoever reviews it."
    columns = ("Interaction", "What", "When", "Team", "Worker", "Came from", "Status")
    back = ("reviews:home", "Reviews")
    what, file = "interactions", "reviews:interactions_csv"

    def get_queryset(self) -> InteractionQuerySet:
        rows = Interaction.objects.visible_to(self.request.user).select_related(*LOADS)
        return rows.order_by("-happened_on", "reference")

    def filtered(self, rows: InteractionQuerySet, **asked: Any) -> InteractionQuerySet:
        return narrowed(rows, asked)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"rows": [cells(one, self.request.user) for one in found["page_obj"]]}


class InteractionCsv(InteractionList):
    """The same list, whole, as a file: facts and codes, and nobody's name."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return csv_response("interactions.csv", CSV_HEADER, (csv_cells(one) for one in self.every_row().iterator()))


class Flag(NewForm):
    """Flag one's own interaction; `?from=kind:key` names the record that it comes from."""

    permission = "boundaries.flag_interaction"
    title, submit, form_class = "Flag an interaction that was hard", "Save, and write what happened", FlagForm
    lead = "Something that you would like to learn from. It may be drawn to be reviewed: about how we work, never about who you are."

    def act(self, form: FlagForm, _record: None, at: Edge) -> str:
        source = asked_source(self.request, on=at.today)
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        self.made = commands.flag_interaction(told=form.told(source), once=once, by=self.request.user, now=at.now)
        return "It is flagged. Now write what happened."

    def way_back(self, _record: None) -> str:
        return reverse("reviews:home")

    def answer(self, _record: None) -> HttpResponse:
        return redirect("reviews:interaction", self.made.pk)

    def shown(self, _record: None, at: Edge) -> dict[str, Any]:
        source = asked_source(self.request, on=at.today)
        return {"caption": f"From {SOURCES[source[0]].label.lower()}" if source else ""}


@require_safe
def interaction_detail(request: HttpRequest, interaction_id: uuid.UUID) -> HttpResponse:
    """One interaction: its facts, and for whoever had it its account."""
    interaction = interaction_or_404(request, interaction_id, "boundaries.see_interaction")
    return render(request, "reviews/interaction.html", page(interaction, request.user, edge(request.user).now))


class LeaveOut(RecordForm):
    """Take it out of the samples to come."""

    permission = "boundaries.leave_out_interaction"
    title, submit, form_class = "Leave it out of samples", "Leave it out", LeaveOutForm
    lead = "Every sample that it would have been in lists it with this reason."

    def load(self, interaction_id: uuid.UUID) -> tuple[Interaction, Edge]:
        return interaction_or_404(self.request, interaction_id, self.permission), edge(self.request.user)

    def act(self, form: LeaveOutForm, interaction: Interaction, at: Edge) -> str:
        because = LeftOut(form.cleaned_data["because"])
        commands.leave_out(interaction=interaction, because=because, by=self.request.user, now=at.now)
        return "It is left out, with its reason."

    def way_back(self, interaction: Interaction) -> str:
        return reverse("reviews:interaction", args=[interaction.pk])

    def shown(self, interaction: Interaction, _at: Edge) -> dict[str, Any]:
        return {"caption": f"Interaction {interaction.reference}"}
