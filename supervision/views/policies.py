"""Set-up: cadence policies, drafted, previewed, published, copied, retired."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .. import commands, policy_words
from ..exceptions import Refused
from ..models import CadencePolicy
from ..policy_forms import PolicyForm
from ..policy_terms import terms_of
from ..preview import Preview, preview_of
from ..queries import policies_for_set_up
from .edge import Edge, edge

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


class PolicyEdit(RecordForm):
    """A new draft, or a change to one."""

    submit, template_name = "Save the draft", "supervision/policy_form.html"
    preview: Preview | None = None

    def load(self, policy_id: uuid.UUID | None = None) -> tuple[CadencePolicy | None, Edge]:
        return _policy_or_404(self.request, policy_id), edge(self.request.user)

    def way_back(self, policy: CadencePolicy | None) -> str:
        return reverse("supervision:policy", args=[policy.pk]) if policy else reverse("supervision:policies")

    def answer(self, _policy: CadencePolicy | None) -> HttpResponse:
        return redirect("supervision:policy", self.saved.pk)

    def shown(self, policy: CadencePolicy | None, _at: Edge) -> dict[str, Any]:
        return {"title": "Change a cadence policy" if policy else "New cadence policy", "preview": self.preview}

    def form(self, policy: CadencePolicy | None, at: Edge, typed: Any = None) -> PolicyForm:
        return PolicyForm(
            typed, choices=_choices(self.request.user, policy, at.today),
            find_person=partial(_person_by_address, on=at.today),
            initial=policy_words.initial(policy) if policy else policy_words.initial_of_a_new_one(),
        )  # fmt: skip

    def post(self, request: HttpRequest, **keys: Any) -> HttpResponse:
        if "preview" not in request.POST:
            return super().post(request, **keys)
        policy, at = self.load(**keys)
        form = self.form(policy, at, request.POST)
        if form.is_valid():
            try:
                commands.check_terms(form.terms)
                self.preview = preview_of(form.terms, now=at.now)
            except Refused as refusal:
                form.refuse(refusal)
        return self.page(policy, at, form)

    def act(self, form: PolicyForm, policy: CadencePolicy | None, at: Edge) -> str:
        said: dict[str, Any] = {"terms": form.terms, "by": self.request.user, "now": at.now}
        self.saved = commands.redraft_policy(policy=policy, **said) if policy else commands.draft_policy(**said)
        return "The draft is saved. It counts once it is published."


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
