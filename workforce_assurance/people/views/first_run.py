"""The first run: an empty installation gets its organisation and its first administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from .. import first_run
from ..commands.organisation import AlreadyFounded, FirstAdministrator, found_organisation
from ..forms.organisation import FirstRunForm

BACKEND = "workforce_assurance.people.backends.InPostBackend"


@method_decorator([login_not_required, never_cache, sensitive_post_parameters("password")], name="dispatch")
class FirstRun(FormView):
    """There is no such page once there is an organisation, nor for whoever does not have the link."""

    template_name = "people/first_run.html"
    form_class = FirstRunForm

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponse:
        if not first_run.is_open() or not first_run.is_right(token, now=timezone.now()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: FirstRunForm) -> HttpResponse:
        said = dict(form.cleaned_data)
        administrator = FirstAdministrator(
            name=said.pop("administrator_name"), email=said.pop("administrator_email"), password=said.pop("password")
        )
        try:
            person = found_organisation(administrator=administrator, now=timezone.now(), **said)
        except AlreadyFounded as error:
            raise Http404 from error
        login(self.request, person, backend=BACKEND)
        messages.success(self.request, "The organisation is set up. Bring in its people next.")
        return redirect("people:import")
