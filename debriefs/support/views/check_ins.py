"""The page behind the link in a check-in: three buttons; it needs no sign-in, and looking changes nothing."""

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
from django.views.decorators.http import require_POST

from workforce_assurance.common.support import contacts
from workforce_assurance.outbox.queries import mail_to
from workforce_assurance.people import queries as people

from ...enums import CheckInWish
from ...models import CheckIn
from ...views.edge import edge
from .. import commands
from ..forms import CheckInForm, PreferenceForm
from ..links import LinkGarbled, LinkRanOut, mail_of
from ..queries import kinds_to_talk_with

GARBLED = "This link is not complete. Open the mail again and press the link there, or copy all of it."
RAN_OUT = "This link is too old to use. Sign in and open Support, or call any of these."
THANKS = {
    CheckInWish.NOTHING: "Thank you. Nothing is done, and you can change your mind here.",
    CheckInWish.LATER: "All right. You are asked once more in a few days.",
}
TOLD = "Thank you. {name} knows, and gets in touch with you. Nobody else is told."
NOBODY = "Thank you. Nobody could be told: please call one of the numbers below, or open Support."


@method_decorator([never_cache, login_not_required], name="dispatch")
class CheckInPage(View):
    """GET shows, POST keeps what is to be done; both by the token alone. Nothing says who it is, or what happened."""

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponse:
        self.now = timezone.now()
        try:
            mail_id, person_id = mail_of(token)
        except LinkRanOut:
            return self._no(RAN_OUT, status=410)
        except LinkGarbled:
            return self._no(GARBLED, status=404)
        self.mail = mail_to(mail_id, person_id, on=people.today(now=self.now))
        self.asked = CheckIn.objects.filter(mail=mail_id, person=person_id).first() if self.mail else None
        return super().dispatch(request, *args, **kwargs) if self.asked else self._no(RAN_OUT, status=410)

    def get(self, request: HttpRequest) -> HttpResponse:
        said = CheckInWish(self.asked.wish).label if self.asked.wish else ""
        found = {"wishes": CheckInWish.choices, "said": said, "contacts": contacts(now=self.now)}
        return render(request, "support/check_in.html", found)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CheckInForm(request.POST)
        if not form.is_valid():
            messages.warning(request, "Press one of the three buttons.")
            return redirect(request.path)
        wish = CheckInWish(form.cleaned_data["wish"])
        asked = commands.answer_check_in(mail_id=self.mail.pk, wish=wish, by=self.mail.recipient, now=self.now)
        messages.success(request, TOLD.format(name=asked.to.full_name) if asked else THANKS.get(wish, NOBODY))
        return redirect(request.path)

    def _no(self, why: str, *, status: int) -> HttpResponse:
        found = {"why": why, "contacts": contacts(now=self.now)}
        return render(self.request, "support/check_in_wrong.html", found, status=status)


@require_POST
def prefer(request: HttpRequest) -> HttpResponse:
    """Whether one is asked by mail, and who is told when one would like a talk."""
    form = PreferenceForm(request.POST, kinds=kinds_to_talk_with(request.user, now=edge(request.user).now))
    if not form.is_valid():
        messages.warning(request, "Choose one of those on the list.")
        return redirect("support:home")
    commands.prefer_check_ins(**form.cleaned_data, person=request.user, now=edge(request.user).now)
    messages.success(request, "It is saved.")
    return redirect("support:home")
