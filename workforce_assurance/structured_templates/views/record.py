"""Reading a record: its task list while it is written, the check before it is finished, the record itself, its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ..contents import Values, values_of
from ..enums import Part
from ..history import history_of
from ..parties import SIGN
from ..progress import missing_in, progress
from ..queries import answers_readable_by, world_for
from ..shown import shown_record
from ..supplements import supplements_of, unsaved_words
from ..viewings import viewings_of
from .base import RecordView


class ReadingView(RecordView):
    """A page that shows what the record says."""

    def values(self) -> Values:
        return values_of(answers_readable_by(self.response, self.request.user))

    def shown(self, values: Values, **more: Any) -> Any:
        questions = list(self.version.questions())
        world = world_for(self.parties, questions, values, viewer=self.request.user, offering=False, now=self.now)
        return shown_record(self.version, values, world, **more)

    def tasks(self) -> list[dict[str, str]]:
        """The sections that this person may write, each with how far it is."""
        return [
            {
                "label": task.title,
                "url": reverse("record_section", args=[self.response.pk, task.key]) if self.may_write else "",
                "status": task.status,
                "tone": task.tone,
            }
            for task in progress(self.response, self.request.user, self.to_write)
        ]

    def own_part(self) -> HttpResponse:
        """What somebody of a group writes for themselves, who reads nothing else of its record: not yet, or never."""
        values, version = self.values(), self.version.private_part()
        if values:
            self.note_read("preparation_read", about=self.request.user.pk)
        world = world_for(self.parties, [], {}, viewer=self.request.user, offering=False, now=self.now)
        found = self.shared_context() | {
            "sections": shown_record(version, values, world),
            "tasks": self.tasks(),
            "has_written": bool(values),
            "was_away": self.part == Part.ABSENT,
            "unsaved": unsaved_words(self.response, version, self.request.user),
        }
        return render(self.request, "records/own_part.html", found)

    def supplements(self) -> dict[str, Any]:
        return {
            "facts": self.purpose.facts(self.subject, self.request.user),
            "people": self.parties.labelled,
            **supplements_of(self.response, self.parties, self.zone),
            "unsaved": unsaved_words(self.response, self.version, self.request.user),
            "is_author": self.part == Part.AUTHOR,
        }

    def ending(self) -> dict[str, Any]:
        """What this person may do with a finished record now."""
        signed = {signature.person_id for signature in self.response.signatures.all()}
        to_sign = self.response.state == "to_sign"
        mine, signs = self.request.user.pk in signed, self.part in SIGN
        return {
            "may_sign": to_sign and not mine and signs,
            "may_reopen": to_sign and not signed and self.part == Part.AUTHOR,
            "may_state": self.part == Part.ATTENDEE or (to_sign and not mine and signs),
            "may_amend": self.response.state == "signed" and signs,
            "waits_for": [person.full_name for person in self.parties.signers if to_sign and person.pk not in signed],
        }


class Hub(ReadingView):
    """Where a record is at: its sections as a task list, or what is left to do with it."""

    has_own_part = True

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.reads_own_part_alone:
            return self.own_part()
        found = self.shared_context() | self.ending()
        found |= {"tasks": self.tasks(), "may_write": self.may_write, "is_author": self.part == Part.AUTHOR}
        return render(request, "records/hub.html", found)


class LastTime(RecordView):
    """What is carried over from last time: the part beside each section, and a page of its own without scripts."""

    of_every_purpose = True

    def get(self, request: HttpRequest) -> HttpResponse:
        panels = {"panels": self.purpose.aside(self.subject, request.user, self.now)}
        if request.htmx:
            return render(request, "records/_last_time.html", panels)
        return render(request, "records/last_time.html", self.shared_context() | panels)


class Check(ReadingView):
    """Check your answers: everything on one page, what is still needed, and the button that finishes it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        values = self.values()
        missing = missing_in(self.to_write, values) if self.is_open else {}
        self.note_read("checked")
        found = self.shared_context() | {
            "sections": self.shown(values, missing=missing),
            "missing": missing,
            "facts": self.purpose.facts(self.subject, request.user),
            "may_write": self.may_write,
            "may_change": {section.key for section in self.to_write.sections} if self.may_write else set(),
            "is_author": self.part == Part.AUTHOR,
            "unsaved": unsaved_words(self.response, self.version, request.user),
        }
        return render(request, "records/check.html", found)


class Read(ReadingView):
    """The record itself, with signatures, statement and amendments; made to be printed."""

    has_own_part = True

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.reads_own_part_alone:
            return self.own_part()
        self.note_read("read")
        found = self.shared_context() | self.supplements() | self.ending() | {"sections": self.shown(self.values())}
        return render(request, "records/read.html", found)


class History(RecordView):
    """What happened to the record and who has viewed it, in words."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = self.shared_context() | {
            "events": history_of(self.response, self.version, self.parties, self.zone, is_group=self.purpose.is_group),
            "viewings": viewings_of(self.response, self.version, self.zone),
        }
        return render(request, "records/history.html", found)
