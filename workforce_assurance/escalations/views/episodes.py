"""Escalations in the viewer's reach: the list, and why one was sent or not sent, with what can be done about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.forms import Form, TextField
from workforce_assurance.common.views import ListPage, RecordForm, may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands, words
from ..forms import HandOverForm, PutOffForm
from ..models import Episode, Notice
from ..pages import pages_for
from ..queries import counted_by_rung, with_history


class EpisodeFilter(Form):
    state = forms.ChoiceField(
        label="Show", required=False, choices=[("", "All that are not closed"), *Episode.State.choices, ("all", "All")]
    )
    reference = TextField(label="Reference", required=False, max_length=20)


class EpisodeList(ListPage):
    """What is coming up or past its date, in the viewer's reach: references and days, no names."""

    template_name = "escalations/episode_list.html"
    filter_form = EpisodeFilter
    context_object_name = "episodes"

    def get_queryset(self) -> QuerySet[Episode]:
        self.now, self.zone = timezone.now(), people.zone()
        self.visible = Episode.objects.visible_to(self.request.user, on=local_day(self.now, self.zone))
        return (self.visible if self._wants_closed() else self.visible.not_closed()).order_by("due_at", "pk")

    def _wants_closed(self) -> bool:
        return self.request.GET.get("state") in {"closed", "all"}

    def filtered(self, rows: QuerySet[Episode], *, state: str, reference: str) -> QuerySet[Episode]:
        rows = rows.filter(state=state) if state in Episode.State.values else rows
        return rows.filter(reference__icontains=reference) if reference else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = [
            (
                episode,
                words.kind_of(episode),
                words.status(episode, now=self.now, zone=self.zone),
                words.EPISODE_TONES[episode.state],
            )
            for episode in found["page_obj"]
        ]
        return found | {"rows": rows, "counts": counted_by_rung(self.visible.open())}


class EpisodeDetail(View):
    """Why it was sent or not sent: rungs, notices, mails and answers, in words."""

    def get(self, request: HttpRequest, episode_id: UUID) -> HttpResponse:
        episode = _episode(request, episode_id, "escalations.see_episode")
        names = request.user.has_perm("escalations.see_names_of_episode", episode)
        now, zone = timezone.now(), people.zone()
        shown = {
            "episode": episode,
            "kind": words.kind_of(episode),
            "status": words.status(episode, now=now, zone=zone),
            "tone": words.EPISODE_TONES[episode.state],
            "names": names,
            "page": pages_for(request.user, [episode], on=local_day(now, zone)).get(episode.pk, "") if names else "",
            "act": words.act_on(episode),
            "rungs": _rungs(episode),
            "events": words.history(episode, episode.notices.all(), episode.reactions.all(), names=names, zone=zone),
            "facts": _facts(episode, names, zone),
        }
        return render(request, "escalations/episode_detail.html", shown)


class AcknowledgeEpisode(View):
    """Receipt of one, by somebody signed in."""

    def post(self, request: HttpRequest, episode_id: UUID) -> HttpResponse:
        episode = _episode(request, episode_id, "escalations.answer_episode")
        number = commands.acknowledge(episodes=[episode], by=request.user, now=timezone.now())
        said = "Acknowledged: everybody can see that you have it." if number else "Nothing is left to acknowledge here."
        messages.success(request, said)
        return redirect("escalation", episode_id=episode_id)


class _AnswerForm(RecordForm):
    """A form about one episode that ends on its page."""

    def load(self, episode_id: UUID) -> tuple[Episode, Edge]:
        return _episode(self.request, episode_id, "escalations.answer_episode"), edge(self.request.user)

    def way_back(self, episode: Episode) -> str:
        return reverse("escalation", args=[episode.pk])

    def shown(self, episode: Episode, _at: Edge) -> dict[str, Any]:
        return {"caption": episode.reference}


class HandOver(_AnswerForm):
    title, submit = "Hand it over", "Hand over"

    def form(self, episode: Episode, at: Edge, typed: Any = None) -> HandOverForm:
        return HandOverForm(typed, episode=episode, viewer=self.request.user, now=at.now)

    def act(self, form: HandOverForm, episode: Episode, at: Edge) -> str:
        commands.hand_over(episode=episode, to=form.cleaned_data["to"], by=self.request.user, now=at.now)
        return "Handed over. They get a mail of their own."


class PutOff(_AnswerForm):
    title, submit, form_class = "Put it off", "Put off", PutOffForm

    def act(self, form: PutOffForm, episode: Episode, at: Edge) -> str:
        commands.snooze(episode=episode, by=self.request.user, now=at.now, **form.cleaned_data)
        return "Put off. The next person is told no earlier than that."


class MyAlerts(ListPage):
    """What was sent to me, and why."""

    template_name = "escalations/my_alerts.html"

    def get_queryset(self) -> QuerySet[Notice]:
        on = people.today(now=timezone.now())
        return Notice.objects.visible_to(self.request.user, on=on).select_related("episode", "mail").order_by("-id")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = [
            (
                notice,
                words.kind_of(notice.episode),
                words.way_in_words(notice.way, notice.episode.obligation_kind),
                words.NOTICE_TONES[notice.state],
            )
            for notice in found["page_obj"]
        ]
        return found | {"rows": rows}


def _episode(request: HttpRequest, episode_id: UUID, permission: str) -> Episode:
    episode = with_history(Episode.objects.filter(pk=episode_id)).first()
    if episode is None:
        raise Http404
    may_or_404(request, permission, episode)
    return episode


def _rungs(episode: Episode) -> list[dict[str, Any]]:
    told = {notice.position for notice in episode.notices.all()}
    return [
        {"label": words.rung_in_words(rung.position, rung.recipient, rung.working_days, episode.obligation_kind)}
        | words.rung_status(rung.position, episode.position, told)
        for rung in episode.ladder.rungs.all()
    ]


def _facts(episode: Episode, names: bool, zone: Any) -> list[dict[str, Any]]:
    facts = [
        {"label": "Due", "value": words.day(words.day_of(episode.due_at, zone))},
        {"label": "Ran out, or runs out", "value": words.when(episode.runs_out_at, zone)},
        {
            "label": "Next person waits until",
            "value": words.when(episode.held_until, zone) if episode.held_until else "Nobody put it off",
        },
    ]
    if names:
        facts = [
            {"label": "About", "value": str(episode.about)},
            {"label": "Responsible", "value": words.responsible(episode)},
            *facts,
        ]
    return facts
