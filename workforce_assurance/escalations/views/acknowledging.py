"""The page behind the link in an alert: references and one button; it needs no sign-in, and looking changes nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from workforce_assurance.outbox.queries import mail_to
from workforce_assurance.people import queries as people

from .. import words
from ..commands import acknowledge_mail
from ..links import LinkGarbled, LinkRanOut, mail_of
from ..pages import link_to, pages_for
from ..queries import acknowledged_of_mail, episodes_of_mail

GARBLED = "This link is not complete. Open the mail again and press the link there, or copy all of it."
RAN_OUT = "This link is too old to use. Sign in to see what is still open."
NOT_YOURS = "This link does not work any more. Sign in to see what is still open."


@method_decorator([never_cache, login_not_required], name="dispatch")
class Acknowledge(View):
    """GET shows, POST acknowledges receipt; both by the token alone."""

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponse:
        try:
            mail_id, recipient_id = mail_of(token)
        except LinkRanOut:
            return self._no(RAN_OUT, status=410)
        except LinkGarbled:
            return self._no(GARBLED, status=404)
        self.mail = mail_to(mail_id, recipient_id, on=people.today(now=timezone.now()))
        return super().dispatch(request, *args, **kwargs) if self.mail else self._no(NOT_YOURS, status=410)

    def get(self, request: HttpRequest) -> HttpResponse:
        now, zone = timezone.now(), people.zone()
        episodes = list(episodes_of_mail(self.mail.pk))
        done = acknowledged_of_mail(self.mail.pk, self.mail.recipient_id)
        viewer = self.mail.recipient
        pages = pages_for(viewer, episodes, on=people.today(now=now)) if viewer else {}
        rows = [
            _row(
                episode, episode.pk in done, words.status(episode, now=now, zone=zone), link_to(episode, viewer, pages)
            )
            for episode in episodes
        ]
        waiting = [episode for episode in episodes if episode.state != "closed" and episode.pk not in done]
        return render(request, "escalations/alert_acknowledge.html", {"rows": rows, "waiting": len(waiting)})

    def post(self, request: HttpRequest) -> HttpResponse:
        number = acknowledge_mail(mail_id=self.mail.pk, by=self.mail.recipient, now=timezone.now())
        said = "Thank you. Everybody can see that you have it." if number else "That was acknowledged already."
        messages.success(request, said)
        return redirect(request.path)

    def _no(self, why: str, *, status: int) -> HttpResponse:
        return render(self.request, "escalations/alert_link_wrong.html", {"why": why}, status=status)


def _row(episode: Any, acknowledged: bool, status: str, link: str) -> dict[str, Any]:
    return {
        "reference": episode.reference,
        "kind": words.kind_of(episode),
        "status": status,
        "tone": words.EPISODE_TONES[episode.state],
        "acknowledged": acknowledged,
        "page": link if episode.state != "closed" else "",
    }
