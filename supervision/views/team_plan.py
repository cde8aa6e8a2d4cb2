"""Planning a team's sessions in one form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from workforce_assurance.common.views import MayOr404

from .. import commands, team_plan
from ..exceptions import SeveralRefused
from ..planning_forms import PlanFilter, WhyForm
from ..planning_page import warning
from ..words import counted
from .edge import edge

GONE = "Some sessions are no longer on this page (moved, held or handed over). Nothing was saved; look at the rest and save again."


class TeamPlan(MayOr404, View):
    """Every session due in the coming weeks; all are saved, or none."""

    permission_required = "supervision.see_cadence"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = edge(request.user)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, self._rows(request), WhyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        rows, why = self._rows(request, request.POST), WhyForm(request.POST)
        if self._is_right(request, rows, why):
            if "check" in request.POST:
                self._check(rows)
                messages.info(request, "These times were looked at, and nothing was saved.")
            elif self._save(request, rows, why):
                return redirect(request.get_full_path())
        return self._page(request, rows, why)

    def _rows(self, request: HttpRequest, typed: Any = None) -> list[team_plan.Row]:
        teams = team_plan.teams_of(request.user, on=self.at.today)
        supervises = request.user.has_perm("supervision.supervise")
        self.filter = PlanFilter(request.GET or None, teams=teams, supervises=supervises)
        said = self.filter.cleaned_data if self.filter.is_bound and self.filter.is_valid() else {}
        team = said.get("team") or ("" if supervises or not teams else teams[0][0])
        sessions = team_plan.sessions_to_plan(
            request.user, team=team, weeks=int(said.get("weeks") or team_plan.WEEKS), on=self.at.today
        )
        found = list(sessions[: team_plan.MOST + 1])
        self.is_cut = len(found) > team_plan.MOST
        return team_plan.rows_of(found[: team_plan.MOST], now=self.at.now, zone=self.at.zone, typed=typed)

    def _is_right(self, request: HttpRequest, rows: list[team_plan.Row], why: WhyForm) -> bool:
        right = [row.form.is_valid() for row in rows]
        if not (why.is_valid() and all(right)):
            return False
        if set(request.POST.getlist("session")) - {str(row.session.pk) for row in rows}:
            why.add_error(None, GONE)
        agreed = [row.name for row in rows if row.changes_what_was_agreed]
        if agreed and "check" not in request.POST:
            why.ask_for_both(agreed)
        return why.is_valid()

    def _check(self, rows: list[team_plan.Row]) -> None:
        for row in rows:
            row.clashes, row.proposed = row.choice.clashes(row.form.to), ""

    def _save(self, request: HttpRequest, rows: list[team_plan.Row], why: WhyForm) -> bool:
        said = why.cleaned_data
        try:
            changed = commands.choose_times(
                chosen=[row.form.chosen for row in rows if row.is_changed], side=said["side"] or None,
                reason=said["reason"] or None, by=request.user, now=self.at.now,
            )  # fmt: skip
        except SeveralRefused as refusal:
            for row in rows:
                if row.session.pk in refusal.why:
                    row.form.add_error("day", refusal.why[row.session.pk])
            why.add_error(None, str(refusal))
            return False
        against = warning(
            f"{row.name}: {' '.join(row.choice.clashes(row.form.to))}"
            for row in rows
            if row.choice.clashes(row.form.to)
        )
        messages.success(
            request, f"{counted(len(changed), 'session')} got another time. The rest stays as it was.{against}"
        )
        return True

    def _page(self, request: HttpRequest, rows: list[team_plan.Row], why: WhyForm) -> HttpResponse:
        context = {
            "rows": rows,
            "why": why,
            "forms": [why, *(row.form for row in rows)],
            "has_errors": any(form.errors for form in [why, *(row.form for row in rows)]),
            "filter_form": self.filter,
            "is_cut": self.is_cut,
            "most": team_plan.MOST,
            "asks_why": any(row.session.set_by_hand for row in rows),
        }
        return render(request, "supervision/team_plan.html", context)
