"""Topics of a session: adding one, and what is pressed beside each."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import may_or_404, saying
from workforce_assurance.structured_templates.commands import forget_kept
from workforce_assurance.structured_templates.kept import newest_kept
from workforce_assurance.structured_templates.refusals import RecordRefusal

from .. import commands
from ..exceptions import Refused
from ..forms import TopicForm
from ..models import Session, Topic
from .edge import edge, session_or_404

MAY = "supervision.talk_in_session"
ACTS: dict[str, Callable[..., Any]] = {
    "talked": partial(commands.tick_topic, talked=True),
    "not-talked": partial(commands.tick_topic, talked=False),
    "next-time": partial(commands.leave_topic_for_next_time, later=True),
    "this-time": partial(commands.leave_topic_for_next_time, later=False),
    "up": commands.move_topic_up,
    "take-back": commands.take_topic_back,
}


class AddTopic(View):
    """A page with one box for words; what was typed survives a refusal, a wrong token and a session that ran out."""

    def get(self, request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
        session = session_or_404(request, session_id, MAY)
        kept = newest_kept(request.user, request.path)
        return self.page(session, TopicForm(initial={"text": kept.first("text")} if kept else None), kept=kept)

    def post(self, request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
        session, form = session_or_404(request, session_id, MAY), TopicForm(request.POST)
        if form.is_valid():
            said = {"text": form.cleaned_data["text"], "once": request.POST.get("once", "")[:64]}
            try:
                commands.add_topic(session=session, by=request.user, now=edge(request.user).now, **said)
            except (Refused, RecordRefusal) as refusal:
                form.add_error(None, str(refusal))
            else:
                forget_kept(kept_id=request.POST.get("kept", ""), by=request.user)
                messages.success(request, "Added to what you will talk about.")
                return redirect(f"{reverse('supervision:session', args=[session.pk])}#panel-topics")
        return self.page(session, form, status=422)

    def page(self, session: Session, form: TopicForm, *, kept: Any = None, status: int = 200) -> HttpResponse:
        other = session.supervisor if self.request.user.pk == session.worker_id else session.worker
        context = {
            "form": form,
            "title": "Add something to talk about",
            "caption": f"Supervision of {session.worker.full_name}",
            "readers": f"you and {other.full_name}, and nobody else.",
            "submit": "Add",
            "once": self.request.POST.get("once") or (kept.first("once") if kept else "") or uuid.uuid4(),
            "kept": kept,
            "cancel_url": reverse("supervision:session", args=[session.pk]),
        }
        return render(self.request, "supervision/topic_form.html", context, status=status)


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
