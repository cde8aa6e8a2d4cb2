"""Board papers in the browser: the list, one paper with what is done to a draft, its caveats and its readers."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ..models import BoardCaveat, BoardPaper
from ..packs.scope import services_to_choose
from . import commands, page
from .enums import PaperState
from .forms import CaveatForm, DraftForm, ReadersForm
from .readers import by_address, who_may_read

DRAFT, LIST, SEE, WRITE = (
    f"governance.{what}" for what in ("draft_board_paper", "see_board_papers", "see_board_paper", "write_board_paper")
)


class PaperList(ListAtNow):
    """Papers of what the viewer governs, and those that are for them; the latest first."""

    template_name = "board/paper_list.html"
    title = "Board papers"
    lead = "What has to be known of a place, in about a minute: figures as they stood, what has to be read with them, and what we do."
    columns = page.COLUMNS
    what = "papers"

    def get_queryset(self) -> QuerySet[BoardPaper]:
        may_or_404(self.request, LIST)
        rows = BoardPaper.objects.visible_to(self.request.user).select_related("service").defer("figures")
        return rows.annotate(number=Count("readers", distinct=True)).order_by("-drafted_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        may = self.request.user.has_perm(DRAFT)
        return found | {"rows": [page.listed(one, self.at.zone) for one in found["page_obj"]], "may_draft": may}


class New(NewForm):
    """Draft a paper; its figures are taken at once."""

    permission = DRAFT
    title, submit = "Draft a board paper", "Draft it"
    lead = "Figures are taken as they stand at that moment, and stay so. You write beside them what has to be known, then issue it."

    def form(self, _record: None, at: Edge, typed: Any = None) -> DraftForm:
        return DraftForm(typed, places=services_to_choose(self.request.user), today=at.today)

    def act(self, form: DraftForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        self.paper = commands.draft_paper(wanted=form.wanted, once=once, by=self.request.user, now=at.now)
        return ""

    def answer(self, _record: None) -> HttpResponse:
        return redirect("governance:board_paper", self.paper.pk)

    def way_back(self, _record: None) -> str:
        return reverse("governance:board_papers")


def paper_or_404(request: HttpRequest, paper_id: uuid.UUID, permission: str = WRITE) -> BoardPaper:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = BoardPaper.objects.select_related("service", "drafted_by", "issued_by", "replaced_by")
    paper = get_object_or_404(rows, pk=paper_id)
    may_or_404(request, permission, paper)
    return paper


@require_safe
def paper_detail(request: HttpRequest, paper_id: uuid.UUID) -> HttpResponse:
    """What it says; whoever leads governance there sees what can be done to it."""
    paper, zone = paper_or_404(request, paper_id, SEE), edge(request.user).zone
    may_write = request.user.has_perm(WRITE, paper)
    readers = [one.person.full_name for one in paper.readers.select_related("person")] if may_write else []
    more = {
        "may_write": may_write and paper.is_draft,
        "may_name": may_write and paper.state != PaperState.REPLACED,
        "readers": readers,
        "may_make_pdf": not paper.is_draft,
    }
    return render(request, "board/paper.html", page.shown(paper, zone) | more)


@require_safe
def figures_csv(request: HttpRequest, paper_id: uuid.UUID) -> HttpResponse:
    """Its measures as a file."""
    paper = paper_or_404(request, paper_id, SEE)
    return csv_response(f"board-paper-{paper.reference}.csv", page.CSV_HEADER, page.csv_rows(paper))


class OfPaper(RecordForm):
    """A form about one paper."""

    def load(self, paper_id: uuid.UUID) -> tuple[BoardPaper, Edge]:
        return paper_or_404(self.request, paper_id), edge(self.request.user)

    def way_back(self, record: BoardPaper) -> str:
        return reverse("governance:board_paper", args=[record.pk])

    def shown(self, record: BoardPaper, _at: Edge) -> dict[str, Any]:
        return {"caption": page.title(record)}


class Caveat(OfPaper):
    """One sentence beside the figures."""

    title, submit = "Write a caveat", "Keep it"
    lead = "One sentence that has to be read with the figures. It stands in the paper with your role."

    def form(self, record: BoardPaper, _at: Edge, typed: Any = None) -> CaveatForm:
        return CaveatForm(typed, paper=record)

    def act(self, form: CaveatForm, record: BoardPaper, at: Edge) -> str:
        said = form.cleaned_data
        commands.write_caveat(
            paper=record, measure=said["measure"], words=said["words"], by=self.request.user, now=at.now
        )
        return "The caveat stands in the paper."


class Readers(OfPaper):
    """Whom it is for."""

    title, submit = "Who reads this paper", "Keep these readers"
    lead = "They get a mail that says a paper is there, and nothing of what it says, when it is issued."

    def form(self, record: BoardPaper, at: Edge, typed: Any = None) -> ReadersForm:
        named = [str(key) for key in record.readers.values_list("person_id", flat=True)]
        people = who_may_read(self.request.user, on=at.today, also=named)
        return ReadersForm(typed, people=people, initial={"named": named})

    def act(self, form: ReadersForm, record: BoardPaper, at: Edge) -> str:
        viewer = self.request.user
        others = by_address(form.cleaned_data["others"], viewer, on=at.today)
        readers = {form.people[key] for key in form.cleaned_data["named"]} | set(others)
        commands.choose_readers(paper=record, readers=readers, by=viewer, now=at.now)
        return "These are its readers."


@require_POST
def take_caveat_back(request: HttpRequest, caveat_id: uuid.UUID) -> HttpResponse:
    """Take a caveat out of a draft."""
    caveat = get_object_or_404(BoardCaveat.objects.select_related("paper"), pk=caveat_id)
    may_or_404(request, WRITE, caveat.paper)
    with saying(request, "The caveat is taken out."):
        commands.take_caveat_back(caveat=caveat, by=request.user, now=edge(request.user).now)
    return redirect("governance:board_paper", caveat.paper_id)


@require_POST
def take_anew(request: HttpRequest, paper_id: uuid.UUID) -> HttpResponse:
    """Take the figures of a draft anew."""
    paper = paper_or_404(request, paper_id)
    with saying(request, "The figures are as they stand now."):
        commands.take_figures_anew(paper=paper, by=request.user, now=edge(request.user).now)
    return redirect("governance:board_paper", paper.pk)


@require_POST
def issue(request: HttpRequest, paper_id: uuid.UUID) -> HttpResponse:
    """Issue a draft to its readers."""
    paper = paper_or_404(request, paper_id)
    with saying(request, "The paper is issued, and its readers are told."):
        commands.issue_paper(paper=paper, by=request.user, now=edge(request.user).now)
    return redirect("governance:board_paper", paper.pk)


@require_POST
def throw_away(request: HttpRequest, paper_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    paper = paper_or_404(request, paper_id)
    with saying(request, "The draft is thrown away."):
        commands.throw_away(paper=paper, by=request.user, now=edge(request.user).now)
    return redirect("governance:board_papers")
