"""Nothing typed is lost: a form that cannot be accepted is sealed for whoever wrote it, and shown to them alone.

For a form of your own: put `{% carry %}` (from the template tags `kept`) into it, and `KeepsTyped` before `FormView` in its
view. What is posted after a session ran out, or with a token of before a sign-in in another tab, is then kept; once its
writer is signed in, the page shows the form with it. `KeepsTyped` lets it go when the form is valid.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.functional import cached_property

from workforce_assurance.common import errors

from .commands.keeping import forget_kept, keep_text
from .kinds import Typed
from .models import KeptText
from .places import place_of
from .vault import VaultError, unseal

CARRY = "carry"
KEPT = "kept"
SALT = "structured_templates.carry"
LONGEST_OPEN = timedelta(days=30)
NEVER_KEPT = ("csrfmiddlewaretoken", CARRY, "password", "code", "credential")


@dataclass(frozen=True)
class Writer:
    """Who had the form open, and on which page."""

    person_id: uuid.UUID
    path: str


@dataclass(frozen=True)
class Kept:
    id: uuid.UUID
    typed: Typed
    kept_at: datetime

    def first(self, name: str) -> str:
        return (self.typed.get(name) or [""])[-1]


def carry_for(request: HttpRequest) -> str:
    """What a form carries so that its text finds its writer again; signed, so that nobody can name somebody else."""
    return signing.dumps([str(request.user.pk), request.path], salt=SALT)


def writer_of(request: HttpRequest) -> Writer | None:
    """Who had this form open, when it says so and nobody altered that."""
    try:
        person, path = signing.loads(request.POST.get(CARRY, ""), salt=SALT, max_age=LONGEST_OPEN)
        return Writer(uuid.UUID(person), path)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def keep(request: HttpRequest, writer: Writer) -> None:
    """:raises VaultError: when nothing can be sealed"""
    typed = {name: values for name, values in request.POST.lists() if not name.lower().startswith(NEVER_KEPT)}
    keep_text(person_id=writer.person_id, path=writer.path, typed=typed, now=timezone.now())


def newest_kept(person: Any, path: str) -> Kept | None:
    """What this person had typed on that page and could not save.

    :raises VaultError: when it cannot be opened
    """
    return kept_of(rows_of_newest(person, path))


def rows_of_newest(person: Any, path: str) -> QuerySet[KeptText]:
    """The same as a question, for whoever asks others with it."""
    return KeptText.objects.of_page(person, path)[:1]


def kept_of(rows: Iterable[KeptText]) -> Kept | None:
    """:raises VaultError: when it cannot be opened"""
    row = next(iter(rows), None)
    return row and Kept(row.pk, unseal(row.sealed, place_of(row, "sealed")), row.kept_at)


def kept_page(request: HttpRequest, writer: Writer) -> HttpResponse:
    """Say that it is kept, and where to carry on; the text itself is shown to its writer alone."""
    signed_in = request.user.is_authenticated
    found = {
        "somebody_else": signed_in and request.user.pk != writer.person_id,
        "sign_in_url": resolve_url(settings.LOGIN_URL) + "?" + urlencode({"next": writer.path}),
    }
    return render(request, "records/text_kept.html", found, status=403 if signed_in else 401)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token is of before a sign-in in another tab: what was typed is kept, and waits on its page."""
    writer = writer_of(request)
    if writer is None or "X-Autosave" in request.headers:
        return errors.csrf_failure(request, reason)
    try:
        keep(request, writer)
    except VaultError:
        return errors.csrf_failure(request, reason)
    if request.user.is_authenticated and request.user.pk == writer.person_id:
        return HttpResponseRedirect(writer.path)
    return kept_page(request, writer)


class KeepsTyped:
    """For a FormView: shows what its writer had typed when it could not be accepted, and lets it go once it is."""

    request: HttpRequest

    def get_initial(self) -> dict[str, Any]:
        kept = self.kept
        return super().get_initial() | (
            {name: values[-1] for name, values in kept.typed.items() if values} if kept else {}
        )

    @cached_property
    def kept(self) -> Kept | None:
        if self.request.method != "GET":
            return None
        return newest_kept(self.request.user, self.request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {KEPT: self.kept}

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        forget_kept(kept_id=self.request.POST.get(KEPT, ""), by=self.request.user)
        return answer
