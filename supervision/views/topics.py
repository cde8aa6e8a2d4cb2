"""Topics of a session: adding one, and what is pressed beside each."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.structured_templates.commands import forget_kept
from workforce_assurance.structured_templates.kept import newest_kept

from .. import commands
from ..forms import TopicForm
from ..models import Session, Topic
from .edge import Edge, edge, session_or_404

MAY = "supervision.talk_in_session"
ACTS: dict[str, Callable[..., Any]] = {
    "talked": partial(commands.tick_topic, talked=True),
    "not-talked": partial(commands.tick_topic, talked=False),
    "next-time": partial(commands.leave_topic_for_next_time, later=True),
    "this-time": partial(commands.leave_topic_for_next_time, later=False),
    "up": commands.move_topic_up,
    "take-back": commands.take_topic_back,
}


class AddTopic(RecordForm):
    """A page with one box for words; what was typed survives a refusal, a wrong token and a session that ran out."""

    title, submit, template_name = "Add something to talk about", "Add", "supervision/topic_form.html"
    kept: Any = None

    def load(self, session_id: uuid.UUID) -> tuple[Session, Edge]:
        return session_or_404(self.request, session_id, MAY), edge(self.request.user)

    def way_back(self, session: Session) -> str:
        return reverse("supervision:session", args=[session.pk])

    def answer(self, session: Session) -> HttpResponse:
        return redirect(f"{self.way_back(session)}#panel-topics")

    def shown(self, session: Session, _at: Edge) -> dict[str, Any]:
        other = session.supervisor if self.request.user.pk == session.worker_id else session.worker
        return {
            "caption": f"Supervision of {session.worker.full_name}",
            "readers": f"you and {other.full_name}, and nobody else.",
            "once": self.request.POST.get("once") or (self.kept.first("once") if self.kept else "") or uuid.uuid4(),
            "kept": self.kept,
        }

    def form(self, _session: Session, _at: Edge, typed: Any = None) -> TopicForm:
        if typed is None:
            self.kept = newest_kept(self.request.user, self.request.path)
        return TopicForm(typed, initial={"text": self.kept.first("text")} if self.kept else None)

    def act(self, form: TopicForm, session: Session, at: Edge) -> str:
        said = {"text": form.cleaned_data["text"], "once": self.request.POST.get("once", "")[:64]}
        commands.add_topic(session=session, by=self.request.user, now=at.now, **said)
        forget_kept(kept_id=self.request.POST.get("kept", ""), by=self.request.user)
        return "Added to what you will talk about."

    def page(self, session: Session, at: Edge, form: TopicForm) -> HttpResponse:
        response = super().page(session, at, form)
        response.status_code = 422 if form.is_bound else 200
        return response


@require_POST
def topic_act(request: HttpRequest, topic_id: uuid.UUID, what: str) -> HttpResponse:
    """Tick it, leave it for next time, move it up, or take it back."""
    topic = get_object_or_404(Topic.objects.select_related("session__worker", "session__supervisor"), pk=topic_id)
    may_or_404(request, MAY, topic.session)
    if what not in ACTS:
        raise Http404
    with saying(request, ""):
        ACTS[what](topic=topic, by=request.user, now=edge(request.user).now)
    return redirect(f"{reverse('supervision:session', args=[topic.session_id])}#panel-topics")
