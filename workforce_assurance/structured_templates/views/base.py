"""What every page of a record does first: find it among those that the person may see, and know its people."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View

from workforce_assurance.audit.commands import record_read
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people.queries import zone_for

from ..asked import AskedSection, AskedVersion, asked_by
from ..enums import Part, ResponseState
from ..models import Response
from ..parties import OWN_PART_ALONE, Parties
from ..purposes import PURPOSES, Purpose
from ..queries import record_seen_by

READ = "structured_templates.read_response"
BOTH_PEOPLE = "both people of this record, and nobody else."
EVERYBODY_THERE = "everybody who took part in this group, and nobody else."


class RecordView(View):
    """A page of one record. Set `permission` when a party needs to be more than that; denied and missing look alike."""

    permission = READ
    # Whether what is never signed has this page too.
    of_every_purpose = False
    # Whether whoever has nothing in a group's record but their own part may open it: it shows them nothing else.
    has_own_part = False
    response: Response
    parties: Parties
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, pk: uuid.UUID, **kwargs: Any) -> HttpResponse:
        self.now = timezone.now()
        found = record_seen_by(request.user, pk)
        if found is None:
            raise Http404
        self.response, self.parties = found
        if self.permission != READ:
            may_or_404(request, self.permission, self.response)
        if not (self.of_every_purpose or self.purpose.is_signed):
            return redirect(self.purpose.page(self.response.subject_id))
        if self.reads_own_part_alone and not self.has_own_part:
            return redirect("record", pk)
        return super().dispatch(request, *args, **kwargs)

    @property
    def purpose(self) -> Purpose:
        return PURPOSES[self.response.purpose]

    @cached_property
    def version(self) -> AskedVersion:
        return asked_by(self.response.version_id)

    @property
    def zone(self) -> ZoneInfo:
        """In which this page says its times; found out once in a request."""
        return zone_for(self.request.user)

    @property
    def part(self) -> Part:
        return Part(self.parties.part_of(self.request.user))

    @property
    def reads_own_part_alone(self) -> bool:
        return self.part in OWN_PART_ALONE

    @property
    def is_open(self) -> bool:
        return self.response.state == ResponseState.OPEN

    @cached_property
    def subject(self) -> Any:
        """What the practice's record is about, loaded once for all that is asked of it here."""
        return self.purpose.subject(self.response.subject_id)

    @cached_property
    def may_write(self) -> bool:
        may = self.is_open or self.purpose.is_group
        return may and self.purpose.may_write(self.subject, self.request.user, self.now)

    @property
    def to_write(self) -> AskedVersion:
        """What this person may write: in a group all but its author write their own part alone, once it is finished all do."""
        alone = self.purpose.is_group and (self.part != Part.AUTHOR or not self.is_open)
        return self.version.private_part() if alone else self.version

    @cached_property
    def title(self) -> str:
        return self.purpose.title(self.subject, self.request.user)

    def section_or_404(self, key: str) -> AskedSection:
        section = self.to_write.section(key) or self.version.section(key)
        if section is None:
            raise Http404
        return section

    def note_read(self, what: str, *, about: uuid.UUID | None = None, **facts: Any) -> None:
        """Called before confidential content leaves, once for each display."""
        record_read(
            action=f"record.{what}",
            subject_type="response",
            subject_id=self.response.pk,
            by=self.request.user,
            now=self.now,
            about=about or (self.parties.subject.pk if self.parties.subject else None),
            facts=facts,
        )

    def shared_context(self) -> dict[str, Any]:
        return {
            "response": self.response,
            "title": self.title,
            "template_name": self.version.name,
            "version_number": self.version.number,
            "page_name": self.purpose.page_name,
            "back_url": self.purpose.page(self.response.subject_id),
            "is_open": self.is_open,
            # What somebody of a group writes for themselves is saved whenever they like.
            "may_still_save": self.is_open or self.purpose.is_group,
            "is_group": self.purpose.is_group,
            "readers": EVERYBODY_THERE if self.purpose.is_group else BOTH_PEOPLE,
        }
