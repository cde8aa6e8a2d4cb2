"""Policies: which helped, stood in the way or were missing, for those who answer for teams; and the list in set-up."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people.places import teams_answered_for

from .. import commands, policy_page
from ..models import GuidancePolicy
from ..policy_counts import PolicyCounts, policy_counts, years_over
from ..policy_forms import ChangePolicyForm, PolicyFilter, PolicyForm
from .edge import Edge, edge

SEE, SETS_UP = "debriefs.see_policies", "debriefs.set_up_incidents"
YEARS = 3


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Policies down, services or teams across, and each policy's change task."""
    found = _shown(request)
    context = found | {"query": request.GET.urlencode(), "period": policy_page.period_name(found["counts"].since)}
    return render(request, "debriefs/policies.html", context)


@require_safe
def policies_csv(request: HttpRequest) -> HttpResponse:
    """The same counts as a file."""
    found = _shown(request)
    rows = policy_page.csv_rows(found["counts"], found["rows"], found["columns"], found["smallest"])
    return csv_response("policies.csv", policy_page.CSV_HEADER, rows)


def _shown(request: HttpRequest) -> dict[str, Any]:
    may_or_404(request, SEE)
    at, smallest = edge(request.user), people.organisation().smallest_group
    form, counts, by_team = _asked(request, at, smallest)
    columns = policy_page.columns_of(counts, list(teams_answered_for(request.user, on=at.today)), by_team=by_team)
    listed = policy_page.policies_shown(counts)
    tasks = policy_page.tasks_of(listed, at.now, at.zone)
    rows = policy_page.rows_of(counts, listed, columns, tasks, smallest=smallest)
    return {"filter_form": form, "counts": counts, "columns": columns, "rows": rows, "smallest": smallest}


def _asked(request: HttpRequest, at: Edge, smallest: int) -> tuple[PolicyFilter, PolicyCounts, bool]:
    periods = years_over(today=at.today, number=YEARS)
    form = PolicyFilter(
        request.GET or None, periods=[(one.isoformat(), policy_page.period_name(one)) for one in periods]
    )
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    since = next((one for one in periods if one.isoformat() == said.get("period")), periods[0])
    return form, policy_counts(since=since, zone=at.zone, smallest=smallest), said.get("by") == PolicyFilter.TEAMS


@require_safe
def policy_list(request: HttpRequest) -> HttpResponse:
    """The list that debriefs speak of, as an administrator sees it."""
    may_or_404(request, SETS_UP)
    rows = GuidancePolicy.objects.select_related("owner").order_by("name")
    return render(request, "debriefs/policy_list.html", {"policies": rows})


class PolicyPage(RecordForm):
    """A page with one form about one entry of the list."""

    def way_back(self, _policy: GuidancePolicy | None) -> str:
        return reverse("debriefs:policy_list")


class AddPolicy(PolicyPage):
    title, submit = "Add a policy", "Add it"
    lead = "From now on debriefs can say that it helped, stood in the way or was missing."

    def load(self) -> tuple[None, Edge]:
        may_or_404(self.request, SETS_UP)
        return None, edge(self.request.user)

    def form(self, _policy: None, at: Edge, typed: Any = None) -> PolicyForm:
        return PolicyForm(typed, people=people.people_in_post(on=at.today).order_by("full_name", "pk"))

    def act(self, form: PolicyForm, _policy: None, at: Edge) -> str:
        policy = commands.add_policy(**form.cleaned_data, by=self.request.user, now=at.now)
        return f"{policy.name} is on the list."


class ChangePolicy(PolicyPage):
    title, submit = "Change a policy", "Save"
    lead = "What debriefs said of it stays with it, whatever it is called and whoever owns it."

    def load(self, policy_id: uuid.UUID) -> tuple[GuidancePolicy, Edge]:
        may_or_404(self.request, SETS_UP)
        rows = GuidancePolicy.objects.select_related("owner")
        return get_object_or_404(rows, pk=policy_id), edge(self.request.user)

    def form(self, policy: GuidancePolicy, at: Edge, typed: Any = None) -> ChangePolicyForm:
        there = people.people_in_post(on=at.today).order_by("full_name", "pk")
        initial = {"name": policy.name, "owner": policy.owner, "in_use": "no" if policy.retired_at else "yes"}
        return ChangePolicyForm(typed, people=there, initial=initial)

    def act(self, form: ChangePolicyForm, policy: GuidancePolicy, at: Edge) -> str:
        said = form.cleaned_data | {"in_use": form.cleaned_data["in_use"] == "yes"}
        changed = commands.change_policy(policy=policy, **said, by=self.request.user, now=at.now)
        return f"{changed.name} is saved."
