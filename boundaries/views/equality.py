"""Equality: codes about the person, said by whoever asks for a decision; and counts of many."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.views import may_or_404

from .. import commands
from ..decision_forms import EqualityForm
from ..equality_counts import CHARACTERISTICS, counts_by
from ..models import Decision
from .edge import DecisionView, Edge, edge


class Note(DecisionView):
    permission = "boundaries.write_decision"
    title, submit, form_class = "About the person, in codes", "Save", EqualityForm
    lead = (
        "As the person says it, or “not known”. It stands on no page, list or letter about this decision: it is counted, with "
        "many others, to see whether some people are restricted more than others."
    )

    def act(self, form: EqualityForm, decision: Decision, at: Edge) -> str:
        commands.note_equality(decision=decision, said=form.cleaned_data, by=self.request.user, now=at.now)
        return "It is saved."


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """Decisions by kind and one characteristic, with small numbers hidden."""
    may_or_404(request, "boundaries.see_counts")
    at, asked = edge(request.user), request.GET.get("by", "")
    by = asked if asked in CHARACTERISTICS else next(iter(CHARACTERISTICS))
    found = counts_by(by, viewer=request.user, today=at.today, zone=at.zone)
    ways = [(key, title, key == by) for key, (title, _values) in CHARACTERISTICS.items()]
    return render(request, "boundaries/counts.html", {"counts": found, "ways": ways})
