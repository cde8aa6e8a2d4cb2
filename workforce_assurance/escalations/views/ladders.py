"""Ladders: read them, copy one, change the copy, and publish it after a look at the counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from workforce_assurance.common import banners
from workforce_assurance.common.views import MayOr404, RecordForm, may_or_404, saying
from workforce_assurance.outbox.queries import minutes_to_send
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands, words
from ..foreseen import first_sweep_of
from ..forms import LadderForm
from ..models import LadderVersion
from ..queries import dry_run, latest_versions, to_be_started
from ..registry import OBLIGATIONS


class MayManageLadders(MayOr404):
    permission_required = "escalations.manage_ladders"


class LadderList(MayManageLadders, TemplateView):
    template_name = "escalations/ladder_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ladders = latest_versions()
        waiting = [_foreseen(ladder, now=timezone.now()) for ladder in to_be_started(ladders)]
        return super().get_context_data(**kwargs) | {
            "ladders": [_shown(ladder) for ladder in ladders],
            "waiting": waiting,
        }


class StartLadder(MayManageLadders, View):
    def post(self, request: HttpRequest, ladder_id: UUID) -> HttpResponse:
        ladder = get_object_or_404(LadderVersion.objects.published(), pk=ladder_id)
        with saying(request, "Started. The next sweep tells everybody who has to know."):
            commands.start_kind(kind=ladder.obligation_kind, by=request.user, now=timezone.now())
        banners.forget()
        return redirect("ladders")


class LadderDetail(MayManageLadders, View):
    def get(self, request: HttpRequest, ladder_id: UUID) -> HttpResponse:
        ladder = get_object_or_404(LadderVersion.objects.prefetch_related("rungs"), pk=ladder_id)
        counts = dry_run(ladder, now=timezone.now())
        shown = _shown(ladder) | {"counts": counts, "total": sum(counts.values())}
        return render(request, "escalations/ladder_detail.html", shown)


class CopyLadder(MayManageLadders, View):
    def post(self, request: HttpRequest, ladder_id: UUID) -> HttpResponse:
        ladder = get_object_or_404(LadderVersion, pk=ladder_id)
        draft = commands.copy_ladder(ladder=ladder, by=request.user, now=timezone.now())
        return redirect("ladder_edit", ladder_id=draft.pk)


class EditLadder(RecordForm):
    title, submit, form_class = "Change the draft of a ladder", "Save the draft", LadderForm
    lead = "Leave a rung's recipient empty to have one rung fewer."

    def load(self, ladder_id: UUID) -> tuple[LadderVersion, Edge]:
        may_or_404(self.request, "escalations.manage_ladders")
        drafts = LadderVersion.objects.drafts()
        return get_object_or_404(drafts, pk=ladder_id), edge(self.request.user)

    def way_back(self, ladder: LadderVersion) -> str:
        return reverse("ladder", args=[ladder.pk])

    def shown(self, ladder: LadderVersion, _at: Edge) -> dict[str, Any]:
        return {"caption": _kind(ladder)}

    def form(self, ladder: LadderVersion, _at: Edge, typed: Any = None) -> LadderForm:
        initial: dict[str, Any] = {"acknowledgement_holds": ladder.acknowledgement_holds}
        for rung in ladder.rungs.all():
            initial[f"recipient_{rung.position}"] = rung.recipient
            initial[f"working_days_{rung.position}"] = rung.working_days
        return LadderForm(typed, initial=initial)

    def act(self, form: LadderForm, ladder: LadderVersion, at: Edge) -> str:
        holds = form.cleaned_data["acknowledgement_holds"]
        commands.edit_ladder(
            ladder=ladder, steps=form.steps(), acknowledgement_holds=holds, by=self.request.user, now=at.now
        )
        return "The draft is saved. Nothing changes until it is published."


class PublishLadder(MayManageLadders, View):
    def post(self, request: HttpRequest, ladder_id: UUID) -> HttpResponse:
        ladder = get_object_or_404(LadderVersion, pk=ladder_id)
        with saying(request, "Published. Whatever runs out from now on climbs this ladder."):
            commands.publish_ladder(ladder=ladder, by=request.user, now=timezone.now())
        return redirect("ladder", ladder_id=ladder_id)


def _kind(ladder: LadderVersion) -> str:
    obligation = OBLIGATIONS.get(ladder.obligation_kind)
    return obligation.plural.capitalize() if obligation else ladder.obligation_kind


def _foreseen(ladder: LadderVersion, *, now: datetime) -> dict[str, Any]:
    """What starting would do, in words."""
    foreseen = first_sweep_of(ladder.obligation_kind, now=now)
    rungs = foreseen.rungs.items() if foreseen else ()
    return {
        "ladder": ladder,
        "kind": _kind(ladder),
        "foreseen": foreseen,
        "rungs": [words.foreseen(position, number) for position, number in rungs],
        "minutes": minutes_to_send(foreseen.people if foreseen else 0),
    }


def _shown(ladder: LadderVersion) -> dict[str, Any]:
    rungs = [
        words.rung_in_words(rung.position, rung.recipient, rung.working_days, ladder.obligation_kind)
        for rung in ladder.rungs.all()
    ]
    return {"ladder": ladder, "kind": _kind(ladder), "rungs": rungs}
