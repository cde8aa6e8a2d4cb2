"""The pages on which somebody sets a target, works limits out anew, or notes something beside a chart."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people.views.edge import Edge, edge

from . import judging
from .charting import Charted
from .forms import LimitsForm, NoteForm, TargetForm
from .places import Places, words_of
from .queries import charts_of, note_in_force, place_of
from .registry import Measure
from .views import measure_or_404, places_or_404


@dataclass(frozen=True)
class Judging:
    """One measure in one place, as somebody looks at it."""

    measure: Measure
    places: Places
    charted: Charted

    @property
    def address(self) -> str:
        return f"{reverse('governance:measure', args=[self.measure.key])}?place={words_of(self.places.chosen)}"


class MeasureRecordForm(RecordForm):
    """A form about a measure in the place that the address names."""

    permission = "governance.judge_measures"

    def load(self, **keys: Any) -> tuple[Judging, Edge]:
        may_or_404(self.request, self.permission)
        measure = measure_or_404(keys["key"])
        at, places = places_or_404(self.request)
        (charted,) = charts_of(places.chosen, [measure], today=at.today)
        return Judging(measure, places, charted), at

    def way_back(self, record: Judging) -> str:
        return record.address

    def shown(self, record: Judging, _at: Edge) -> dict[str, Any]:
        return {"caption": f"{record.measure.name}, {record.places.name}"}


class Target(MeasureRecordForm):
    """A target and a direction, for the whole organisation."""

    title, submit = "Target and direction", "Set it"
    lead = "It holds from now on, everywhere. What was set before stays in the history."

    def form(self, record: Judging, _at: Edge, typed: Any = None) -> TargetForm:
        judged = record.charted.judged
        before = {"target": judged.target, "better": judged.better.value, "concern_first": judged.concern_first}
        return TargetForm(typed, measure=record.measure, initial=before)

    def act(self, form: TargetForm, record: Judging, at: Edge) -> str:
        judging.set_target(measure=record.measure, aim=form.aim, by=self.request.user, now=at.now)
        return "The target and the direction are set."

    def shown(self, record: Judging, _at: Edge) -> dict[str, Any]:
        return {"caption": record.measure.name}


class Limits(MeasureRecordForm):
    """Limits worked out anew, of one place."""

    title, submit = "Work limits out anew", "Work them out"
    lead = "Only when the way of working changed and the change has lasted; your name and your reason stand beside the chart."

    def form(self, record: Judging, _at: Edge, typed: Any = None) -> LimitsForm:
        return LimitsForm(typed, charted=record.charted)

    def act(self, form: LimitsForm, record: Judging, at: Edge) -> str:
        judging.recalculate(
            charted=record.charted, place=record.places.chosen, **form.said, by=self.request.user, now=at.now
        )
        return "The limits are worked out anew."


class Note(MeasureRecordForm):
    """A note at a month."""

    permission = "governance.see_measures"
    title, submit = "Note something", "Note it"
    lead = "It stands beside the chart at its month, with your name."

    def form(self, record: Judging, _at: Edge, typed: Any = None) -> NoteForm:
        return NoteForm(typed, charted=record.charted)

    def act(self, form: NoteForm, record: Judging, at: Edge) -> str:
        judging.add_note(
            measure=record.measure, place=record.places.chosen, **form.said, by=self.request.user, now=at.now
        )
        return "It stands beside the chart."


@require_POST
def take_back(request: HttpRequest, note_id: uuid.UUID) -> HttpResponse:
    """Whoever wrote a note takes it back, and so does whoever leads all governance."""
    may_or_404(request, "governance.see_measures")
    note, at = note_in_force(note_id), edge(request.user)
    if note is None or not (note.noted_by_id == request.user.pk or request.user.has_perm("governance.judge_measures")):
        raise Http404
    judging.take_back_note(note=note, by=request.user, now=at.now)
    place = words_of(place_of(note.service_id, note.team_id))
    return redirect(f"{reverse('governance:measure', args=[note.measure])}?place={place}")
