"""Leaves or moves: everything that somebody holds on one page, and who takes it over, in one step."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from workforce_assurance.common.views import may_or_404

from ..charges import CHARGES, Holds, held_by
from ..commands import handing_over
from ..forms.handing_over import HandOverForm
from ..models import Person
from ..queries import today
from .people import FormPage

SHOWN = 20


class HandOver(FormPage):
    """For administrators, and for managers of that person: they hand over, and only administrators let somebody leave."""

    form_class = HandOverForm
    template_name = "people/hand_over.html"
    title = "Leaves or moves"
    submit = "Hand over"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.person = get_object_or_404(Person.objects.select_related("manager"), pk=kwargs["pk"])
        may_or_404(request, "people.hand_over", self.person)
        self.now = timezone.now()
        self.held = held_by(self.person, now=self.now)
        self.may_let_go = request.user.has_perm("people.manage_people") and request.user != self.person
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {
            "held": self.held,
            "viewer": self.request.user,
            "may_let_go": self.may_let_go,
            "on": today(now=self.now),
        }
        return super().get_form_kwargs() | more

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            done = self._do(form)
        except handing_over.CannotTakeOver as refused:
            for key, sentence in refused.why.items():
                form.say(key, sentence)
            return self.form_invalid(form)
        except handing_over.LastDayTooFarBack:
            form.add_error("last_day", "Give a day on or after their first one, within the last 12 months or ahead.")
            return self.form_invalid(form)
        except handing_over.NothingToHandOver:
            form.add_error(
                None, "Name a successor for what is to pass on." if form.kinds else "There is nothing to hand over."
            )
            return self.form_invalid(form)
        messages.success(self.request, _words(self.person, done, leaves=form.leaves))
        return redirect(self.get_success_url())

    def _do(self, form: Any) -> dict[str, int]:
        told: dict[str, Any] = {"person": self.person, "by": self.request.user, "now": self.now}
        if form.leaves:
            return handing_over.leave(successors=form.successors, last_day=form.cleaned_data["last_day"], **told)
        return handing_over.hand_over(successors=form.successors, **told)

    def get_success_url(self) -> str:
        name = "people:person" if self.request.user.has_perm("people.manage_people") else "people:hand_over"
        return reverse(name, args=[self.person.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_set_up = self.request.user.has_perm("people.manage_people")
        back = reverse("people:person", args=[self.person.pk]) if is_set_up else reverse("today")
        shown = [_Shown(holds) for holds in self.held]
        return super().get_context_data(
            person=self.person,
            caption=self.person.full_name,
            held=shown,
            may_let_go=self.may_let_go,
            cancel_url=back,
            **kwargs,
        )


class _Shown:
    """One kind as the page shows it: the first of its things, and how many more."""

    def __init__(self, holds: Holds) -> None:
        self.charge, self.things = holds.charge, holds.things[:SHOWN]
        self.number, self.more = len(holds.things), max(0, len(holds.things) - SHOWN)


def _words(person: Person, done: dict[str, int], *, leaves: bool) -> str:
    passed = ", ".join(f"{CHARGES[key].title.lower()}: {number}" for key, number in done.items())
    what = f"Passed on: {passed}." if passed else "There was nothing to pass on."
    return f"{what} {person.full_name} leaves; their account closes with their last day." if leaves else what
