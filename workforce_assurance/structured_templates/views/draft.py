"""Autosave: the whole form as it stands, kept as the writer's draft in one row."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from ..commands import forget_kept
from ..forms import typed_in
from ..hints import HINTS
from ..refusals import DraftConflict, MayNotWrite, RecordRefusal
from .section import SectionView


class Autosave(SectionView):
    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            revision = self.save()
        except DraftConflict:
            self.keep_sent()
            return JsonResponse({"url": self.address("record_conflict")}, status=409)
        except RecordRefusal as refused:
            return JsonResponse({"message": f"Not saved. {refused} What you typed is still on this page."}, status=422)
        said = {"revision": revision, "saved_at": f"{self.now.astimezone(self.zone):%H:%M}"}
        return JsonResponse(said | self.hints_said())

    def hints_said(self) -> dict[str, Any]:
        """By the name of each box; nothing where the purpose has no hints."""
        if self.response.purpose not in HINTS:
            return {}
        hints = self.hints(self.form(typed_in(self.request.POST), {}, check=False))
        return {"hints": {name: [asdict(hint) for hint in found] for name, found in hints.items()}}

    def save(self) -> int:
        if not self.may_write and (self.is_open or self.purpose.is_group):
            raise MayNotWrite
        revision = self.draft_sent(typed_in(self.request.POST))
        if kept := self.request.POST.get("kept"):
            forget_kept(kept_id=kept, by=self.request.user)
        return revision
