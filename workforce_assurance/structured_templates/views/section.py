"""The page of one section: its questions, the other sections, what is carried over, and saving."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from workforce_assurance.common.dates import local_day

from ..commands import dismiss_hint, forget_kept, keep_text, save_draft, save_section
from ..contents import Values
from ..forms import SectionForm, typed_in, with_row, without_row
from ..hints import Hint, hints_in
from ..kinds import Typed
from ..progress import progress_of
from ..queries import world_for
from ..readers import Readers, and_by_rule, readers_of, until_released
from ..refusals import DraftConflict, MayNotWrite, RecordNotOpen, RecordRefusal
from ..stand import Stand, own_typed, stand_of_section
from .base import RecordView


class SectionView(RecordView):
    """What the page, autosave and the conflict page of a section share."""

    of_every_purpose = True
    has_own_part = True

    def dispatch(self, request: HttpRequest, *args: Any, section: str, **kwargs: Any) -> HttpResponse:
        self.key = section
        return super().dispatch(request, *args, **kwargs)

    @property
    def section(self) -> Any:
        return self.section_or_404(self.key)

    def address(self, name: str) -> str:
        return reverse(name, args=[self.response.pk, self.key])

    def sent_revision(self) -> int:
        text = self.request.POST.get("revision", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def sent_page(self) -> str:
        return self.request.POST.get("page", "")[:36].replace("\x00", "")

    def keep_sent(self) -> None:
        """Seal what was sent for its writer, with what it was typed over."""
        typed = typed_in(self.request.POST) | {n: self.request.POST.getlist(n) for n in ("revision", "seen")}
        keep_text(person_id=self.request.user.pk, path=self.address("record_section"), typed=typed, now=self.now)

    def check_theirs(self) -> None:
        """:raises MayNotWrite, RecordNotOpen: when nothing of this section is theirs to write, or not any more"""
        if self.to_write.section(self.key) is None:
            raise MayNotWrite if self.is_open else RecordNotOpen

    def draft_sent(self, typed: Typed) -> int:
        self.check_theirs()
        return save_draft(
            response=self.response,
            section=self.section,
            typed=typed,
            revision=self.sent_revision(),
            seen=self.request.POST.get("seen", "")[:40],
            page=self.sent_page(),
            by=self.request.user,
            now=self.now,
        )

    def form(self, typed: Typed, values: Any, *, check: bool) -> SectionForm:
        asked = self.section.questions
        world = world_for(self.parties, asked, values, viewer=self.request.user, offering=True, now=self.now)
        readers = {q.layer: self.readers(q.layer) for q in asked}
        return SectionForm(self.section, typed=typed, world=world, check=check, readers=readers)

    def hints(self, form: SectionForm) -> dict[str, list[Hint]]:
        """For whoever writes here, and nobody else."""
        return hints_in(form, response=self.response, writer=self.request.user)

    def readers(self, layer: str) -> Readers:
        names, if_there = self.parties.names, self.parties.are_expected
        found = readers_of(layer, names=names, writer=self.request.user, if_there=if_there)
        found = and_by_rule(found, self.purpose.readers)
        to = self.purpose.released_to(self.subject)
        return until_released(found, to=to) if to else found

    def note_section_read(self, values: Values) -> None:
        """Whoever sees nothing but their own preparation has read nothing of the record."""
        shared = any(not asked.is_private for asked in self.section.questions if asked.id in values)
        about = None if shared else self.request.user.pk
        self.note_read("section_read" if shared else "preparation_read", about=about, section=self.key)


class SectionPage(SectionView):
    def get(self, request: HttpRequest) -> HttpResponse:
        section = self.section
        if not self.may_write or self.to_write.section(section.key) is None:
            return redirect("record_read", self.response.pk)
        stand = stand_of_section(self.response, self.section, request.user, path=request.path)
        if stand.kept and not stand.kept_is_newest:
            return redirect(self.address("record_conflict"))
        if stand.values:
            self.note_section_read(stand.values)
        typed = own_typed(stand.kept.typed) if stand.kept else stand.typed
        return self.page(self.form(typed, stand.values, check=False), stand, revision=stand.revision, seen=stand.seen)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.save(typed_in(request.POST))
        except DraftConflict:
            self.keep_sent()
            return redirect(self.address("record_conflict"))
        except RecordRefusal as refused:
            return self.refused(refused)

    def save(self, typed: Typed) -> HttpResponse:
        if "add" in self.request.POST or "remove" in self.request.POST:
            return self.change_rows(typed)
        if "dismiss" in self.request.POST:
            return self.dismiss(typed)
        self.check_theirs()
        stand = stand_of_section(self.response, self.section, self.request.user, path=self.request.path)
        form = self.form(typed, stand.values, check=True)
        if not form.is_valid():
            revision = self.draft_sent(typed)
            return self.page(form, stand, revision=revision, seen=self.request.POST.get("seen", ""), status=422)
        save_section(
            response=self.response,
            section=self.section,
            values=form.values(),
            revision=self.sent_revision(),
            seen=self.request.POST.get("seen", ""),
            by=self.request.user,
            now=self.now,
            typed=typed,
            page=self.sent_page(),
        )
        self.forget()
        return redirect(self.after_saving())

    def change_rows(self, typed: Typed) -> HttpResponse:
        """One row more or less; the rest of the page stays as it was typed."""
        name = self.request.POST.get("add", "")
        if name:
            row = secrets.token_hex(4)
            self.draft_sent(with_row(typed, name, row))
            return redirect(f"{self.address('record_section')}#row-{name}.{row}")
        name, _, row = self.request.POST.get("remove", "").rpartition(".")
        self.draft_sent(without_row(typed, name, row))
        return redirect(f"{self.address('record_section')}#{name}")

    def dismiss(self, typed: Typed) -> HttpResponse:
        """No hint at that wording any more; the rest of the page stays as it was typed."""
        name, _, code = self.request.POST.get("dismiss", "").partition(":")
        self.draft_sent(typed)
        # Only what was pointed out there, so that no word of a page finds its way into a code.
        if any(hint.code == code for hint in self.hints(self.form(typed, {}, check=False)).get(name, ())):
            dismiss_hint(response=self.response, code=code, by=self.request.user, now=self.now)
        return redirect(f"{self.address('record_section')}#field-{name}")

    def after_saving(self) -> str:
        if "later" in self.request.POST:
            return reverse("record", args=[self.response.pk])
        keys = [section.key for section in self.to_write.sections]
        at = keys.index(self.key) + 1
        if at == len(keys):
            if not self.purpose.is_signed:
                return self.purpose.page(self.response.subject_id)
            whole = self.to_write is self.version
            return reverse("record_check" if whole else "record", args=[self.response.pk])
        return reverse("record_section", args=[self.response.pk, keys[at]])

    def refused(self, refused: RecordRefusal) -> HttpResponse:
        """Say why, and keep the text on the page and for later."""
        self.keep_sent()
        messages.error(self.request, str(refused))
        stand = stand_of_section(self.response, self.section, self.request.user, path=self.request.path)
        form = self.form(typed_in(self.request.POST), stand.values, check=False)
        return self.page(form, stand, revision=self.sent_revision(), seen="", status=409)

    def forget(self) -> None:
        if kept := self.request.POST.get("kept"):
            forget_kept(kept_id=kept, by=self.request.user)

    def page(self, form: SectionForm, stand: Stand, *, revision: int, seen: str, status: int = 200) -> HttpResponse:
        form.hints = self.hints(form)
        tasks = [
            {
                "label": task.title,
                "url": reverse("record_section", args=[self.response.pk, task.key]),
                "status": task.status,
                "tone": task.tone,
                "current": task.key == self.key,
            }
            for task in progress_of(self.to_write, stand.rows, self.request.user)
        ]
        found = self.shared_context() | {
            "section": self.section,
            "form": form,
            "blocks": form.blocks,
            "tasks": tasks,
            "last_time_url": reverse("record_last_time", args=[self.response.pk]),
            "revision": revision,
            "seen": seen,
            "page": self.sent_page() or secrets.token_hex(8),
            "kept": stand.kept if status == 200 else None,
            "saved_at": self.saved_at(stand),
            "autosave_url": self.address("record_autosave"),
        }
        return render(self.request, "records/section.html", found, status=status)

    def saved_at(self, stand: Stand) -> str:
        """When this writer last saved here, in words; the time alone when that was today."""
        if stand.draft_row is None:
            return ""
        saved = stand.draft_row.updated_at.astimezone(self.zone)
        today = local_day(self.now, self.zone)
        return f"{saved:%H:%M}" if saved.date() == today else f"{saved.day} {saved:%B}, {saved:%H:%M}"
