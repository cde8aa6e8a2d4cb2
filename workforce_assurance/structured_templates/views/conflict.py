"""Saved in two places: both versions beside each other, and what is to stay."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ..commands import forget_kept, save_draft
from ..conflicts import differences, merged
from ..queries import world_for
from ..refusals import RecordRefusal
from ..stand import Stand, own_typed, stand_of_section
from .section import SectionView


class Conflict(SectionView):
    def get(self, request: HttpRequest) -> HttpResponse:
        stand = self.stand()
        if stand.kept is None or not self.may_write:
            return redirect(self.address("record_section"))
        world = world_for(self.parties, self.section.questions, {}, viewer=request.user, offering=True, now=self.now)
        names = dict(world.people) | dict(world.names)
        found = differences(self.section, own_typed(stand.kept.typed), stand.theirs, names)
        if self.to_write is self.version:
            self.note_read("section_read", section=self.key)
        else:
            self.note_section_read(stand.values)
        context = self.shared_context() | {
            "section": self.section,
            "differences": found,
            "kept": stand.kept,
            "revision": stand.revision,
        }
        return render(request, "records/conflict.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        stand = self.stand()
        if stand.kept is None or request.POST.get("kept") != str(stand.kept.id):
            return redirect(self.address("record_section"))
        try:
            self.choose(stand)
        except RecordRefusal as refused:
            messages.error(request, str(refused))
            return redirect(request.path)
        return redirect(self.address("record_section"))

    def stand(self) -> Stand:
        return stand_of_section(self.response, self.section, self.request.user, path=self.address("record_section"))

    def choose(self, stand: Stand) -> None:
        """What was chosen becomes the draft, ready to be read over and saved; only then is the kept text let go."""
        mine = own_typed(stand.kept.typed)
        typed = merged(self.section, mine, stand.theirs, self.choices())
        save_draft(
            response=self.response,
            section=self.section,
            typed=typed,
            revision=self.sent_revision(),
            seen=stand.shared_now,
            by=self.request.user,
            now=self.now,
        )
        forget_kept(kept_id=stand.kept.id, by=self.request.user)

    def choices(self) -> dict[str, Any]:
        whole = self.request.POST.get("all", "")
        return {q.key: whole or self.request.POST.get(f"keep.{q.key}", "both") for q in self.section.answered}
