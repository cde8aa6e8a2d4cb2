"""The pages of measures: what changed, one measure, and both as files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.dates import local_day, start_of_day
from workforce_assurance.common.views import may_or_404
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from ..between.events import EVENTS
from . import home_page, measure_page
from .forms import MeasureForm, PlaceForm
from .places import AnswersForNone, Places, places_for, words_of
from .queries import charts_of
from .registry import MEASURES, Measure
from .visits import look_in


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What changed in one place."""
    at, places = places_or_404(request)
    form = PlaceForm(request.GET or None, places=places)
    mays = {
        "may_make_packs": request.user.has_perm("governance.make_packs"),
        "may_see_together": places.holds_more_than_teams,
    }
    more: dict[str, Any] = {"filter_form": form, **mays}
    before = look_in(person=request.user, now=at.now, day_began_at=start_of_day(at.today, at.zone))
    more["looked_on"] = long_day(local_day(before, at.zone)) if before else ""
    return render(request, "governance/home.html", home_page.page(places, before=before, now=at.now) | more)


@require_safe
def summary_csv(request: HttpRequest) -> HttpResponse:
    """The summary as a file."""
    _, places = places_or_404(request)
    return csv_response("measures.csv", home_page.CSV_HEADER, home_page.csv_rows(places))


@require_safe
def measure_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One measure over time."""
    measure = measure_or_404(key)
    at, places = places_or_404(request)
    form = MeasureForm(request.GET or None, places=places)
    smallest = people.smallest_group_for(request.user)
    number = months_asked(request)
    found = measure_page.page(measure, places, number=number, now=at.now, zone=at.zone, smallest=smallest)
    may = request.user.has_perm("governance.judge_measures")
    acts = request.user.has_perm("action_log.open_action")
    opens = not measure.records_for or request.user.has_perm(measure.records_for)
    between = between_url(measure, places)
    mays = {"between_url": between, "may_judge": may, "may_act": acts, "may_open_records": opens}
    return render(request, "governance/measure.html", found | {"filter_form": form} | mays)


@require_safe
def measure_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The same as a file, suppressed as on the page."""
    measure = measure_or_404(key)
    at, places = places_or_404(request)
    (charted,) = charts_of(places.chosen, [measure], today=at.today)
    smallest = people.smallest_group_for(request.user)
    rows = measure_page.csv_rows(charted, places.name, smallest, months_asked(request))
    return csv_response(f"{measure.key.replace('.', '-')}.csv", measure_page.CSV_HEADER, rows)


def between_url(measure: Measure, places: Places) -> str:
    """Where the single events are charted; empty where none are known."""
    if measure.key not in EVENTS:
        return ""
    return f"{reverse('governance:measure_between', args=[measure.key])}?place={words_of(places.chosen)}"


def measure_or_404(key: str) -> Measure:
    if key not in MEASURES:
        raise Http404
    return MEASURES[key]


def places_or_404(request: Any) -> tuple[Edge, Places]:
    may_or_404(request, "governance.see_measures")
    at = edge(request.user)
    try:
        return at, places_for(request.user, now=at.now, asked=request.GET.get("place", ""))
    except AnswersForNone:
        raise Http404 from None


def months_asked(request: HttpRequest) -> int:
    """One of the periods that are offered."""
    asked = request.GET.get("months", "")
    return next((number for number in measure_page.PERIODS if str(number) == asked), measure_page.PERIODS[0])
