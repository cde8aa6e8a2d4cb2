"""Set-up: cadence policies, drafted, previewed, published, copied, retired."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import may_or_404, saying
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .. import commands, policy_words
from ..exceptions import Refused
from ..models import CadencePolicy
from ..policy_forms import PolicyForm
from ..policy_terms import terms_of
from ..preview import Preview, preview_of
from ..queries import policies_for_set_up
from .edge import edge

PERMISSION = "supervision.set_up_cadence"


@require_safe
def policy_list(request: HttpRequest) -> HttpResponse:
    """Every policy and how it stands."""
    may_or_404(request, PERMISSION)
    rows = [policy_words.row(policy) for policy in policies_for_set_up()]
    return render(request, "supervision/policy_list.html", {"groups": policy_words.by_state(rows)})


@require_safe
def policy_detail(request: HttpRequest, policy_id: uuid.UUID) -> HttpResponse:
    """One policy; of a draft, what it would change."""
    policy = _policy_or_404(request, policy_id)
    is_draft = policy.state == CadencePolicy.State.DRAFT
    preview = preview_of(terms_of(policy), now=edge(request.user).now) if is_draft else None
    context = {"policy": policy, "row": policy_words.row(policy), "preview": preview, "is_draft": is_draft}
    return render(request, "supervision/policy_detail.html", context)


class PolicyEdit(View):
    """A new draft, or a change to one."""

    def get(self, request: HttpRequest, policy_id: uuid.UUID | None = None) -> HttpResponse:
        policy = _policy_or_404(request, policy_id)
        return self._page(request, policy, self._form(request, policy))

    def post(self, request: HttpRequest, policy_id: uuid.UUID | None = None) -> HttpResponse:
        policy = _policy_or_404(request, policy_id)
        form = self._form(request, policy, request.POST)
        if form.is_valid():
            try:
                if "preview" in request.POST:
                    commands.check_terms(form.terms)
                    return self._page(request, policy, form, preview_of(form.terms, now=edge(request.user).now))
                saved = self._save(policy, form, request.user)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "The draft is saved. It counts once it is published.")
                return redirect("supervision:policy", saved.pk)
        return self._page(request, policy, form)

    def _form(self, request: HttpRequest, policy: CadencePolicy | None, typed: Any = None) -> PolicyForm:
        today = edge(request.user).today
        initial = policy_words.initial(policy) if policy else policy_words.initial_of_a_new_one()
        find_person = partial(_person_by_address, on=today)
        return PolicyForm(
            typed, choices=_choices(request.user, policy, today), find_person=find_person, initial=initial
        )

    def _save(self, policy: CadencePolicy | None, form: PolicyForm, by: Any) -> CadencePolicy:
        now = edge(by).now
        if policy is None:
            return commands.draft_policy(terms=form.terms, by=by, now=now)
        return commands.redraft_policy(policy=policy, terms=form.terms, by=by, now=now)

    def _page(
        self, request: HttpRequest, policy: CadencePolicy | None, form: PolicyForm, preview: Preview | None = None
    ) -> HttpResponse:
        title = "Change a cadence policy" if policy else "New cadence policy"
        back = reverse("supervision:policy", args=[policy.pk]) if policy else reverse("supervision:policies")
        context = {"form": form, "title": title, "submit": "Save the draft", "cancel_url": back, "preview": preview}
        return render(request, "supervision/policy_form.html", context)


@require_POST
def policy_publish(request: HttpRequest, policy_id: uuid.UUID) -> HttpResponse:
    return _do(
        request, policy_id, commands.publish_policy, "The policy is published. Planning takes it up within the hour."
    )


@require_POST
def policy_retire(request: HttpRequest, policy_id: uuid.UUID) -> HttpResponse:
    return _do(request, policy_id, commands.retire_policy, "The policy is retired. The one above it applies again.")


@require_POST
def policy_copy(request: HttpRequest, policy_id: uuid.UUID) -> HttpResponse:
    return _do(request, policy_id, commands.copy_policy, "This draft is a copy. Change what should differ.")


@require_POST
def policy_discard(request: HttpRequest, policy_id: uuid.UUID) -> HttpResponse:
    return _do(request, policy_id, commands.discard_draft, "The draft is thrown away.")


def _do(request: HttpRequest, policy_id: uuid.UUID, command: Callable[..., Any], said: str) -> HttpResponse:
    policy = _policy_or_404(request, policy_id)
    with saying(request, said):
        done = command(policy=policy, by=request.user, now=edge(request.user).now)
        return redirect("supervision:policy", done.pk) if done else redirect("supervision:policies")
    return redirect("supervision:policy", policy.pk)


def _policy_or_404(request: HttpRequest, policy_id: uuid.UUID | None) -> Any:
    """None for a new one.

    :raises Http404: when there is none, or it is not theirs to set up
    """
    may_or_404(request, PERMISSION)
    return get_object_or_404(policies_for_set_up(), pk=policy_id) if policy_id else None


def _choices(viewer: Any, policy: CadencePolicy | None, today: date) -> dict[str, list[tuple[str, str]]]:
    """What a policy can be for; a job title that nobody has any more stays when the draft names it."""
    teams = reach.teams_visible_to(viewer, on=today).select_related("service").order_by("service__name", "name")
    titles = people.job_titles(on=today)
    if policy and policy.job_title and policy.job_title not in titles:
        titles.append(policy.job_title)
    return {
        "service": list({str(team.service_id): team.service.name for team in teams}.items()),
        "team": [(str(team.pk), f"{team.service.name}: {team.name}") for team in teams],
        "job_title": [(title, title) for title in titles],
    }


def _person_by_address(address: str, *, on: date) -> Any:
    return people.people_in_post(on=on).filter(email__iexact=address.strip()).first() if address else None
